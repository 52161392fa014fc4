/** gradients.js: what backpropagation gives, and an update with gradients that come from elsewhere. */

import { ArgumentError } from "./errors.js";
import { checkOptions, reading, rules } from "./options.js";

/**
 * @typedef {import("./samples.js").Numbers} Numbers
 * @typedef {{ training?: boolean }} ModeOptions training: whether dropout and the like are active; default false
 * @typedef {{ loss: number, gradients: import("./tensors.js").Weights, inputGradient: Float32Array }} Gradients
 */

/** @type {Record<keyof ModeOptions, import("./options.js").Rule>} */
export const modeOptions = { training: rules.boolean };

/** The phase that a mode adds. @param {boolean} training @returns {["training"] | []} */
export const inMode = (training) => (training ? ["training"] : []);

/**
 * @param {import("./network.js").Network} network
 * @param {ReturnType<typeof import("./network.js").given<ModeOptions>>} call
 * @returns {Gradients}
 */
export function gradientsOf(network, { x, y, options }) {
  const { training = false } = checkOptions(options, "gradients", modeOptions);
  const samples = network.samples(x, y);
  network.run(samples, "backward", "inputGradient", ...inMode(training));
  const { loss } = network.core.result();
  const { tensors } = network;
  const inputGradient = tensors.layer(0, "outputGradient", samples.count);
  return { loss, gradients: tensors.read("gradients"), inputGradient };
}

/**
 * @param {import("./network.js").Network} network
 * @param {Record<string, Numbers>} gradients
 */
export function applyGradients({ core, pointer, tensors }, gradients) {
  if (typeof gradients !== "object" || gradients === null) {
    throw new ArgumentError('applyGradients takes an object: { "dense_1.kernel": values }', {
      details: { field: "gradients" },
    });
  }
  const given = reading("gradients", () => ({ ...gradients }));
  const names = tensors.learned.map(({ name }) => name);
  const missing = names.find((name) => !Object.hasOwn(given, name));
  if (missing !== undefined) {
    throw new ArgumentError(`the gradient of ${missing} is missing`, {
      details: { field: missing },
    });
  }
  tensors.write(given, "gradients");
  core.run("model_update", pointer);
}
