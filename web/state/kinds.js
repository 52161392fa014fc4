/**
 * The kinds of value that a property can have: how its text in the URL is read and written, and what
 * the reader may expect there (said to the user when the text is not that).
 *
 * @typedef {{ what: "number" | "integer" | "numbers" | "choice" | "text", min?: number, max?: number,
 *             count?: number | string, choices?: string, like?: string }} Expectation
 */
/**
 * @template T
 * @typedef {{ parse(text: string): T | undefined, format(value: T): string, expects: Expectation }} Kind
 */

/** Shortest text that reads back as the same number. @param {number} value */
const print = (value) => String(value);

/** @param {string} text */
function readNumber(text) {
  const trimmed = text.trim();
  return trimmed === "" ? NaN : Number(trimmed);
}

/** @param {number} value @param {number} min @param {number} max */
const within = (value, min, max) => value >= min && value <= max;

/** @param {number} min @param {number} max @returns {Kind<number>} */
export const number = (min, max) => ({
  parse(text) {
    const value = readNumber(text);
    return within(value, min, max) ? value : undefined;
  },
  format: print,
  expects: { what: "number", min, max },
});

/** @param {number} min @param {number} max @returns {Kind<number>} */
export const integer = (min, max) => ({
  parse(text) {
    const value = readNumber(text);
    return Number.isInteger(value) && within(value, min, max) ? value : undefined;
  },
  format: print,
  expects: { what: "integer", min, max },
});

/** `count` numbers with commas between. @param {number} count @param {number} min @param {number} max @returns {Kind<number[]>} */
export const numbers = (count, min, max) => ({
  parse(text) {
    const values = text.split(",").map(readNumber);
    return values.length === count && values.every((v) => within(v, min, max)) ? values : undefined;
  },
  format: (values) => values.map(print).join(","),
  expects: { what: "numbers", count, min, max },
});

/** `count` whole numbers with commas between. @param {number} count @param {number} min @param {number} max @returns {Kind<number[]>} */
export const integers = (count, min, max) => ({
  ...numbers(count, min, max),
  parse(text) {
    const values = numbers(count, min, max).parse(text);
    return values?.every(Number.isInteger) ? values : undefined;
  },
});

/** From one number to `most`, with commas between. @param {number} most @param {number} min @param {number} max @returns {Kind<readonly number[]>} */
export const numbersUpTo = (most, min, max) => ({
  parse(text) {
    const values = text.split(",").map(readNumber);
    return values.length <= most && values.every((v) => within(v, min, max)) ? values : undefined;
  },
  format: (values) => values.map(print).join(","),
  expects: { what: "numbers", count: `1 – ${most}`, min, max },
});

/** A value that may be left to something else: null, which is written as nothing. @template T @param {Kind<T>} kind @returns {Kind<T | null>} */
export const optional = (kind) => ({
  ...kind,
  format: (value) => (value === null ? "" : kind.format(value)),
});

/** @template {string} C @param {readonly C[]} choices @returns {Kind<C>} */
export const choice = (choices) => ({
  parse: (text) => choices.find((c) => c === text),
  format: (value) => value,
  expects: { what: "choice", choices: choices.join(", ") },
});

/** @param {RegExp} pattern the whole text must match @param {number} longest @param {string} like an example @returns {Kind<string>} */
export const text = (pattern, longest, like = "") => ({
  parse: (value) => (value.length <= longest && pattern.test(value) ? value : undefined),
  format: (value) => value,
  expects: { what: "text", max: longest, like },
});
