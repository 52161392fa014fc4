/** What the layers of a network are like on some samples: by its statistics, and by what each unit makes of every sample. */

/**
 * @typedef {object} LayerHealth of a dense layer
 * @property {string} name
 * @property {string} activation
 * @property {boolean} isOutput
 * @property {boolean} hasBias
 * @property {number} units
 * @property {number} dead the share of units that are 0 for every sample
 * @property {number} [saturated] the share of outputs within 1 % of the activation's bounds, where it has some
 * @property {boolean} isUniform whether all units have the same weights
 * @property {number} weight the root mean square of its weights
 * @property {number} gradient and of their gradients
 */

/** @param {Float32Array} output [samples × units] @param {number} units */
function deadUnits(output, units) {
  const isAlive = new Array(units).fill(false);
  output.forEach((a, i) => (isAlive[i % units] ||= a !== 0));
  return isAlive.filter((alive) => !alive).length;
}

/** @param {Float32Array} kernel [inputs × units] @param {number} units */
const areAlike = (kernel, units) =>
  units > 1 && kernel.every((w, i) => w === kernel[i - (i % units)]);

/**
 * @param {any} model ours or the worker's
 * @param {{ layers: readonly any[] }} spec the model's
 * @param {{ x: any, y: any }} samples
 * @returns {Promise<LayerHealth[]>} of the dense layers, from the first to the output
 */
export async function examine(model, spec, { x, y }) {
  const [statistics, trace] = await Promise.all([model.statistics(x, y), model.trace(x)]);
  const last = spec.layers.length - 1;
  return spec.layers.flatMap(({ type, activation = "linear" }, i) => {
    if (type !== "dense") return [];
    const { name, output, outputShape, parameters } = trace.layers[i];
    const [units] = outputShape;
    const { kernel } = statistics[i].parameters;
    const root = Math.sqrt(parameters.kernel.value.length);
    return {
      name,
      activation: activation.type ?? activation,
      isOutput: i === last,
      hasBias: parameters.bias !== undefined,
      units,
      dead: deadUnits(output, units) / units,
      saturated: statistics[i].output.saturated,
      isUniform: areAlike(parameters.kernel.value, units),
      weight: kernel.value.norm / root,
      gradient: kernel.gradient.norm / root,
    };
  });
}
