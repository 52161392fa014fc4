/**
 * The calculus of the lab, one entry a function: its formula and its derivative's, as rows. A new activation
 * or loss is one entry here, named as in the spec. The values shown always come from the core.
 */
import { ref } from "./expression.js";

/** @typedef {import("./expression.js").Row} Row */

/**
 * forward: the forms of a = f(z), the last with the values put in; slope: f′(z), by z and a.
 * @type {Record<string, { forward(z: Row): Row[], slope(z: string, a: string): Row }>}
 */
export const activations = {
  sigmoid: {
    forward: (z) => [
      ["σ", { group: z }],
      [{ frac: [["1"], ["1 + ", { power: [["e"], ["−", ...z]] }]] }],
    ],
    slope: (_, a) => [ref(a), " · ", { group: ["1 − ", ref(a)] }],
  },
};

/**
 * One output: L of the target y and the output, and the forms of ∂L/∂ŷ.
 * @type {Record<string, { forward(y: string, out: string): Row[], slope(y: string, out: string): Row[] }>}
 */
export const losses = {
  meanSquaredError: {
    forward: (y, out) => [[{ power: [[{ group: [ref(y), " − ", ref(out)] }], ["2"]] }]],
    slope: (y, out) => [["−2", { group: [ref(y), " − ", ref(out)] }]],
  },
};
