/** predict.js: glassnet predict */

import { FormatError, load } from "../index.js";
import * as figures from "./figures.js";
import { read } from "./files.js";
import { needSamplesToFit, openModel } from "./models.js";
import { readDigit } from "./image.js";

export const summary = "says which digit is in a picture";

export const operand = { name: "image.png", several: true };

/** @type {Record<string, import("./arguments.js").Option>} */
export const options = {
  model: {
    type: "text",
    value: "MODEL",
    required: true,
    about: "a .safetensors file written by glassnet train",
  },
  json: { type: "flag", about: "print the result as JSON" },
};

export const details = `A picture may have any size and be light on dark or dark on light; the digit in it is cut out, scaled and
centred as the digits of MNIST were. One of 28 × 28 pixels, light on dark, is taken as it is.`;

/** @param {string} path */
function pixelsOf(path) {
  const { empty, image } = readDigit(path, read(path));
  if (empty)
    throw new FormatError(`${path}: there is nothing to be seen in this picture`, {
      details: { format: "png", path },
    });
  return Float32Array.from(image, (byte) => Math.fround(byte * (1 / 255)));
}

/** @param {ArrayLike<number>} values from the largest on, as [index, value] */
const ranked = (values) =>
  Array.from(values, (value, index) => ({ index, value })).sort((a, b) => b.value - a.value);

/**
 * @param {import("./arguments.js").Given} given
 * @returns {Promise<import("./arguments.js").Result>}
 */
export async function run({ options: { model: modelPath }, operands: paths }) {
  const gn = await load();
  const model = openModel(gn, modelPath);
  needSamplesToFit(model, modelPath, [28, 28, 1]);
  const data = paths.map((path) => {
    const outputs = [...model.predict(pixelsOf(path))];
    return { image: path, class: ranked(outputs)[0].index, outputs };
  });
  const text = data.map(({ image, outputs }) => {
    const [best, ...others] = ranked(outputs);
    const rest = others.slice(0, 2).map(({ index, value }) => `${index} ${figures.percent(value)}`);
    return `${image}: ${best.index}  ${figures.percent(best.value)}${rest.length > 0 ? `  (${rest.join(", ")})` : ""}`;
  });
  return { text: text.join("\n"), data };
}
