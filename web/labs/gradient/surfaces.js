/**
 * The functions of two variables: value and gradient, the square of the plane that is shown, where the race starts, and
 * for each optimizer a learning rate with which it can be watched there.
 *
 * @typedef {import("../../ui/plane/geometry.js").Point} Point
 * @typedef {object} Surface
 * @property {string} formula
 * @property {(p: Point) => number} f
 * @property {(p: Point) => [number, number]} gradient (∂f/∂x, ∂f/∂y)
 * @property {import("../../ui/plane/geometry.js").View} view
 * @property {Point} start
 * @property {readonly Point[]} minima
 * @property {number} [steepest] the largest second derivative, where the function is a quadratic one: SGD diverges from η = 2/steepest on
 * @property {number} bend how much closer together the contour lines are near the bottom
 * @property {Record<import("./racers.js").RacerName, number>} rates
 */

/** @type {Record<"bowl" | "ravine" | "saddle" | "banana" | "hills", Surface>} */
export const surfaces = {
  bowl: {
    formula: "f(x, y) = x² + y²",
    f: ([x, y]) => x * x + y * y,
    gradient: ([x, y]) => [2 * x, 2 * y],
    view: { low: [-2.5, -2.5], size: 5 },
    start: [-2, 1.6],
    minima: [[0, 0]],
    steepest: 2,
    bend: 1.8,
    rates: {
      sgd: 0.1,
      momentum: 0.02,
      nesterov: 0.02,
      rmsprop: 0.05,
      adagrad: 0.4,
      adam: 0.1,
      adamw: 0.1,
    },
  },
  ravine: {
    formula: "f(x, y) = ½x² + 10y²",
    f: ([x, y]) => x * x * 0.5 + 10 * y * y,
    gradient: ([x, y]) => [x, 20 * y],
    view: { low: [-2.5, -2.5], size: 5 },
    start: [-2.2, 1.2],
    minima: [[0, 0]],
    steepest: 20,
    bend: 2.6,
    rates: {
      sgd: 0.09,
      momentum: 0.015,
      nesterov: 0.015,
      rmsprop: 0.05,
      adagrad: 0.4,
      adam: 0.1,
      adamw: 0.1,
    },
  },
  saddle: {
    formula: "f(x, y) = ½x² − ½y² + ¼y⁴",
    f: ([x, y]) => (x * x - y * y) / 2 + y ** 4 / 4,
    gradient: ([x, y]) => [x, y ** 3 - y],
    view: { low: [-2, -2], size: 4 },
    start: [-1.7, 0.02],
    minima: [
      [0, 1],
      [0, -1],
    ],
    bend: 1.6,
    rates: {
      sgd: 0.2,
      momentum: 0.03,
      nesterov: 0.03,
      rmsprop: 0.05,
      adagrad: 0.3,
      adam: 0.08,
      adamw: 0.08,
    },
  },
  banana: {
    formula: "f(x, y) = (1 − x)² + 10(y − x²)²",
    f: ([x, y]) => (1 - x) ** 2 + 10 * (y - x * x) ** 2,
    gradient: ([x, y]) => [2 * (x - 1) - 40 * x * (y - x * x), 20 * (y - x * x)],
    view: { low: [-2, -1.25], size: 4 },
    start: [-1.4, 2.2],
    minima: [[1, 1]],
    bend: 3.4,
    rates: {
      sgd: 0.012,
      momentum: 0.002,
      nesterov: 0.002,
      rmsprop: 0.03,
      adagrad: 0.3,
      adam: 0.1,
      adamw: 0.1,
    },
  },
  hills: {
    formula: "f(x, y) = (x² + y − 11)² + (x + y² − 7)²",
    f: ([x, y]) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
    gradient: ([x, y]) => {
      const [a, b] = [x * x + y - 11, x + y * y - 7];
      return [4 * x * a + 2 * b, 2 * a + 4 * y * b];
    },
    view: { low: [-5.5, -5.5], size: 11 },
    start: [-0.4, -0.6],
    minima: [
      [3, 2],
      [-2.805118, 3.131313],
      [-3.77931, -3.283186],
      [3.584428, -1.848127],
    ],
    bend: 2.6,
    rates: {
      sgd: 0.01,
      momentum: 0.004,
      nesterov: 0.004,
      rmsprop: 0.1,
      adagrad: 0.6,
      adam: 0.3,
      adamw: 0.3,
    },
  },
};

/** @typedef {keyof typeof surfaces} SurfaceName */
export const surfaceNames = /** @type {SurfaceName[]} */ (Object.keys(surfaces));
