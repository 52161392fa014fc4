/** evaluate.js: glassnet evaluate */

import { load } from "../index.js";
import { needSamples } from "./data.js";
import * as figures from "./figures.js";
import { describe, metricsFor } from "./metrics.js";
import { needSamplesToFit, openModel } from "./models.js";

export const summary = "tests a saved network on the samples in a folder";

export const operand = { name: "MODEL" };

/** @type {Record<string, import("./arguments.js").Option>} */
export const options = {
  data: { type: "text", value: "DIR", required: true, about: "folder with the samples" },
  scale: {
    type: "factor",
    value: "X",
    about: "what values are multiplied by (default: 1/255 for bytes, else 1)",
  },
  metrics: {
    type: "flag",
    about:
      "print precision, recall, F1 and the confusion matrix, too; of numbers, their errors and R²",
  },
  train: { type: "flag", about: "take the samples for training, not those for testing" },
  json: { type: "flag", about: "print the result as JSON" },
};

export const details = `MODEL is a .safetensors file written by glassnet train. DIR holds t10k-images-idx3-ubyte and
t10k-labels-idx1-ubyte, or test-…, gzipped or not, or test.csv, whose last column is what should come out.`;

/**
 * @param {import("./arguments.js").Given} given
 * @returns {Promise<import("./arguments.js").Result>}
 */
export async function run({ options: { data, scale, train, metrics }, operands: [path] }) {
  const gn = await load();
  const model = openModel(gn, path);
  const {
    x,
    y,
    shape,
    scale: natural,
    classNames,
  } = await needSamples(data, train ? "train" : "test");
  needSamplesToFit(model, path, shape);
  const samples = gn.dataset({ x, y, scale: scale ?? natural });
  const plain = model.evaluate(samples);
  const result = metrics ? model.evaluate(samples, { metrics: metricsFor(plain) }) : plain;
  const text = `${figures.count(result.samples)} samples: ${figures.result(result)}`;
  return {
    text: metrics ? `${text}\n\n${describe(result, classNames)}` : text,
    data: { model: path, ...result },
  };
}
