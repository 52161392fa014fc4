/**
 * specs.js: networks that come with the program. Each is made to measure: from the shape of a sample, and from how many
 * classes there are (none: a number is to be learned).
 */

import { ArgumentError, FormatError } from "../index.js";
import { leNet5 } from "../networks.js";
import { read } from "./files.js";

/** @typedef {{ shape: number[], classes?: number }} Measure */

/** The layer and the loss that fit what is to be learned. @param {Measure} measure */
function ending({ classes }) {
  if (classes === 1)
    throw new ArgumentError("all samples are of one class: there is nothing to tell apart");
  if (!classes) return { layer: { type: "dense", units: 1 }, loss: "meanSquaredError" };
  const layer = { type: "dense", units: classes, activation: "softmax" };
  return { layer, loss: "categoricalCrossentropy" };
}

/** @type {Record<string, (measure: Measure) => object>} */
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

  /** LeNet-5 as it is trained today: of [height, width, channels]. */
  lenet(measure) {
    const { layer, loss } = ending(measure);
    const known = leNet5({ input: measure.shape, activation: "relu", pooling: "max" });
    return { ...known, layers: [...known.layers.slice(0, -1), layer], loss };
  },
};

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
