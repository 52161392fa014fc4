/** The network: its hidden layers as the link holds them, "4:tanh,2:relu", and the spec that the core takes. */

/** @typedef {{ units: number, activation: string }} Layer */
export const mostUnits = 12;
export const mostLayers = 6;

/** @param {string} text @returns {Layer[]} */
export const readLayers = (text) =>
  text === ""
    ? []
    : text.split(",").map((layer) => {
        const [units, activation] = layer.split(":");
        return { units: Number(units), activation };
      });

/** @param {readonly Layer[]} layers */
export const writeLayers = (layers) =>
  layers.map(({ units, activation }) => `${units}:${activation}`).join(",");

/**
 * What the last layer and the loss are for a task: probabilities by a logistic unit or softmax and their cross-entropy, or a
 * quantity and its squared error. `loss` is another that was chosen.
 * @param {{ kind: import("./datasets.js").Kind, classes?: number }} task @param {string} loss
 */
export function endOf({ kind, classes = 1 }, loss) {
  const ends = {
    binary: { units: 1, activation: "sigmoid", loss: "binaryCrossentropy" },
    classes: { units: classes, activation: "softmax", loss: "categoricalCrossentropy" },
    regression: { units: 1, activation: "linear", loss: "meanSquaredError" },
    curve: { units: 1, activation: "linear", loss: "meanSquaredError" },
  };
  const end = ends[kind];
  return loss === "suited" ? end : { ...end, loss };
}

/**
 * @param {{ task: Parameters<typeof endOf>[0], inputs: number, hidden: readonly Layer[], loss: string, bias: boolean, l1: number,
 *   l2: number, dropout: number, init: object, optimizer: object, seed: number }} chosen
 */
export function specOf({ task, inputs, hidden, loss, bias, l1, l2, dropout, ...chosen }) {
  const end = endOf(task, loss);
  const dense = (/** @type {Layer} */ { units, activation }, /** @type {string} */ name) => ({
    type: "dense",
    name,
    units,
    activation,
    useBias: bias,
    kernelInitializer: chosen.init,
    ...((l1 > 0 || l2 > 0) && { kernelRegularizer: { type: "l1l2", l1, l2 } }),
  });
  return {
    input: [inputs],
    layers: [
      ...hidden.flatMap((layer, k) => [
        dense(layer, `hidden_${k + 1}`),
        ...(dropout > 0 ? [{ type: "dropout", name: `dropout_${k + 1}`, rate: dropout }] : []),
      ]),
      dense(end, "output"),
    ],
    loss: end.loss,
    optimizer: chosen.optimizer,
    seed: chosen.seed,
  };
}
