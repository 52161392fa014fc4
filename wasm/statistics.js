/** statistics.js: mean, spread and size of a layer's numbers, and how many of them are stuck, without copying them. */

import { inMode, modeOptions } from "./gradients.js";
import { checkOptions } from "./options.js";

/**
 * @typedef {object} Statistics
 * @property {number} mean
 * @property {number} standardDeviation
 * @property {number} norm the root of the sum of squares
 * @property {number} zeros the share that is 0
 * @property {number} [saturated] of outputs whose activation is bounded: the share within 1 % of its bounds; of ReLU, of zeros
 *
 * @typedef {object} LayerStatistics
 * @property {string} name
 * @property {string} type
 * @property {Statistics} output over all samples of the batch
 * @property {Statistics} [delta] of ∂loss/∂z; left out where the run had no use for it
 * @property {Record<string, { value: Statistics, gradient?: Statistics }>} parameters by their names in the layer. While
 *   training, values are those after the update, gradients are clipped ones
 */

/** Of the last run. @param {import("./tensors.js").Tensors} tensors @returns {LayerStatistics[]} */
export const statisticsOf = (tensors) =>
  tensors.directory.layers.map(({ name, type }, i) => {
    const delta = tensors.layerStatistics(i + 1, "delta");
    const parameters = tensors.directory.parameters.filter(({ layer }) => layer === i + 1);
    return {
      name,
      type,
      output: /** @type {Statistics} */ (tensors.layerStatistics(i + 1, "output")),
      ...(delta && { delta }),
      parameters: Object.fromEntries(
        parameters.map((parameter) => [
          parameter.name.slice(name.length + 1),
          {
            value: /** @type {Statistics} */ (tensors.parameterStatistics(parameter, "weights")),
            ...(parameter.learned && {
              gradient: tensors.parameterStatistics(parameter, "gradients"),
            }),
          },
        ]),
      ),
    };
  });

/**
 * @param {import("./network.js").Network} network
 * @param {ReturnType<typeof import("./network.js").given<import("./gradients.js").ModeOptions>>} call
 * @returns {LayerStatistics[]}
 */
export function statistics(network, { x, y, options }) {
  const { training = false } = checkOptions(options, "statistics", modeOptions);
  network.run(network.samples(x, y), "backward", "inputGradient", ...inMode(training));
  return statisticsOf(network.tensors);
}
