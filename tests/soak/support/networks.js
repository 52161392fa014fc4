/** networks.js: a small network of each sort, and data for it: what the trials make, train, save and open. */
import { classes, numbers } from "../../js/support/numbers.js";

export const perceptron = {
  spec: {
    input: [5],
    layers: [
      { type: "dense", units: 7, activation: "tanh" },
      { type: "dense", units: 3, activation: "softmax" },
    ],
    loss: "categoricalCrossentropy",
    optimizer: { type: "adam", learningRate: 0.01 },
    seed: 1,
  },
  data: { x: numbers(40), y: classes(8, 3) },
};

export const convolutional = {
  spec: {
    input: [8, 8, 1],
    layers: [
      { type: "conv2d", filters: 3, kernelSize: 3, padding: "same" },
      { type: "batchNormalization" },
      { type: "activation", activation: "relu" },
      { type: "maxPooling2d", poolSize: 2 },
      { type: "dropout", rate: 0.2 },
      { type: "flatten" },
      { type: "dense", units: 2, activation: "softmax" },
    ],
    loss: "categoricalCrossentropy",
    optimizer: { type: "sgd", momentum: 0.9, learningRate: 0.05 },
    seed: 2,
  },
  data: { x: numbers(8 * 64, { seed: 3 }), y: classes(8, 2, 4) },
};

/** Two ways from the input that meet, and a short cut. */
export const graph = {
  spec: {
    input: [4],
    layers: [
      { type: "dense", units: 6, activation: "relu", name: "left" },
      { type: "dense", units: 6, activation: "tanh", name: "right", inputs: ["input"] },
      { type: "add", name: "both", inputs: ["left", "right"] },
      { type: "concatenate", name: "all", inputs: ["both", "input"] },
      { type: "layerNormalization" },
      { type: "dense", units: 2 },
    ],
    loss: "meanSquaredError",
    optimizer: { type: "rmsprop", momentum: 0.5 },
    seed: 3,
  },
  data: { x: numbers(32, { seed: 5 }), y: numbers(16, { seed: 6 }) },
};

export const networks = { perceptron, convolutional, graph };
