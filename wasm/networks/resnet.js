/** resnet.js: He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition, 2015. */

import { classifier, Graph, momentum } from "./graph.js";

/** @typedef {{ filters: number, strides: number, widens: boolean }} BlockOptions widens: the shortcut has to be fitted */

/**
 * y = relu(x + F(x)): what is learned is the difference from passing x through.
 *
 * @param {Graph} graph
 * @param {string} name
 * @param {string} x
 * @param {string} residual F(x)
 * @param {BlockOptions & { outputs: number }} options
 */
function close(graph, name, x, residual, { strides, widens, outputs }) {
  const fit = { filters: outputs, kernelSize: 1, strides };
  const shortcut = widens ? graph.convolveNormalized(`${name}_shortcut`, fit, x) : x;
  const sum = graph.add(`${name}_add`, "add", {}, [shortcut, residual]);
  return graph.activate(`${name}_relu`, "relu", sum);
}

/** Two 3 × 3 convolutions. @param {Graph} graph @param {string} name @param {string} x @param {BlockOptions} options */
function basicBlock(graph, name, x, options) {
  const { filters, strides } = options;
  const first = { filters, kernelSize: 3, strides };
  const inner = graph.convolveNormalized(`${name}_1`, first, x, "relu");
  const residual = graph.convolveNormalized(`${name}_2`, { filters, kernelSize: 3 }, inner);
  return close(graph, name, x, residual, { ...options, outputs: filters });
}

/**
 * 1 × 1 down to fewer channels, 3 × 3 there, 1 × 1 up to four times as many. The stride is that of the 3 × 3, as in
 * later practice.
 *
 * @param {Graph} graph @param {string} name @param {string} x @param {BlockOptions} options
 */
function bottleneck(graph, name, x, options) {
  const { filters, strides } = options;
  const outputs = 4 * filters;
  const down = graph.convolveNormalized(`${name}_1`, { filters, kernelSize: 1 }, x, "relu");
  const middle = { filters, kernelSize: 3, strides };
  const inner = graph.convolveNormalized(`${name}_2`, middle, down, "relu");
  const up = { filters: outputs, kernelSize: 1 };
  const residual = graph.convolveNormalized(`${name}_3`, up, inner);
  return close(graph, name, x, residual, { ...options, outputs });
}

/**
 * Stages of blocks; each stage but the first halves the picture and doubles the channels.
 *
 * @param {Graph} graph
 * @param {string} x
 * @param {number[]} counts of blocks
 * @param {number} filters of the first stage
 * @param {typeof basicBlock} block
 */
function stages(graph, x, counts, filters, block) {
  let last = x;
  counts.forEach((count, stage) => {
    for (let k = 0; k < count; k++) {
      const isFirst = k === 0;
      last = block(graph, `stage${stage + 1}_${k + 1}`, last, {
        filters: filters * 2 ** stage,
        strides: isFirst && stage > 0 ? 2 : 1,
        widens: isFirst && (stage > 0 || block === bottleneck),
      });
    }
  });
  return last;
}

/**
 * ResNet-50: 25,557,032 parameters at 1000 classes (torchvision's documentation; moving averages not counted).
 *
 * @param {import("./graph.js").NetworkOptions} [options] defaults: [224, 224, 3], 1000 classes
 * @returns {import("../generated/spec.js").ModelSpec}
 */
export function resNet50({ input = [224, 224, 3], classes = 1000 } = {}) {
  const graph = new Graph();
  const stem = { filters: 64, kernelSize: 7, strides: 2 };
  const begun = graph.convolveNormalized("stem", stem, "input", "relu");
  const pool = { poolSize: 3, strides: 2, padding: "same" };
  const pooled = graph.add("stem_pool", "maxPooling2d", pool, begun);
  graph.classify(classes, stages(graph, pooled, [3, 4, 6, 3], 64, bottleneck));
  return classifier(input, graph.layers, momentum);
}

/**
 * A residual network for small pictures, which trains in a browser tab: three stages of basic blocks.
 *
 * @param {import("./graph.js").NetworkOptions & { filters?: number, blocks?: number }} [options] defaults: [28, 28, 1], 10
 *   classes; filters of the first stage, 16; blocks in each stage, 1
 * @returns {import("../generated/spec.js").ModelSpec}
 */
export function smallResNet({ input = [28, 28, 1], classes = 10, filters = 16, blocks = 1 } = {}) {
  const graph = new Graph();
  const begun = graph.convolveNormalized("stem", { filters, kernelSize: 3 }, "input", "relu");
  const counts = [blocks, blocks, blocks];
  graph.classify(classes, stages(graph, begun, counts, filters, basicBlock));
  return classifier(input, graph.layers);
}
