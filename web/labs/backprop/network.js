/**
 * The example of the course: two inputs, two sigmoid units, one linear output, no biases, squared error; and
 * what the lab must know of any such chain of dense layers: its units and its weights, with their names.
 */

/** @typedef {import("./expression.js").Letter} Letter */
/** @typedef {{ input: number[], layers: { type: string, units: number, useBias: boolean, activation?: string, name: string }[],
 *              loss: string, optimizer: { type: string, learningRate: number } }} Network */

/** @param {number} learningRate @returns {Network} */
export const courseNetwork = (learningRate) => ({
  input: [2],
  layers: [
    { type: "dense", units: 2, useBias: false, activation: "sigmoid", name: "hidden" },
    { type: "dense", units: 1, useBias: false, name: "output" },
  ],
  loss: "meanSquaredError",
  optimizer: { type: "sgd", learningRate },
});

/**
 * A unit: its output `a` and its net input `z`, each with an id and a letter. A linear unit's z is its a.
 * Inputs are units of layer −1 without a net input.
 * @typedef {{ layer: number, unit: number, activation: string, a: Named, z: Named, error: Letter }} Unit
 * @typedef {{ id: string, letter: Letter }} Named
 * @typedef {{ id: string, letter: Letter, number: number, parameter: string, index: number, from: Unit, to: Unit }} Weight
 */

/** The units, layer by layer, the inputs first. @param {Network} network @returns {Unit[][]} */
export function unitsOf({ input, layers }) {
  const last = layers.length - 1;
  /** @param {string} base @param {number} layer @param {number} unit @returns {Named} */
  function name(base, layer, unit) {
    const sup = last > 1 && layer < last ? String(layer + 1) : ""; // told apart only where there are several
    const sub = layer === last && layers[last].units === 1 ? "" : String(unit + 1);
    return {
      id: (base === "ŷ" ? "o" : base) + (sup && `${sup}.`) + (unit + 1),
      letter: { base, sub, sup },
    };
  }
  const inputs = Array.from({ length: input[0] }, (_, unit) => {
    const a = { id: `x${unit + 1}`, letter: { base: "x", sub: String(unit + 1) } };
    return { layer: -1, unit, activation: "linear", a, z: a, error: a.letter };
  });
  const rest = layers.map(({ units, activation = "linear" }, layer) =>
    Array.from({ length: units }, (_, unit) => {
      const a = name(layer === last ? "ŷ" : "a", layer, unit);
      const z = activation === "linear" ? a : name("z", layer, unit);
      return { layer, unit, activation, a, z, error: name("δ", layer, unit).letter };
    }),
  );
  return [inputs, ...rest];
}

/**
 * The weights as the course numbers them, unit by unit: w₁ and w₂ into h₁, w₃ and w₄ into h₂, w₅ and w₆ into ŷ;
 * each with its place in the layer's kernel [in, out].
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
      number,
      parameter: `${network.layers[to.layer].name}.kernel`,
      index: from.unit * network.layers[to.layer].units + to.unit,
      from,
      to,
    }));
}

/** Weights in the course's order → what setWeights takes. @param {Network} network @param {number[]} w */
export function toKernels(network, w) {
  const weights = weightsOf(network);
  /** @type {Record<string, Float32Array>} */
  const kernels = {};
  for (const { parameter, index, number } of weights) {
    kernels[parameter] ??= new Float32Array(
      weights.filter((o) => o.parameter === parameter).length,
    );
    kernels[parameter][index] = w[number];
  }
  return kernels;
}

/** What getWeights gives → the course's order. @param {Network} network @param {Record<string, ArrayLike<number>>} kernels */
export const fromKernels = (network, kernels) =>
  weightsOf(network).map(({ parameter, index }) => kernels[parameter][index]);
