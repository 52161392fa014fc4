/**
 * The functions of one variable: value, slope and curvature, what of them is shown, and three learning rates from their own
 * start: too small to get anywhere soon, right, too large.
 *
 * @typedef {object} Curve
 * @property {string} formula
 * @property {string} slope
 * @property {(x: number) => number} f
 * @property {(x: number) => number} d f′
 * @property {(x: number) => number} dd f″
 * @property {readonly [number, number]} x the range shown
 * @property {readonly [number, number]} y
 * @property {number} start
 * @property {readonly [number, number, number]} rates
 */

/** @type {Record<"parabola" | "cubicQuartic" | "twoMinima" | "wave", Curve>} */
export const curves = {
  parabola: {
    formula: "f(x) = x²",
    slope: "f′(x) = 2x",
    f: (x) => x * x,
    d: (x) => 2 * x,
    dd: () => 2,
    x: [-3, 3],
    y: [-1, 9],
    start: -2,
    rates: [0.02, 0.3, 1.03],
  },
  cubicQuartic: {
    formula: "f(x) = x⁴ − 3x³ + 2",
    slope: "f′(x) = 4x³ − 9x²",
    f: (x) => x ** 4 - 3 * x ** 3 + 2,
    d: (x) => 4 * x ** 3 - 9 * x * x,
    dd: (x) => 12 * x * x - 18 * x,
    x: [-1.5, 3.5],
    y: [-8, 12],
    start: 3,
    rates: [0.001, 0.03, 0.2],
  },
  twoMinima: {
    formula: "f(x) = x⁴/4 − x² + 0.3x + 2",
    slope: "f′(x) = x³ − 2x + 0.3",
    f: (x) => x ** 4 / 4 - x * x + 0.3 * x + 2,
    d: (x) => x ** 3 - 2 * x + 0.3,
    dd: (x) => 3 * x * x - 2,
    x: [-2.6, 2.6],
    y: [0, 6],
    start: 2.2,
    rates: [0.01, 0.15, 0.8],
  },
  wave: {
    formula: "f(x) = sin 2x + x²/8",
    slope: "f′(x) = 2 cos 2x + x/4",
    f: (x) => Math.sin(2 * x) + (x * x) / 8,
    d: (x) => 2 * Math.cos(2 * x) + x / 4,
    dd: (x) => -4 * Math.sin(2 * x) + 0.25,
    x: [-6, 6],
    y: [-1.5, 6],
    start: 4.6,
    rates: [0.01, 0.15, 0.95],
  },
};

/** @typedef {keyof typeof curves} CurveName */
export const curveNames = /** @type {CurveName[]} */ (Object.keys(curves));
