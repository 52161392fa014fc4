/** Worked examples of the courses; what a link does not say is taken from the one that it names. */

/**
 * @typedef {{ net: string, loss: string, x: readonly number[], y: readonly number[], w: readonly number[],
 *             b: readonly number[], lr: number, places: number }} Preset  places: decimals, as printed in its source
 */

/** @type {Record<string, Preset>} */
export const presets = {
  "w1-w6": {
    net: "2,2:sigmoid,1",
    loss: "meanSquaredError",
    x: [1, 0.5],
    y: [4],
    w: [0.5, 1.5, 2.3, 3, 1, 1],
    b: [],
    lr: 0.1,
    places: 6,
  },
  /* M. Mazur, "A Step by Step Backpropagation Example" (2015) */
  mazur: {
    net: "2,2:sigmoid:fixed,2:sigmoid:fixed",
    loss: "halfSquaredError",
    x: [0.05, 0.1],
    y: [0.01, 0.99],
    w: [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55],
    b: [0.35, 0.35, 0.6, 0.6],
    lr: 0.5,
    places: 9,
  },
  /* Zhejiang University's open course; the weights are numbered unit by unit here as everywhere */
  zju: {
    net: "2,2:sigmoid,2:sigmoid",
    loss: "halfSquaredError",
    x: [0.5, 0.3],
    y: [0.23, -0.07],
    w: [0.2, 0.5, -0.4, 0.6, 0.1, -0.3, -0.5, 0.8],
    b: [],
    lr: 1,
    places: 6,
  },
  "sigmoid-3": {
    net: "3,3:sigmoid,3:sigmoid",
    loss: "meanSquaredError",
    x: [1, 0.5, -1],
    y: [0, 1, 0],
    w: [
      0.1, 0.4, -0.2, 0.5, -0.3, 0.2, -0.4, 0.3, 0.6, 0.7, -0.5, 0.2, 0.3, 0.8, -0.6, -0.2, 0.4,
      0.9,
    ],
    b: [],
    lr: 0.5,
    places: 6,
  },
  "softmax-3": {
    net: "3,3:sigmoid,3:softmax",
    loss: "categoricalCrossentropy",
    x: [1, 0.5, -1],
    y: [0, 1, 0],
    w: [
      0.1, 0.4, -0.2, 0.5, -0.3, 0.2, -0.4, 0.3, 0.6, 0.7, -0.5, 0.2, 0.3, 0.8, -0.6, -0.2, 0.4,
      0.9,
    ],
    b: [],
    lr: 0.5,
    places: 6,
  },
  logistic: {
    net: "2,1:sigmoid:bias",
    loss: "binaryCrossentropy",
    x: [2, -1],
    y: [1],
    w: [0.5, 1],
    b: [-0.5],
    lr: 0.5,
    places: 6,
  },
  xor: {
    net: "2,2:sigmoid:bias,1:sigmoid:bias",
    loss: "binaryCrossentropy",
    x: [1, 0],
    y: [1],
    w: [0.5, -0.4, -0.3, 0.6, 0.7, 0.2],
    b: [0.1, -0.2, -0.1],
    lr: 0.5,
    places: 6,
  },
};
