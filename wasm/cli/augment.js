/** augment.js: how pictures are to be changed, as it stands on the command line: rotate:10,shift:2,elastic. */

import { UsageError } from "./arguments.js";

/**
 * The list that a data set takes. A number after the name is the first of the fields that the core says the kind has;
 * what is more than that is written as JSON.
 *
 * @param {string} text
 * @param {any} schema what the core says of itself
 * @returns {import("../dataset.js").AugmentationSpec[]}
 */
export function augmentationsFrom(text, schema) {
  if (text.trimStart().startsWith("[")) return parse(text);
  return text.split(",").map((word) => {
    const [type, value, ...more] = word.trim().split(":");
    const kind = schema.augmentations.kinds.find((/** @type {any} */ known) => known.type === type);
    const number = value?.trim() ? Number(value) : NaN;
    if (!kind || value === undefined) return /** @type {any} */ ({ type }); // the core refuses a kind that is none
    const field = kind.fields.find((/** @type {any} */ f) => /^(number|integer)$/.test(f.type));
    if (more.length > 0 || !Number.isFinite(number))
      throw wrong(`"${word}" should be ${type}:${field.name}, a number after the colon`);
    return { type, [field.name]: number };
  });
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(`it is not JSON: ${/** @type {Error} */ (error).message}`);
  }
}

const wrong = (/** @type {string} */ why) => new UsageError(`train: --augment: ${why}`, "train");
