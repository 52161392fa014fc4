/** vgg16.js: Simonyan, Zisserman: Very Deep Convolutional Networks for Large-Scale Image Recognition, 2014. */

import { classifier, momentum } from "./graph.js";

const activation = "relu";

/** How many convolutions of how many filters stand before each pooling. */
const blocks = [
  [2, 64],
  [2, 128],
  [3, 256],
  [3, 512],
  [3, 512],
];

/** @param {number} filters */
const convolution = (filters) => ({
  type: "conv2d",
  filters,
  kernelSize: 3,
  padding: "same",
  activation,
});

/**
 * VGG-16 (configuration D): 138,357,544 parameters at 224 × 224 pixels and 1000 classes.
 *
 * @param {import("./graph.js").NetworkOptions} [options] defaults: [224, 224, 3], 1000 classes
 * @returns {import("../generated/spec.js").ModelSpec}
 */
export const vgg16 = ({ input = [224, 224, 3], classes = 1000 } = {}) =>
  classifier(
    input,
    /** @type {any[]} */ ([
      ...blocks.flatMap(([count, filters]) => [
        ...Array.from({ length: count }, () => convolution(filters)),
        { type: "maxPooling2d", poolSize: 2 },
      ]),
      { type: "flatten" },
      { type: "dense", units: 4096, activation },
      { type: "dropout", rate: 0.5 },
      { type: "dense", units: 4096, activation },
      { type: "dropout", rate: 0.5 },
      { type: "dense", units: classes, activation: "softmax" },
    ]),
    momentum,
  );
