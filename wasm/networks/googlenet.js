/** googlenet.js: Szegedy and others: Going Deeper with Convolutions, 2014. */

import { classifier, Graph, momentum } from "./graph.js";

/**
 * Filters of one Inception module: of the 1 × 1 convolution; of the 3 × 3 and the 5 × 5, each with the 1 × 1 that makes
 * its input thinner; and of the 1 × 1 behind the pooling.
 *
 * @typedef {[one: number, thin3: number, three: number, thin5: number, five: number, pooled: number]} Branches
 *
 * @typedef {(name: string, fields: object, input: string) => string} Convolve
 */

/**
 * Four views of the same input side by side: one pixel, two sizes of neighbourhood, and the largest of a neighbourhood.
 *
 * @param {Graph} graph
 * @param {Convolve} convolve
 * @param {string} name
 * @param {string} x
 * @param {Branches} branches
 * @param {number} large the side of the larger kernel
 */
function inception(graph, convolve, name, x, [one, thin3, three, thin5, five, pooled], large) {
  const by = (
    /** @type {string} */ part,
    /** @type {number} */ filters,
    /** @type {number} */ kernelSize,
    from = x,
  ) => convolve(`${name}_${part}`, { filters, kernelSize }, from);
  const pool = { poolSize: 3, strides: 1, padding: "same" };
  return graph.add(`${name}_join`, "concatenate", {}, [
    by("one", one, 1),
    by("three", three, 3, by("thin3", thin3, 1)),
    by("five", five, large, by("thin5", thin5, 1)),
    by("pooled", pooled, 1, graph.add(`${name}_pool`, "maxPooling2d", pool, x)),
  ]);
}

/** The paper's table 1; null: a pooling that halves the picture. @type {(Branches | null)[]} */
const modules = [
  [64, 96, 128, 16, 32, 32],
  [128, 128, 192, 32, 96, 64],
  null,
  [192, 96, 208, 16, 48, 64],
  [160, 112, 224, 24, 64, 64],
  [128, 128, 256, 24, 64, 64],
  [112, 144, 288, 32, 64, 64],
  [256, 160, 320, 32, 128, 128],
  null,
  [256, 160, 320, 32, 128, 128],
  [384, 192, 384, 48, 128, 128],
];

const halve = { poolSize: 3, strides: 2, padding: "same" };

/** @param {Graph} graph @param {Convolve} convolve @param {string} x @param {(Branches | null)[]} list @param {number} large */
function inceptions(graph, convolve, x, list, large) {
  return list.reduce(
    (last, branches, k) =>
      branches
        ? inception(graph, convolve, `inception${k + 1}`, last, branches, large)
        : graph.add(`halve${k + 1}`, "maxPooling2d", halve, last),
    x,
  );
}

/**
 * GoogLeNet without its auxiliary outputs, which serve training only, and without local response normalisation. As the
 * paper has it, with biases and 5 × 5 kernels; or, with `batchNormalization`, as in torchvision's documentation, which
 * counts 6,624,904 parameters at 1000 classes: normalised, and 3 × 3 kernels in place of the 5 × 5.
 *
 * @param {import("./graph.js").NetworkOptions & { batchNormalization?: boolean }} [options] defaults: [224, 224, 3], 1000
 *   classes, batchNormalization true
 * @returns {import("../generated/spec.js").ModelSpec}
 */
export function googLeNet({
  input = [224, 224, 3],
  classes = 1000,
  batchNormalization = true,
} = {}) {
  const graph = new Graph();
  const fixed = { padding: "same", activation: "relu" };
  /** @type {Convolve} */
  const convolve = (name, fields, from) =>
    batchNormalization
      ? graph.convolveNormalized(name, fields, from, "relu")
      : graph.convolve(name, { ...fixed, ...fields }, from);
  const first = convolve("stem1", { filters: 64, kernelSize: 7, strides: 2 }, "input");
  const halved = graph.add("stem1_halve", "maxPooling2d", halve, first);
  const second = convolve("stem2", { filters: 64, kernelSize: 1 }, halved);
  const third = convolve("stem3", { filters: 192, kernelSize: 3 }, second);
  const begun = graph.add("stem3_halve", "maxPooling2d", halve, third);
  const last = inceptions(graph, convolve, begun, modules, batchNormalization ? 3 : 5);
  graph.classify(classes, last, 0.4);
  return classifier(input, graph.layers, momentum);
}

/**
 * Two Inception modules for small pictures, which train in a browser tab.
 *
 * @param {import("./graph.js").NetworkOptions} [options] defaults: [28, 28, 1], 10 classes
 * @returns {import("../generated/spec.js").ModelSpec}
 */
export function smallInception({ input = [28, 28, 1], classes = 10 } = {}) {
  const graph = new Graph();
  /** @type {Convolve} */
  const convolve = (name, fields, from) => graph.convolveNormalized(name, fields, from, "relu");
  const begun = convolve("stem", { filters: 16, kernelSize: 3 }, "input");
  /** @type {(Branches | null)[]} */
  const list = [null, [8, 8, 16, 4, 8, 8], null, [16, 16, 32, 8, 16, 16]];
  graph.classify(classes, inceptions(graph, convolve, begun, list, 5));
  return classifier(input, graph.layers);
}
