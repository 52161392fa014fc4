/** options.js: checks of the options that users pass, in one form: unknown names and wrong values are refused. */

import { ArgumentError } from "./errors.js";

/** @typedef {{ must: string, test: (value: any) => boolean }} Rule */

/** Not a text that could be read as one. @param {unknown} v */
export const isNumber = (v) => typeof v === "number";

/** @type {Record<string, Rule>} */
export const rules = {
  boolean: { must: "true or false", test: (v) => typeof v === "boolean" },
  function: { must: "a function", test: (v) => typeof v === "function" },
  object: { must: "an object", test: (v) => typeof v === "object" && v !== null },
  list: { must: "a list", test: (v) => Array.isArray(v) },
  text: { must: "a text", test: (v) => typeof v === "string" && v !== "" },
  anything: { must: "given", test: () => true },
  positiveInteger: {
    must: "a whole number from 1 to 4294967295",
    test: (v) => Number.isSafeInteger(v) && v >= 1 && v < 2 ** 32,
  },
  batchOfOutline: {
    must: "a whole number from 1 to 4096",
    test: (v) => Number.isSafeInteger(v) && v >= 1 && v <= 4096,
  },
  count: { must: "a whole number, at least 0", test: (v) => Number.isSafeInteger(v) && v >= 0 },
  epsilon: { must: "a number above 0, at most 1", test: (v) => isNumber(v) && v > 0 && v <= 1 },
  nonNegative: { must: "a number, at least 0", test: (v) => Number.isFinite(v) && v >= 0 },
  positive: { must: "a number above 0", test: (v) => Number.isFinite(v) && v > 0 },
  severalSteps: {
    must: "a whole number from 2 to 100000",
    test: (v) => Number.isSafeInteger(v) && v >= 2 && v <= 100000,
  },
  shareOrNone: {
    must: "a number from 0 up to, but not including, 1",
    test: (v) => isNumber(v) && v >= 0 && v < 1,
  },
  share: { must: "a number above 0 and below 1", test: (v) => isNumber(v) && v > 0 && v < 1 },
  number: { must: "a finite number", test: (v) => Number.isFinite(v) },
  signal: {
    must: "an AbortSignal",
    test: (v) => typeof v?.aborted === "boolean" && typeof v.addEventListener === "function",
  },
};

/** One of the given words.
 * @param {...string} words @returns {Rule} */
export const oneOf = (...words) => ({
  must: words.map((w) => `"${w}"`).join(" or "),
  test: (v) => words.includes(v),
});

/** @param {any} value */
const shown = (value) =>
  typeof value === "number"
    ? `${value}`
    : typeof value === "string"
      ? JSON.stringify(value)
      : typeof value;

/** As `details` have it: plain data, which a worker can send. @param {any} value */
const plain = (value) =>
  value === null || ["number", "string", "boolean"].includes(typeof value) ? value : typeof value;

/**
 * @template T
 * @param {T} options the object given; undefined counts as {}
 * @param {string} where for messages: "train"
 * @param {Record<string, Rule>} known
 * @returns {NonNullable<T>} the same object
 */
export function checkOptions(options, where, known) {
  const given = /** @type {any} */ (options ?? {});
  if (typeof given !== "object" || Array.isArray(given)) {
    throw new ArgumentError(`the options of ${where} must be an object`, {
      details: { field: where },
    });
  }
  for (const [name, value] of Object.entries(given)) {
    const rule = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!rule) {
      const message = `${where} has no option ${JSON.stringify(name)}; its options are ${Object.keys(known).join(", ")}`;
      throw new ArgumentError(message, { details: { field: name } });
    }
    if (value !== undefined && !rule.test(value)) {
      const message = `${where}: ${name} is ${shown(value)}; it must be ${rule.must}`;
      throw new ArgumentError(message, { details: { field: name, value: plain(value) } });
    }
  }
  return given;
}

/**
 * A whole number that can seed a model.
 *
 * @param {unknown} seed
 * @returns {number}
 */
export function checkSeed(seed) {
  if (!Number.isSafeInteger(seed) || /** @type {number} */ (seed) < 0) {
    throw new ArgumentError(
      `seed is ${shown(seed)}; it must be a whole number from 0 to 2^53 - 1`,
      { details: { field: "seed" } },
    );
  }
  return /** @type {number} */ (seed);
}
