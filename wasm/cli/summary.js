/** summary.js: glassnet summary */

import { load } from "../index.js";
import { UsageError } from "./arguments.js";
import * as figures from "./figures.js";
import { openModel } from "./models.js";
import { findPublished, published, builtIn } from "./specs.js";
import { table } from "./table.js";

export const summary = "counts a network's parameters and work, without making its weights";

export const operand = { name: "SPEC" };

/** @type {Record<string, import("./arguments.js").Option>} */
export const options = {
  input: {
    type: "text",
    value: "H,W,C",
    about: "shape of one sample (default: the network's own)",
  },
  classes: {
    type: "count",
    value: "N",
    about: "how many classes it tells apart (default: its own)",
  },
  "batch-size": { type: "count", value: "N", fallback: 32, about: "samples that memory is for" },
  json: { type: "flag", about: "print the result as JSON" },
};

export const details = `SPEC is ${Object.keys(builtIn).join(", ")}, ${Object.keys(published).join(", ")},
a JSON file, or a .safetensors file written by glassnet train.`;

/** @param {string} text */
function shapeFrom(text) {
  const sizes = text.split(",").map(Number);
  if (sizes.every((size) => Number.isInteger(size) && size >= 1)) return sizes;
  throw new UsageError(`summary: --input must be sizes such as 28,28,1, not "${text}"`, "summary");
}

/** @param {import("../index.js").Glassnet} gn @param {string} name @param {Record<string, any>} options */
function specOf(gn, name, { input, classes }) {
  if (name.endsWith(".safetensors")) {
    const model = openModel(gn, name);
    const { spec } = model;
    model.dispose();
    return spec;
  }
  return findPublished(name, { shape: input && shapeFrom(input), classes });
}

const bytes = (/** @type {number} */ n) =>
  n < 1e6 ? `${figures.count(n / 1e3)} kB` : `${figures.count(n / 1e6)} MB`;

/** @param {readonly [number, number] | undefined} field */
const fieldOf = (field) => (field ? field.join(" × ") : "");

/** @param {import("../outline.js").Outline} outline @param {number} batchSize */
function describe({ layers, parameterCount, multiplyAdds, memory, inputShape }, batchSize) {
  const rows = layers.map((layer) => [
    layer.name,
    layer.outputShape.join(" × "),
    figures.count(layer.parameters),
    figures.count(layer.multiplyAdds),
    fieldOf(layer.receptiveField),
  ]);
  return `${table([
    ["layer", "output", "parameters", "multiply-adds", "receptive field"],
    ["input", inputShape.join(" × "), "", "", ""],
    ...rows,
  ])}

${figures.count(parameterCount)} parameters, ${figures.count(multiplyAdds)} multiply-adds a sample
${bytes(memory.weights)} for weights, gradients and the optimizer's states, ${bytes(memory.workspace)} for a batch of ${batchSize}`;
}

/**
 * @param {import("./arguments.js").Given} given
 * @returns {Promise<import("./arguments.js").Result>}
 */
export async function run({ options: given, operands: [name] }) {
  const gn = await load();
  const batchSize = given["batch-size"];
  const outline = gn.summary(specOf(gn, name, given), { batchSize });
  return { text: describe(outline, batchSize), data: outline };
}
