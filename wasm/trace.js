/** trace.js: all numbers of one pass through a model, layer by layer. */

import { Dataset } from "./dataset.js";
import { inMode, modeOptions } from "./gradients.js";
import { checkOptions } from "./options.js";

/**
 * @typedef {object} TracedLayer
 * @property {string} name
 * @property {string} type
 * @property {number[]} outputShape
 * @property {Float32Array} preactivation z, [batch × outputShape]
 * @property {Float32Array} output a = f(z)
 * @property {Float32Array} [outputGradient] that is ∂loss/∂a; left out without targets
 * @property {Float32Array} [delta] that is ∂loss/∂z; likewise
 * @property {Record<string, { shape: number[], value: Float32Array, gradient?: Float32Array }>} parameters by their
 *   names in the layer: "kernel", "bias"
 *
 * @typedef {{ loss?: number, layers: TracedLayer[], inputGradient?: Float32Array }} Trace
 */

/**
 * @param {import("./tensors.js").Tensors} tensors
 * @param {number} samples
 * @param {boolean} withTargets whether the run went backward too
 * @returns {TracedLayer[]}
 */
const traceLayers = (tensors, samples, withTargets) =>
  tensors.directory.layers.map(({ name, type, outputShape }, i) => {
    const read = (/** @type {import("./tensors.js").Role} */ role) =>
      tensors.layer(i + 1, role, samples);
    const parameters = tensors.directory.parameters.filter(({ layer }) => layer === i + 1);
    return {
      name,
      type,
      outputShape: [...outputShape],
      preactivation: read("preactivation"),
      output: read("output"),
      ...(withTargets && { outputGradient: read("outputGradient"), delta: read("delta") }),
      parameters: Object.fromEntries(
        parameters.map((parameter) => [
          parameter.name.slice(name.length + 1),
          {
            shape: [...parameter.shape],
            value: tensors.parameter(parameter, "weights"),
            ...(withTargets &&
              parameter.learned && { gradient: tensors.parameter(parameter, "gradients") }),
          },
        ]),
      ),
    };
  });

/**
 * @param {import("./network.js").Network} network
 * @param {ReturnType<typeof import("./network.js").given<import("./gradients.js").ModeOptions>>} call
 * @returns {Trace}
 */
export function traceOf(network, { x, y, options }) {
  const { training = false } = checkOptions(options, "trace", modeOptions);
  const withTargets = Dataset.is(x) ? x.hasTargets : y !== undefined && y !== null;
  const samples = network.samples(x, y);
  const mode = inMode(training);
  if (withTargets) network.run(samples, "backward", "inputGradient", "outputGradient", ...mode);
  else network.run(samples, "forward", ...mode);
  const { loss } = network.core.result();
  const layers = traceLayers(network.tensors, samples.count, withTargets);
  if (!withTargets) return { layers };
  const inputGradient = network.tensors.layer(0, "outputGradient", samples.count);
  return { loss, layers, inputGradient };
}
