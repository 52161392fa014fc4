/** The networks that can be chosen, from one layer to a residual network: each a plain spec of the library. */
import { leNet5, smallResNet } from "../../../wasm/networks.js";

/** @typedef {(typeof import("./properties.js").digitNetworks)[number]} Architecture */
/** @typedef {{ hidden: readonly number[], activation: string }} Shape */

const INPUT = [28, 28, 1];
const flatten = { type: "flatten" };
/** Eight filters, half of the builder's: an epoch in a tab takes seconds then, not a minute. */
const RESNET_FILTERS = 8;

/** @param {any[]} layers @param {string} loss */
const plain = (layers, loss) => ({ input: INPUT, layers: [flatten, ...layers], loss });

/** Ten neurons that answer yes or no each for itself: the δ rule, on half the squared error. */
const perceptron = () =>
  plain([{ type: "dense", units: 10, activation: "sigmoid" }], "halfSquaredError");

/** @param {Shape} shape */
const mlp = ({ hidden, activation }) =>
  plain(
    [
      ...hidden.map((units) => ({ type: "dense", units, activation })),
      { type: "dense", units: 10, activation: "softmax" },
    ],
    "categoricalCrossentropy",
  );

/** @type {Record<Architecture, (shape: Shape) => any>} */
const builders = {
  perceptron,
  softmax: () => mlp({ hidden: [], activation: "relu" }),
  mlp,
  lenet5: ({ activation }) => leNet5({ input: INPUT, activation, pooling: "max" }),
  resnet: () => hasty(smallResNet({ input: INPUT, filters: RESNET_FILTERS })),
};

/**
 * Running averages that follow within ten steps, not a hundred: a training in a tab has a few hundred steps in all,
 * and the validation would be read with averages of the beginning.
 *
 * @param {any} spec
 */
const hasty = (spec) => ({
  ...spec,
  layers: spec.layers.map((/** @type {any} */ layer) =>
    layer.type === "batchNormalization" ? { ...layer, momentum: 0.9 } : layer,
  ),
});

/** Which of them have the activation that the page lets choose. @param {Architecture} name */
export const hasActivation = (name) => name === "mlp" || name === "lenet5";

/** Layers whose outputs a following dense layer may learn to lean on too much. */
const leanedOn = ["dense", "globalAveragePooling2d"];

/**
 * A dropout before each dense layer that reads learned features, so between the hidden layers and the answer; none
 * where there is nothing hidden.
 *
 * @param {any[]} layers @param {number} rate
 */
function withDropout(layers, rate) {
  if (rate === 0) return layers;
  return layers.flatMap((layer, i) => {
    const { inputs, ...rest } = layer;
    if (layer.type !== "dense" || !leanedOn.includes(layers[i - 1].type)) return [layer];
    return [{ type: "dropout", rate, ...(inputs && { inputs }) }, rest];
  });
}

/**
 * @typedef {object} Restraint what keeps a network from learning by heart
 * @property {number} dropout
 * @property {number} l1
 * @property {number} l2
 * @property {{ type: string }} [constraint] on the weights into each unit
 * @property {number} smoothing of labels, where the loss is a cross-entropy
 */

/** What each kernel is held by: a penalty, a constraint, or neither. @param {any[]} layers @param {Pick<Restraint, "l1" | "l2" | "constraint">} restraint */
function withRestraint(layers, { l1, l2, constraint }) {
  const held = {
    ...((l1 > 0 || l2 > 0) && { kernelRegularizer: { type: "l1l2", l1, l2 } }),
    ...(constraint && { kernelConstraint: constraint }),
  };
  return layers.map((layer) =>
    ["dense", "conv2d"].includes(layer.type) ? { ...layer, ...held } : layer,
  );
}

/** Whether the labels of this network's loss can be smoothed. @param {Architecture} name */
export const hasSmoothing = (name) => name !== "perceptron";

/**
 * @param {Architecture} name
 * @param {Shape & Restraint} options
 * @returns {{ input: number[], layers: any[], loss: any }}
 */
export function networkOf(name, { dropout, l1, l2, constraint, smoothing, ...shape }) {
  const { input, layers, loss } = builders[name](shape);
  return {
    input,
    layers: withRestraint(withDropout(layers, dropout), { l1, l2, constraint }),
    loss: smoothing > 0 && hasSmoothing(name) ? { type: loss, labelSmoothing: smoothing } : loss,
  };
}
