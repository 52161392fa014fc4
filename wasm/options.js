/** options.js: checks of the options that users pass, in one form: unknown names and wrong values are refused. */

import { ArgumentError, GlassnetError } from "./errors.js";

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

/** A value for a message, whatever it is. @param {unknown} value */
export function shown(value) {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : `${value}`;
  if (typeof value !== "string") return value === null ? "null" : typeof value;
  return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
}

const LONGEST = 60; // characters of a text in a message

/** As `details` have it: plain data, which a worker can send. @param {any} value */
export const plain = (value) =>
  value === null || ["number", "string", "boolean"].includes(typeof value) ? value : typeof value;

/**
 * Reads what a caller gave. An object may do anything when it is read: a getter throws, a proxy has been revoked.
 *
 * @template T
 * @param {string} name of what is read, for the message
 * @param {() => T} read
 * @returns {T}
 */
export function reading(name, read) {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof GlassnetError) throw cause;
    throw new ArgumentError(`${name} cannot be read: it throws an error of its own when it is`, {
      cause,
      details: { field: name },
    });
  }
}

/**
 * @param {any} given
 * @param {string} where
 * @param {Record<string, Rule>} known
 */
function checkNames(given, where, known) {
  const name = Object.keys(given).find((key) => !Object.hasOwn(known, key));
  if (name === undefined) return;
  const message = `${where} has no option ${shown(name)}; its options are ${Object.keys(known).join(", ")}`;
  throw new ArgumentError(message, { details: { field: name } });
}

/**
 * @template T
 * @param {T} options the object given; undefined and null count as {}
 * @param {string} where for messages: "train"
 * @param {Record<string, Rule>} known
 * @returns {NonNullable<T>} a copy, for which each option was read once: what was checked is what is used
 */
export function checkOptions(options, where, known) {
  const given = /** @type {any} */ (options ?? {});
  return reading(`the options of ${where}`, () => {
    if (typeof given !== "object" || Array.isArray(given)) {
      throw new ArgumentError(`the options of ${where} must be an object`, {
        details: { field: where },
      });
    }
    checkNames(given, where, known);
    const checked = /** @type {any} */ ({});
    for (const [name, { must, test }] of Object.entries(known)) {
      const value = given[name];
      if (value === undefined) continue;
      if (!test(value)) {
        const message = `${where}: ${name} is ${shown(value)}; it must be ${must}`;
        throw new ArgumentError(message, { details: { field: name, value: plain(value) } });
      }
      checked[name] = value;
    }
    return checked;
  });
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
