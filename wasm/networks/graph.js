/** graph.js: how the builders write networks that branch: layer after layer, each returning the name that others take. */

/** @typedef {import("../generated/spec.js").LayerSpec} LayerSpec */

/**
 * @typedef {object} NetworkOptions
 * @property {number[]} [input] the shape of a picture: [height, width, channels]
 * @property {number} [classes] how many it tells apart
 */

export class Graph {
  /** @type {LayerSpec[]} */
  layers = [];

  /**
   * @param {string} name
   * @param {string} type
   * @param {object} fields
   * @param {string | string[]} inputs names of layers before it, or "input"
   * @returns {string} the name
   */
  add(name, type, fields, inputs) {
    this.layers.push(/** @type {LayerSpec} */ ({ type, name, ...fields, inputs }));
    return name;
  }

  /** @param {string} name @param {object} fields of conv2d @param {string} input */
  convolve(name, fields, input) {
    return this.add(name, "conv2d", { kernelInitializer: "heNormal", ...fields }, input);
  }

  /** @param {string} name @param {string} activation @param {string} input */
  activate(name, activation, input) {
    return this.add(name, "activation", { activation }, input);
  }

  /**
   * A convolution whose bias the normalisation behind it makes superfluous.
   *
   * @param {string} name
   * @param {object} fields of conv2d
   * @param {string} input
   * @param {string} [activation] default: none
   */
  convolveNormalized(name, fields, input, activation) {
    const convolved = this.convolve(
      `${name}_conv`,
      { padding: "same", useBias: false, ...fields },
      input,
    );
    const normalized = this.add(`${name}_norm`, "batchNormalization", {}, convolved);
    return activation ? this.activate(`${name}_${activation}`, activation, normalized) : normalized;
  }

  /**
   * The usual end: the mean of each channel, and a softmax over classes.
   *
   * @param {number} classes
   * @param {string} input
   * @param {number} [rate] of dropout before the last layer
   */
  classify(classes, input, rate) {
    const pooled = this.add("pool_all", "globalAveragePooling2d", {}, input);
    const kept = rate ? this.add("dropout", "dropout", { rate }, pooled) : pooled;
    return this.add("classes", "dense", { units: classes, activation: "softmax" }, kept);
  }
}

/**
 * @param {number[]} input
 * @param {LayerSpec[]} layers
 * @param {object} [optimizer]
 * @returns {import("../generated/spec.js").ModelSpec}
 */
export const classifier = (input, layers, optimizer = { type: "adam", learningRate: 1e-3 }) =>
  /** @type {any} */ ({ input, layers, loss: "categoricalCrossentropy", optimizer });

/** What the large networks were trained with, or nearly. */
export const momentum = { type: "sgd", learningRate: 0.01, momentum: 0.9, weightDecay: 1e-4 };
