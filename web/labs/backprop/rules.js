/**
 * The calculus of the lab, one entry a function: its formula and its derivative's, as rows. A new activation
 * or loss is one entry here, named as in the core's schema. The values shown come from the core; a test holds
 * every row against them.
 */
import { joined, ref } from "./expression.js";

/** @typedef {import("./expression.js").Row} Row */
/** @typedef {import("./expression.js").Part} Part */

/** @param {Row} row @returns {Part} */
const group = (row) => ({ group: row });
/** @param {Row} over @param {Row} under @returns {Part} */
const frac = (over, under) => ({ frac: [over, under] });
/** @param {Row} exponent @returns {Part} */
const exp = (exponent) => ({ power: [["e"], exponent] });
/** @param {Row} row @returns {Part} */
const squared = (row) => ({ power: [[group(row)], ["2"]] });
/** @param {import("./expression.js").FunctionName} name @param {Row[]} args @returns {Part} */
const call = (name, ...args) => ({ call: name, args });
/** One row above 0, another at 0 and below. @param {Row} when @param {Row} above @param {Row} rest @returns {Row} */
const split = (when, above, rest) => [
  {
    cases: [
      { row: above, when, sign: ">" },
      { row: rest, when, sign: "≤" },
    ],
  },
];

/**
 * Units by themselves. forward: the forms of a = f(z), the last with the values put in; slope: f′(z), by z and a.
 * @type {Record<string, { forward(z: string): Row[], slope(z: string, a: string): Row }>}
 */
export const activations = {
  linear: { forward: (z) => [[ref(z)]], slope: () => ["1"] },
  sigmoid: {
    forward: (z) => [[call("σ", [ref(z)])], [frac(["1"], ["1 + ", exp(["−", ref(z)])])]],
    slope: (_, a) => [ref(a), " · ", group(["1 − ", ref(a)])],
  },
  tanh: {
    forward: (z) => [
      [call("tanh", [ref(z)])],
      [frac(["2"], ["1 + ", exp(["−2 · ", ref(z)])]), " − 1"],
    ],
    slope: (_, a) => [group(["1 − ", { power: [[ref(a)], ["2"]] }])],
  },
  relu: {
    forward: (z) => [[call("max", ["0"], [ref(z)])]],
    slope: (z) => split([ref(z)], ["1"], ["0"]),
  },
  leakyRelu: {
    forward: (z) => [split([ref(z)], [ref(z)], ["0.01 · ", ref(z)])],
    slope: (z) => split([ref(z)], ["1"], ["0.01"]),
  },
  elu: {
    forward: (z) => [split([ref(z)], [ref(z)], [exp([ref(z)]), " − 1"])],
    slope: (z) => split([ref(z)], ["1"], [exp([ref(z)])]),
  },
  silu: {
    forward: (z) => [
      [ref(z), " · ", call("σ", [ref(z)])],
      [frac([ref(z)], ["1 + ", exp(["−", ref(z)])])],
    ],
    slope: (z) => [
      call("σ", [ref(z)]),
      " · ",
      group(["1 + ", ref(z), " · ", group(["1 − ", call("σ", [ref(z)])])]),
    ],
  },
  gelu: {
    forward: (z) => [[ref(z), " · ", call("Φ", [ref(z)])]],
    slope: (z) => [group([call("Φ", [ref(z)]), " + ", ref(z), " · ", call("φ", [ref(z)])])],
  },
  softplus: {
    forward: (z) => [[call("ln", ["1 + ", exp([ref(z)])])]],
    slope: (z) => [frac(["1"], ["1 + ", exp(["−", ref(z)])])],
  },
  step: { forward: (z) => [split([ref(z)], ["1"], ["0"])], slope: () => ["0"] },
  sign: {
    forward: (z) => [
      [
        {
          cases: [
            { row: ["1"], when: [ref(z)], sign: "≥" },
            { row: ["−1"], when: [ref(z)], sign: "<" },
          ],
        },
      ],
    ],
    slope: () => ["1"],
  },
};

/**
 * Units of which each depends on all net inputs of its layer. slope: ∂a_of/∂z_by.
 * @type {Record<string, { forward(z: string[], of: number): Row[], slope(a: string[], of: number, by: number): Row }>}
 */
export const mixing = {
  softmax: {
    forward: (z, of) => [
      [
        frac(
          [exp([ref(z[of])])],
          joined(
            z.map((one) => [exp([ref(one)])]),
            " + ",
          ),
        ),
      ],
    ],
    slope: (a, of, by) =>
      of === by
        ? [ref(a[of]), " · ", group(["1 − ", ref(a[of])])]
        : [group(["−", ref(a[of]), " · ", ref(a[by])])],
  },
};

/** @param {number} count @returns {Row} the factor of a mean */
const share = (count) => (count > 1 ? [frac(["1"], [String(count)]), " · "] : []);
/** Σ (ŷ − y)², in parentheses where there are several. @param {string[]} y @param {string[]} out @returns {Row} */
function differencesSquared(y, out) {
  const terms = y.map((_, i) => [squared([ref(out[i]), " − ", ref(y[i])])]);
  return terms.length > 1 ? [group(joined(terms, " + "))] : terms[0];
}

/**
 * forward: the forms of L, of the targets and the outputs; slope: those of ∂L/∂ŷ of one output.
 * after: the activation with which the loss is one function of the net inputs, and then error: the forms of
 * ∂L/∂z that come after the chain rule's; of: whether that function is written by the outputs or by the scores z.
 * @type {Record<string, { forward(y: string[], out: string[]): Row[], slope(y: string[], out: string[], at: number): Row[],
 *   after?: { activation: string, of: "outputs" | "scores", error(y: string[], out: string[], at: number): Row[] } }>}
 */
export const losses = {
  meanSquaredError: {
    forward: (y, out) =>
      y.length === 1
        ? [[squared([ref(y[0]), " − ", ref(out[0])])]]
        : [[...share(y.length), ...differencesSquared(y, out)]],
    slope: (y, out, at) =>
      y.length === 1
        ? [["−2", group([ref(y[0]), " − ", ref(out[0])])]]
        : [[frac(["2"], [String(y.length)]), " · ", group([ref(out[at]), " − ", ref(y[at])])]],
  },
  halfSquaredError: {
    forward: (y, out) => [[frac(["1"], ["2"]), " · ", ...differencesSquared(y, out)]],
    slope: (y, out, at) => [[ref(out[at]), " − ", ref(y[at])]],
  },
  binaryCrossentropy: {
    forward: (y, out) => [
      [
        "−",
        ...share(y.length),
        group(
          joined(
            y.map((_, i) => [
              ...[ref(y[i]), " · ", call("ln", [ref(out[i])]), " + "],
              ...[group(["1 − ", ref(y[i])]), " · ", call("ln", ["1 − ", ref(out[i])])],
            ]),
            " + ",
          ),
        ),
      ],
    ],
    slope: (y, out, at) => {
      const yes = frac([ref(y[at])], [ref(out[at])]);
      const no = frac(["1 − ", ref(y[at])], ["1 − ", ref(out[at])]);
      const row = [no, " − ", yes];
      return [y.length > 1 ? [...share(y.length), group(row)] : row];
    },
    after: {
      activation: "sigmoid",
      of: "outputs",
      error: (y, out, at) => {
        const difference = [ref(out[at]), " − ", ref(y[at])];
        return [y.length > 1 ? [...share(y.length), group(difference)] : difference];
      },
    },
  },
  categoricalCrossentropy: {
    forward: (y, out) => [
      [
        "−",
        group(
          joined(
            y.map((_, i) => [ref(y[i]), " · ", call("ln", [ref(out[i])])]),
            " + ",
          ),
        ),
      ],
    ],
    slope: (y, out, at) => [["−", frac([ref(y[at])], [ref(out[at])])]],
    after: {
      activation: "softmax",
      of: "outputs",
      error: (y, out, at) => [
        [
          ...["−", ref(y[at]), " · ", group(["1 − ", ref(out[at])])],
          ...y.flatMap((one, i) => (i === at ? [] : [" + ", ref(one), " · ", ref(out[at])])),
        ],
        [ref(out[at]), " − ", ref(y[at])], // since Σ y = 1
      ],
    },
  },
  perceptron: {
    forward: (y, out) => [
      joined(
        y.map((_, i) => [call("max", ["0"], ["−", ref(y[i]), " · ", ref(out[i])])]),
        " + ",
      ),
    ],
    slope: (y, out, at) => [split([ref(y[at]), " · ", ref(out[at])], ["0"], ["−", ref(y[at])])],
    after: {
      activation: "sign",
      of: "scores",
      error: (y, z, at) => [split([ref(y[at]), " · ", ref(z[at])], ["0"], ["−", ref(y[at])])],
    },
  },
};

/** The loss as one function with the activation before it, where it is. @param {import("./network.js").Network} network */
export function fusedLoss({ loss, layers }) {
  const after = losses[loss].after;
  return after?.activation === layers[layers.length - 1].activation ? after : undefined;
}
