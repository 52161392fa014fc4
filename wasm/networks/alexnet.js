/** alexnet.js: Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural Networks, 2012. */

import { classifier, momentum } from "./graph.js";

const activation = "relu";
const pool = { type: "maxPooling2d", poolSize: 3, strides: 2 };

/**
 * AlexNet in one tower: 62,378,344 parameters at 227 × 227 pixels and 1000 classes. Its local response normalisation,
 * which has no parameters, is left out.
 *
 * @param {import("./graph.js").NetworkOptions} [options] defaults: [227, 227, 3], 1000 classes
 * @returns {import("../generated/spec.js").ModelSpec}
 */
export const alexNet = ({ input = [227, 227, 3], classes = 1000 } = {}) =>
  classifier(
    input,
    /** @type {any[]} */ ([
      { type: "conv2d", filters: 96, kernelSize: 11, strides: 4, activation },
      pool,
      { type: "conv2d", filters: 256, kernelSize: 5, padding: "same", activation },
      pool,
      { type: "conv2d", filters: 384, kernelSize: 3, padding: "same", activation },
      { type: "conv2d", filters: 384, kernelSize: 3, padding: "same", activation },
      { type: "conv2d", filters: 256, kernelSize: 3, padding: "same", activation },
      pool,
      { type: "flatten" },
      { type: "dense", units: 4096, activation },
      { type: "dropout", rate: 0.5 },
      { type: "dense", units: 4096, activation },
      { type: "dropout", rate: 0.5 },
      { type: "dense", units: classes, activation: "softmax" },
    ]),
    momentum,
  );
