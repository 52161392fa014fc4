/**
 * specs.js: networks that come with the program. Each is made to measure: from the shape of a sample, and from how many
 * classes there are (none: a number is to be learned).
 */

import { ArgumentError, FormatError } from "../index.js";
import * as networks from "../networks.js";
import { read } from "./files.js";

/** @typedef {{ shape: number[], classes?: number }} Measure */

/** The layer and the loss that fit what is to be learned. @param {Measure} measure */
export function ending({ classes }) {
  if (classes === 1)
    throw new ArgumentError("all samples are of one class: there is nothing to tell apart");
  if (!classes) return { layer: { type: "dense", units: 1 }, loss: "meanSquaredError" };
  const layer = { type: "dense", units: classes, activation: "softmax" };
  return { layer, loss: "categoricalCrossentropy" };
}

/**
 * A known network, made to measure: its last layer and its loss are those that fit.
 *
 * @param {(options: { input: number[] }) => any} build
 * @returns {(measure: Measure) => object}
 */
const known = (build) => (measure) => {
  const { layer, loss } = ending(measure);
  const spec = build({ input: measure.shape });
  const { inputs } = spec.layers.at(-1);
  return {
    ...spec,
    layers: [...spec.layers.slice(0, -1), { ...layer, ...(inputs && { inputs }) }],
    loss,
  };
};

/** Networks that train on small pictures within minutes. @type {Record<string, (measure: Measure) => object>} */
export const builtIn = {
  /** 784-128-10 on MNIST. */
  mlp(measure) {
    const { layer, loss } = ending(measure);
    return {
      input: measure.shape,
      layers: [
        ...(measure.shape.length > 1 ? [{ type: "flatten" }] : []),
        { type: "dense", units: 128, activation: "relu" },
        layer,
      ],
      loss,
      optimizer: { type: "adam", learningRate: 1e-3 },
    };
  },

  /** LeNet-5 as it is trained today. */
  lenet: known((options) => networks.leNet5({ ...options, activation: "relu", pooling: "max" })),
  resnet: known(networks.smallResNet),
  inception: known(networks.smallInception),
  densenet: known(networks.smallDenseNet),
};

/** Those of the papers, to be counted. */
export const published = {
  lenet5: networks.leNet5,
  alexnet: networks.alexNet,
  vgg16: networks.vgg16,
  resnet50: networks.resNet50,
  googlenet: networks.googLeNet,
  densenet121: networks.denseNet121,
};

/** What a network is made for when nobody says: MNIST. @type {Measure} */
const usual = { shape: [28, 28, 1], classes: 10 };

/**
 * A network by its name, of the papers too, with the measure of its own where none is given; or from a JSON file.
 *
 * @param {string} name
 * @param {Partial<Measure>} measure
 * @returns {any}
 */
export function findPublished(name, { shape, classes }) {
  if (Object.hasOwn(published, name)) {
    const build = published[/** @type {keyof typeof published} */ (name)];
    return build({ ...(shape && { input: shape }), ...(classes && { classes }) });
  }
  return findSpec(name, { shape: shape ?? usual.shape, classes: classes ?? usual.classes });
}

/**
 * A network by its name, or from a JSON file.
 *
 * @param {string} nameOrPath
 * @param {Measure} measure
 * @returns {any}
 */
export function findSpec(nameOrPath, measure) {
  if (Object.hasOwn(builtIn, nameOrPath)) return builtIn[nameOrPath](measure);
  const text = new TextDecoder().decode(read(nameOrPath));
  try {
    const spec = JSON.parse(text);
    if (spec === null || typeof spec !== "object" || Array.isArray(spec)) {
      throw new SyntaxError("a network is an object, { … }");
    }
    return spec;
  } catch (cause) {
    throw new FormatError(
      `${nameOrPath} is not the JSON of a network: ${/** @type {Error} */ (cause).message}`,
      {
        details: { format: "json", path: nameOrPath },
        cause,
      },
    );
  }
}
