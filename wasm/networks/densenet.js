/** densenet.js: Huang, Liu, van der Maaten, Weinberger: Densely Connected Convolutional Networks, 2016. */

import { classifier, Graph, momentum } from "./graph.js";

/** Normalised and rectified before it is convolved. @param {Graph} graph @param {string} name @param {object} fields @param {string} x */
function convolve(graph, name, fields, x) {
  const normalized = graph.add(`${name}_norm`, "batchNormalization", {}, x);
  const active = graph.activate(`${name}_relu`, "relu", normalized);
  return graph.convolve(`${name}_conv`, { padding: "same", useBias: false, ...fields }, active);
}

/**
 * Each layer sees everything before it in the block, and adds `growth` channels to it.
 *
 * @param {Graph} graph @param {string} name @param {string} x @param {number} layers @param {number} growth
 */
function denseBlock(graph, name, x, layers, growth) {
  let all = x;
  for (let k = 1; k <= layers; k++) {
    const thin = { filters: 4 * growth, kernelSize: 1 };
    const thinned = convolve(graph, `${name}_${k}a`, thin, all);
    const grown = convolve(graph, `${name}_${k}b`, { filters: growth, kernelSize: 3 }, thinned);
    all = graph.add(`${name}_${k}_join`, "concatenate", {}, [all, grown]);
  }
  return all;
}

/**
 * Blocks, and between them half the channels and half the picture.
 *
 * @param {Graph} graph @param {string} x @param {number} channels of x @param {number[]} blocks @param {number} growth
 */
function denseBlocks(graph, x, channels, blocks, growth) {
  let last = x;
  let width = channels;
  blocks.forEach((layers, b) => {
    last = denseBlock(graph, `block${b + 1}`, last, layers, growth);
    width += layers * growth;
    if (b === blocks.length - 1) return;
    width = Math.floor(width / 2);
    const halved = convolve(graph, `between${b + 1}`, { filters: width, kernelSize: 1 }, last);
    last = graph.add(`between${b + 1}_pool`, "averagePooling2d", { poolSize: 2 }, halved);
  });
  const normalized = graph.add("last_norm", "batchNormalization", {}, last);
  return graph.activate("last_relu", "relu", normalized);
}

/**
 * DenseNet-121: 7,978,856 parameters at 1000 classes (torchvision's documentation; moving averages not counted).
 *
 * @param {import("./graph.js").NetworkOptions} [options] defaults: [224, 224, 3], 1000 classes
 * @returns {import("../generated/spec.js").ModelSpec}
 */
export function denseNet121({ input = [224, 224, 3], classes = 1000 } = {}) {
  const graph = new Graph();
  const stem = { filters: 64, kernelSize: 7, strides: 2 };
  const begun = graph.convolveNormalized("stem", stem, "input", "relu");
  const pool = { poolSize: 3, strides: 2, padding: "same" };
  const pooled = graph.add("stem_pool", "maxPooling2d", pool, begun);
  graph.classify(classes, denseBlocks(graph, pooled, 64, [6, 12, 24, 16], 32));
  return classifier(input, graph.layers, momentum);
}

/**
 * A densely connected network for small pictures, which trains in a browser tab.
 *
 * @param {import("./graph.js").NetworkOptions & { growth?: number }} [options] defaults: [28, 28, 1], 10 classes; growth 8
 * @returns {import("../generated/spec.js").ModelSpec}
 */
export function smallDenseNet({ input = [28, 28, 1], classes = 10, growth = 8 } = {}) {
  const graph = new Graph();
  const channels = 2 * growth;
  const begun = graph.convolve(
    "stem",
    { filters: channels, kernelSize: 3, strides: 2, padding: "same", useBias: false },
    "input",
  );
  graph.classify(classes, denseBlocks(graph, begun, channels, [3, 3, 3], growth));
  return classifier(input, graph.layers);
}
