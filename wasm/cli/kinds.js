/** kinds.js: kinds of the core with a number, as they stand on the command line: rotate:10,shift:2,elastic or adamw:0.002. */

import { UsageError } from "./arguments.js";

/** @param {string} option @param {string} why */
const wrong = (option, why) => new UsageError(`train: --${option}: ${why}`, "train");

/** @param {string} option @param {string} text */
function parse(option, text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(option, `it is not JSON: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * A number after the name is the first of the fields that the core says the kind has.
 *
 * @param {string} word
 * @param {string} option
 * @param {any[]} kinds
 * @returns {any}
 */
function kindFrom(word, option, kinds) {
  const [type, value, ...more] = word.trim().split(":");
  const kind = kinds.find((known) => known.type === type);
  if (!kind || value === undefined) return { type }; // the core refuses a kind that is none
  const field = kind.fields.find((/** @type {any} */ f) => /^(number|integer)$/.test(f.type));
  if (!field) throw wrong(option, `${type} takes no number`);
  const number = value.trim() ? Number(value) : NaN;
  if (more.length > 0 || !Number.isFinite(number))
    throw wrong(option, `"${word}" should be ${type}:${field.name}, a number after the colon`);
  return { type, [field.name]: number };
}

/**
 * The list that a data set takes to change its pictures; what is more than a number is written as JSON.
 *
 * @param {string} text
 * @param {any} schema what the core says of itself
 * @returns {import("../dataset.js").AugmentationSpec[]}
 */
export const augmentationsFrom = (text, schema) =>
  text.trimStart().startsWith("[")
    ? parse("augment", text)
    : text.split(",").map((word) => kindFrom(word, "augment", schema.augmentations.kinds));

/**
 * An optimizer or a schedule.
 *
 * @param {string} text
 * @param {"optimizer" | "schedule"} option
 * @param {any} schema
 * @returns {any}
 */
export const choiceFrom = (text, option, schema) =>
  text.trimStart().startsWith("{")
    ? parse(option, text)
    : kindFrom(text, option, schema[`${option}s`].kinds);

/**
 * How much classes weigh: 3:2,8:0.5.
 *
 * @param {string} text
 * @returns {Record<number, number>}
 */
export function classWeightFrom(text) {
  const pairs = text.split(",").map((word) => {
    const [, name, weight] = word.trim().match(/^(\d+):(\d+\.?\d*|\.\d+)$/) ?? [];
    if (name === undefined)
      throw wrong("class-weight", `"${word}" should be class:weight, such as 3:2`);
    return [Number(name), Number(weight)];
  });
  return Object.fromEntries(pairs);
}
