/** outline.js: what a network would be and take, from its spec alone: no weights are made. */

import { checkOptions, rules } from "./options.js";
import { copySpec } from "./spec.js";

/**
 * @typedef {object} Outline
 * @property {number[]} inputShape of one sample
 * @property {number[]} outputShape
 * @property {import("./tensors.js").LayerSummary[]} layers
 * @property {number} parameterCount how many numbers can be learned
 * @property {number} multiplyAdds of one sample's forward pass
 * @property {{ weights: number, workspace: number }} memory in bytes: weights with gradients and the optimizer's states;
 *   and everything between input and output, there and back, for one batch
 *
 * @param {import("./core.js").Core} core
 * @param {import("./generated/spec.js").ModelSpec} spec
 * @param {{ batchSize?: number }} [options] batchSize: 1 to 4096, default 32
 * @returns {Outline}
 */
export function outline(core, spec, options) {
  const { batchSize = 32 } = checkOptions(options, "summary", { batchSize: rules.batchOfOutline });
  const { text } = copySpec(spec);
  const model = core.get("model_outline", core.write(text, "the spec"));
  try {
    const { inputShape, outputShape, layers, parameterCount, bytes } = core.json(
      "directory",
      model,
    );
    const workspace = core.call("model_workspace", model, batchSize);
    const multiplyAdds = layers.reduce(
      (/** @type {number} */ sum, /** @type {{ multiplyAdds: number }} */ layer) =>
        sum + layer.multiplyAdds,
      0,
    );
    const memory = { weights: bytes, workspace };
    return { inputShape, outputShape, layers, parameterCount, multiplyAdds, memory };
  } finally {
    core.release("model_release", model);
  }
}
