/** Samples for training, validation and test; and inputs brought to mean 0 and spread 1, by what the training part says. */
/** @typedef {import("./datasets.js").Samples} Samples */

/**
 * Each sample in one part, by lot. A part with a share has ⌊share·n + ½⌋ samples; the rest are trained on, at least one.
 *
 * @param {Samples} samples
 * @param {import("../../state/random.js").RandomStream} random
 * @param {{ validation?: number, test?: number }} shares
 * @returns {{ train: Samples, validation: Samples, test: Samples }}
 */
export function split({ x, y }, random, { validation = 0, test = 0 }) {
  const order = random.order(y.length);
  const take = (/** @type {number} */ share) => {
    const chosen = order.splice(0, Math.min(order.length - 1, Math.round(share * y.length)));
    return { x: chosen.map((i) => x[i]), y: chosen.map((i) => y[i]) };
  };
  const held = { validation: take(validation), test: take(test) };
  return { train: { x: order.map((i) => x[i]), y: order.map((i) => y[i]) }, ...held };
}

/** @typedef {{ mean: readonly number[], spread: readonly number[] }} Scale of each column: x becomes (x − mean) / spread */

const meanOf = (/** @type {readonly number[]} */ v) => v.reduce((sum, x) => sum + x, 0) / v.length;

/** A column of equal values is moved only. @param {readonly number[]} column @param {number} mean */
function spreadOf(column, mean) {
  if (column.every((v) => v === column[0])) return 1;
  return Math.sqrt(meanOf(column.map((v) => (v - mean) ** 2)));
}

/** @param {readonly (readonly number[])[]} rows @returns {Scale} */
export function scaleOf(rows) {
  const columns = rows[0].map((_, j) => rows.map((row) => row[j]));
  const mean = columns.map(meanOf);
  return { mean, spread: columns.map((column, j) => spreadOf(column, mean[j])) };
}

/** Leaves what it scales as it is. @param {number} columns @returns {Scale} */
export const unscaled = (columns) => ({
  mean: new Array(columns).fill(0),
  spread: new Array(columns).fill(1),
});

/** @param {readonly (readonly number[])[]} rows @param {Scale} scale */
export const standardise = (rows, { mean, spread }) =>
  rows.map((row) => row.map((v, j) => (v - mean[j]) / spread[j]));

/** @param {readonly (readonly number[])[]} rows @param {Scale} scale */
export const restore = (rows, { mean, spread }) =>
  rows.map((row) => row.map((v, j) => v * spread[j] + mean[j]));

/**
 * The sum that a neuron makes of standardised inputs, as one of the inputs themselves:
 *   Σ w_j (x_j − m_j)/s_j + b = Σ (w_j/s_j) x_j + (b − Σ w_j m_j/s_j)
 *
 * @param {{ weights: readonly number[], bias: number }} neuron @param {Scale} scale
 */
export function ofPlainInputs({ weights, bias }, { mean, spread }) {
  const plain = weights.map((w, j) => w / spread[j]);
  return { weights: plain, bias: plain.reduce((b, w, j) => b - w * mean[j], bias) };
}
