/**
 * What the lab knows of a network: a chain of dense layers, its units and its parameters with their names, and
 * what the core must be told of it.
 */

/** @typedef {import("./expression.js").Letter} Letter */
/**
 * @typedef {"none" | "learned" | "fixed"} Bias  fixed: a bias that no update changes
 * @typedef {{ units: number, activation: string, bias: Bias }} Layer
 * @typedef {{ inputs: number, layers: Layer[], loss: string }} Network  activation and loss: names of the core's schema
 */

/**
 * A unit: its output `a` and its net input `z`, each with an id and a letter. A linear unit's z is its a.
 * Inputs are units of layer −1 without a net input.
 * @typedef {{ layer: number, unit: number, activation: string, a: Named, z: Named, error: Letter }} Unit
 * @typedef {{ id: string, letter: Letter }} Named
 *
 * A weight, or a bias, which comes from no unit.
 * @typedef {{ id: string, letter: Letter, kind: "weight" | "bias", number: number, tensor: string, index: number,
 *             from?: Unit, to: Unit, learned: boolean }} Parameter  tensor, index: where it stands in the core
 * @typedef {Parameter & { from: Unit }} Weight
 */

/** @param {Network} network @returns {boolean} whether z, a and δ must say of which layer they are */
function needsLayers({ layers }) {
  const hidden = layers.length - 1;
  return hidden > 1 || (hidden === 1 && layers[1].activation !== "linear");
}

/** The units, layer by layer, the inputs first. @param {Network} network @returns {Unit[][]} */
export function unitsOf(network) {
  const { inputs, layers } = network;
  const last = layers.length - 1;
  const told = needsLayers(network);
  /** @param {string} base @param {number} layer @param {number} unit @returns {Named} */
  function name(base, layer, unit) {
    const sup = told && base !== "ŷ" ? String(layer + 1) : "";
    const sub = layer === last && layers[last].units === 1 ? "" : String(unit + 1);
    return {
      id: (base === "ŷ" ? "o" : base) + (sup && `${sup}.`) + (unit + 1),
      letter: { base, sub, sup },
    };
  }
  const first = Array.from({ length: inputs }, (_, unit) => {
    const a = { id: `x${unit + 1}`, letter: { base: "x", sub: String(unit + 1) } };
    return { layer: -1, unit, activation: "linear", a, z: a, error: a.letter };
  });
  const rest = layers.map(({ units, activation }, layer) =>
    Array.from({ length: units }, (_, unit) => {
      const a = name(layer === last ? "ŷ" : "a", layer, unit);
      const z = activation === "linear" ? a : name("z", layer, unit);
      return { layer, unit, activation, a, z, error: name("δ", layer, unit).letter };
    }),
  );
  return [first, ...rest];
}

/** The targets: y, or y₁, y₂, … @param {Network} network @returns {Named[]} */
export function targetsOf({ layers }) {
  const { units } = layers[layers.length - 1];
  if (units === 1) return [{ id: "y", letter: { base: "y" } }];
  return Array.from({ length: units }, (_, i) => ({
    id: `y${i + 1}`,
    letter: { base: "y", sub: String(i + 1) },
  }));
}

const layerName = (/** @type {number} */ layer) => `layer_${layer + 1}`;

/**
 * The weights as the course numbers them, unit by unit across the layers: w₁ and w₂ into h₁, w₃ and w₄ into h₂,
 * w₅ and w₆ into ŷ; each with its place in the layer's kernel [in, out].
 * @param {Network} network @returns {Weight[]}
 */
export function weightsOf(network) {
  const units = unitsOf(network);
  return units
    .slice(1)
    .flatMap((layer, l) => layer.flatMap((to) => units[l].map((from) => ({ from, to }))))
    .map(({ from, to }, number) => ({
      id: `w${number + 1}`,
      letter: { base: "w", sub: String(number + 1) },
      kind: "weight",
      number,
      tensor: `${layerName(to.layer)}.kernel`,
      index: from.unit * network.layers[to.layer].units + to.unit,
      from,
      to,
      learned: true,
    }));
}

/** The biases, unit by unit across the layers that have them. @param {Network} network @returns {Parameter[]} */
export const biasesOf = (network) =>
  unitsOf(network)
    .slice(1)
    .flat()
    .filter(({ layer }) => network.layers[layer].bias !== "none")
    .map((to, number) => ({
      id: `b${number + 1}`,
      letter: { base: "b", sub: String(number + 1) },
      kind: "bias",
      number,
      tensor: `${layerName(to.layer)}.bias`,
      index: to.unit,
      to,
      learned: network.layers[to.layer].bias === "learned",
    }));

/** @param {Network} network @returns {Parameter[]} the weights, then the biases */
export const parametersOf = (network) => [...weightsOf(network), ...biasesOf(network)];

/** @param {Network} network how many weights and biases it has */
export function countsOf({ inputs, layers }) {
  const widths = [inputs, ...layers.map(({ units }) => units)];
  return {
    w: layers.reduce((sum, { units }, l) => sum + units * widths[l], 0),
    b: layers.reduce((sum, { units, bias }) => sum + (bias === "none" ? 0 : units), 0),
  };
}

/** What the core makes the model from. @param {Network} network @param {number} learningRate */
export const specOf = ({ inputs, layers, loss }, learningRate) => ({
  input: [inputs],
  layers: layers.map(({ units, activation, bias }, layer) => ({
    type: "dense",
    name: layerName(layer),
    units,
    activation,
    useBias: bias !== "none",
  })),
  loss,
  optimizer: { type: "sgd", learningRate },
});

/** Weights and biases in the course's order → what setWeights takes. @param {Network} network @param {{ w: readonly number[], b: readonly number[] }} values */
export function toTensors(network, { w, b }) {
  const parameters = parametersOf(network);
  /** @type {Record<string, Float32Array>} */
  const tensors = {};
  for (const { tensor } of parameters)
    tensors[tensor] ??= new Float32Array(parameters.filter((p) => p.tensor === tensor).length);
  for (const { tensor, index, kind, number } of parameters)
    tensors[tensor][index] = (kind === "weight" ? w : b)[number];
  return tensors;
}

/** What getWeights gives → the course's order. @param {Network} network @param {Record<string, ArrayLike<number>>} tensors */
export function fromTensors(network, tensors) {
  /** @param {Parameter[]} parameters */
  const read = (parameters) => parameters.map(({ tensor, index }) => tensors[tensor][index]);
  return { w: read(weightsOf(network)), b: read(biasesOf(network)) };
}
