/** gradient-check.js: how far backpropagation and differences of the loss are apart. */

import { inMode, modeOptions } from "./gradients.js";
import { checkOptions, rules } from "./options.js";

/**
 * @typedef {import("./gradients.js").ModeOptions & { epsilon?: number }} CheckOptions epsilon: above 0 and at most 1,
 *   default 0.01
 *
 * @typedef {object} CheckedParameter
 * @property {string} name of the tensor
 * @property {number} index in it
 * @property {number} analytic by backpropagation
 * @property {number} numeric by differences
 * @property {number} relativeError |analytic − numeric| / (|analytic| + |numeric|), the denominator at least 1 % of
 *   the largest gradient of the model: below that, float32 cannot tell a derivative from rounding
 *
 * @typedef {object} GradientCheck
 * @property {number} maxRelativeError
 * @property {CheckedParameter[]} parameters every number that is learned
 */

/**
 * @param {import("./tensors.js").Parameter[]} parameters those that are learned
 * @param {import("./tensors.js").Weights} gradients
 * @param {Float64Array} numeric laid out as the directory says
 * @returns {GradientCheck}
 */
function compare(parameters, gradients, numeric) {
  let largest = 0;
  for (const values of Object.values(gradients))
    for (const value of values) largest = Math.max(largest, Math.abs(value));
  const floor = 0.01 * largest || Number.MIN_VALUE;
  let maxRelativeError = 0;
  const checked = parameters.flatMap(({ name, offset }) =>
    Array.from(gradients[name], (analytic, index) => {
      const difference = numeric[offset + index];
      const size = Math.max(Math.abs(analytic) + Math.abs(difference), floor);
      const relativeError = Math.abs(analytic - difference) / size;
      maxRelativeError = Math.max(maxRelativeError, relativeError);
      return { name, index, analytic, numeric: difference, relativeError };
    }),
  );
  return { maxRelativeError, parameters: checked };
}

/**
 * @param {import("./network.js").Network} network
 * @param {ReturnType<typeof import("./network.js").given<CheckOptions>>} call
 * @returns {GradientCheck}
 */
export function checkGradients(network, { x, y, options }) {
  const known = { epsilon: rules.epsilon, ...modeOptions };
  const { epsilon = 0.01, training = false } = checkOptions(options, "checkGradients", known);
  const samples = network.samples(x, y);
  network.run(samples, "backward", ...inMode(training));
  const { core, directory } = network;
  const gradients = network.tensors.read("gradients");
  const room = core.room(directory.floats * 8, "the gradients");
  const { model, data, count } = samples;
  const mode = training ? core.enums.phases.training : 0;
  core.run("model_numeric_gradients", model, data, 0, count, mode, epsilon, room);
  const numeric = core.view(Float64Array, room, directory.floats);
  return compare(network.tensors.learned, gradients, numeric);
}
