/**
 * The networks whose own loss can be walked on: small enough that each weight has a name. A point is all their weights, in
 * the order of `weights`.
 *
 * @typedef {import("../index.js").Weight} Weight
 * @typedef {object} Net
 * @property {object} spec
 * @property {ArrayLike<number> | readonly number[][]} x
 * @property {ArrayLike<number>} y
 * @property {number} [count] of samples; without: as many as x has rows
 * @property {readonly Weight[]} weights
 * @property {Record<string, readonly number[]>} [fixed] tensors that no one moves
 * @property {readonly number[]} [start] without: as the seed gives them
 * @property {readonly (readonly number[])[]} [course] a way that the weights have gone before, from the start
 * @property {readonly [number, number]} axes the two that are shown at first
 * @property {readonly [number, number]} [centre] of that view; without: the start
 * @property {number} span how wide a view of them is
 * @property {number} [goal] a loss as good as none; without: nine tenths of the way from the start's to the trained weights'
 * @property {Record<import("./racers.js").RacerName, number>} rates
 */

/** @param {string} tensor @param {readonly string[]} names in the tensor's order @returns {Weight[]} */
const named = (tensor, names) => names.map((name, index) => ({ name, tensor, index }));

/** @param {Weight[]} weights @param {readonly string[]} order */
const inOrder = (weights, order) =>
  order.map((name) => /** @type {Weight} */ (weights.find((w) => w.name === name)));

const dense = (/** @type {number} */ units, /** @type {string} */ activation, useBias = true) => ({
  type: "dense",
  units,
  activation,
  useBias,
});

/** @type {Record<"w1w6" | "logistic" | "xor", Net>} */
export const networks = {
  w1w6: {
    spec: {
      input: [2],
      layers: [dense(2, "sigmoid", false), dense(1, "linear", false)],
      loss: "meanSquaredError",
    },
    x: [[1, 0.5]],
    y: [4],
    weights: inOrder(
      // A kernel is [in, out]: of x₁ first.
      [
        ...named("dense_1.kernel", ["w₁", "w₃", "w₂", "w₄"]),
        ...named("dense_2.kernel", ["w₅", "w₆"]),
      ],
      ["w₁", "w₂", "w₃", "w₄", "w₅", "w₆"],
    ),
    start: [0.5, 1.5, 2.3, 3, 1, 1],
    axes: [0, 4],
    span: 8,
    goal: 0.01,
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
  logistic: {
    spec: { input: [1], layers: [dense(1, "sigmoid")], loss: "binaryCrossentropy" },
    x: [[-2], [-1.5], [-0.5], [0.2], [-0.2], [0.6], [1.2], [2]],
    y: [0, 0, 0, 0, 1, 1, 1, 1],
    weights: [...named("dense_1.kernel", ["w"]), ...named("dense_1.bias", ["b"])],
    start: [-2, 2.5],
    axes: [0, 1],
    centre: [2, 0],
    span: 14,
    goal: 0.31,
    rates: {
      sgd: 1,
      momentum: 0.2,
      nesterov: 0.2,
      rmsprop: 0.1,
      adagrad: 0.8,
      adam: 0.2,
      adamw: 0.2,
    },
  },
  xor: {
    spec: {
      input: [2],
      layers: [dense(2, "tanh"), dense(1, "sigmoid")],
      loss: "binaryCrossentropy",
    },
    x: [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    y: [0, 1, 1, 0],
    weights: [
      ...named("dense_1.kernel", ["w₁₁", "w₁₂", "w₂₁", "w₂₂"]),
      ...named("dense_1.bias", ["b₁", "b₂"]),
      ...named("dense_2.kernel", ["v₁", "v₂"]),
      ...named("dense_2.bias", ["c"]),
    ],
    axes: [0, 6],
    span: 12,
    goal: 0.05,
    rates: {
      sgd: 1,
      momentum: 0.2,
      nesterov: 0.2,
      rmsprop: 0.05,
      adagrad: 0.5,
      adam: 0.1,
      adamw: 0.1,
    },
  },
};

/** @typedef {keyof typeof networks} NetworkName */
export const networkNames = /** @type {NetworkName[]} */ (Object.keys(networks));

/** Of each neuron, which of the weights and biases are its own. @param {Net} net @returns {number[][]} */
export function neuronsOf({ spec, weights }) {
  const { layers } = /** @type {{ layers: { name?: string, units: number }[] }} */ (spec);
  const units = new Map(layers.map((layer, k) => [layer.name ?? `dense_${k + 1}`, layer.units]));
  /** @type {Record<string, number[]>} */
  const neurons = {};
  weights.forEach(({ tensor, index }, i) => {
    const [name] = tensor.split(".");
    const neuron = index % Number(units.get(name)); // a kernel is [in, out]
    (neurons[`${name} ${neuron}`] ??= []).push(i);
  });
  return Object.values(neurons);
}

/** All weights as the core takes them. @param {Net} net @param {readonly number[]} point */
export function tensorsOf({ weights, fixed }, point) {
  /** @type {Record<string, number[]>} */
  const tensors = {};
  for (const [tensor, values] of Object.entries(fixed ?? {})) tensors[tensor] = [...values];
  weights.forEach(({ tensor, index }, i) => ((tensors[tensor] ??= [])[index] = point[i]));
  return tensors;
}

/** The other way round: of weights or of gradients. @param {Net} net @param {Record<string, ArrayLike<number>>} tensors */
export const pointOf = ({ weights }, tensors) =>
  weights.map(({ tensor, index }) => tensors[tensor][index]);
