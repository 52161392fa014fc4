/**
 * Two small sets of twelve samples, and the unit that is fitted to each: a line, and the probability of a class. Their loss
 * is a function of w and b alone.
 *
 * @typedef {import("./networks.js").Net & { x: readonly number[][], y: readonly number[], start: readonly number[], formula: string, loss: string, rate: number, range: readonly [number, number], outputs: readonly [number, number] }} Fit
 *   range: of x, in the picture; outputs: of y
 */

/** @type {import("./networks.js").Weight[]} */
const weights = [
  { name: "w", tensor: "dense_1.kernel", index: 0 },
  { name: "b", tensor: "dense_1.bias", index: 0 },
];
const inputs = [-2, -1.7, -1.2, -0.9, -0.6, -0.2, 0.3, 0.5, 0.9, 1.3, 1.6, 2];

/** @param {string} activation @param {string} loss */
const unit = (activation, loss) => ({
  input: [1],
  layers: [{ type: "dense", units: 1, activation }],
  loss,
});

const shared = {
  x: inputs.map((x) => [x]),
  weights,
  axes: /** @type {const} */ ([0, 1]),
  range: /** @type {const} */ ([-2.4, 2.4]),
  goal: 0,
  rates: /** @type {any} */ ({}),
};

/** @type {Record<"linear" | "logistic", Fit>} */
export const fits = {
  linear: {
    ...shared,
    spec: unit("linear", "halfSquaredError"),
    y: [-2.1, -0.7, -1.1, 0.4, -0.3, 1.1, 0.6, 1.9, 1.4, 2.9, 2.3, 3.6],
    formula: "z = wx + b",
    loss: "J = 1/N Σ ½(t − z)²",
    rate: 0.25,
    start: [-0.6, -0.6],
    centre: [0.9, 0.6],
    span: 4,
    outputs: [-3, 4.5],
  },
  logistic: {
    ...shared,
    spec: unit("sigmoid", "binaryCrossentropy"),
    y: [0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 1],
    formula: "p = σ(wx + b)",
    loss: "J = −1/N Σ [t ln p + (1 − t) ln(1 − p)]",
    rate: 1.2,
    start: [-1.5, 2.2],
    centre: [1.4, 0.4],
    span: 7,
    outputs: [-0.15, 1.15],
  },
};

/** What the unit answers. @param {"linear" | "logistic"} task @param {readonly number[]} point @param {number} x */
export function answer(task, [w, b], x) {
  const z = w * x + b;
  return task === "linear" ? z : 1 / (1 + Math.exp(-z));
}
