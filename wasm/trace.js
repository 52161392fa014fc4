/** trace.js: all numbers of one pass through a model, layer by layer. */

import { blocks, roles } from "./tensors.js";

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
 */

/**
 * @param {import("./tensors.js").Tensors} tensors
 * @param {number} samples
 * @param {boolean} withTargets whether the run went backward too
 * @returns {TracedLayer[]}
 */
export const traceLayers = (tensors, samples, withTargets) =>
  tensors.directory.layers.map(({ name, type, outputShape }, i) => {
    const read = (/** @type {number} */ role) => tensors.layer(i + 1, role, samples);
    const parameters = tensors.directory.parameters.filter(({ layer }) => layer === i + 1);
    return {
      name,
      type,
      outputShape: [...outputShape],
      preactivation: read(roles.preactivation),
      output: read(roles.output),
      ...(withTargets && { outputGradient: read(roles.outputGradient), delta: read(roles.delta) }),
      parameters: Object.fromEntries(
        parameters.map((parameter) => [
          parameter.name.slice(name.length + 1),
          {
            shape: [...parameter.shape],
            value: tensors.parameter(parameter, blocks.weights),
            ...(withTargets &&
              parameter.learned && { gradient: tensors.parameter(parameter, blocks.gradients) }),
          },
        ]),
      ),
    };
  });
