/**
 * samples.js: what users hand over as x and y, as arrays that the core takes.
 *
 * x: any typed array, or numbers, flat or nested: bytes stay bytes, all else becomes float32.
 * y: the same; whole numbers stay whole (class indices, or values), all else becomes float32.
 */

import { ArgumentError, ShapeError } from "./errors.js";
import { reading } from "./options.js";
import { sizeOf } from "./shape.js";

/** @typedef {Float32Array | Uint8Array | Int32Array} CoreArray */
/** @typedef {readonly (number | NumberList | ArrayLike<number>)[]} NumberList */
/** @typedef {ArrayLike<number> | NumberList} Numbers numbers, flat or nested, or any typed array but those of bigint */

/** @param {string} path @param {unknown} value */
function notNumbers(path, value) {
  const what = value === null ? "null" : Array.isArray(value) ? "a list" : typeof value;
  return new ArgumentError(
    `${path} is ${what}: it must be a typed array, or numbers, flat or nested`,
    {
      details: { field: path },
    },
  );
}

/** @param {unknown} value @returns {value is ArrayLike<number>} */
const isTyped = (value) => ArrayBuffer.isView(value) && !(value instanceof DataView);

const DEEPEST = 16; // lists within each other: more than any shape has, and a circle has no end

/**
 * The numbers of a nested list one after another.
 *
 * @param {readonly any[]} list
 * @param {string} path
 * @param {number[]} [into]
 * @param {number} [depth]
 * @returns {number[]}
 */
function flatten(list, path, into = [], depth = 1) {
  if (depth > DEEPEST) throw new ArgumentError(`${path}: lists are more than ${DEEPEST} deep`);
  const nested = typeof list[0] !== "number";
  let size = -1;
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (!nested && typeof item === "number") {
      into.push(item);
      continue;
    }
    if (!nested || !(Array.isArray(item) || isTyped(item))) throw notNumbers(`${path}[${i}]`, item);
    const before = into.length;
    flatten(/** @type {any} */ (item), `${path}[${i}]`, into, depth + 1);
    if (size < 0) size = into.length - before;
    else if (into.length - before !== size) {
      const message = `${path}[${i}] has ${into.length - before} numbers, but ${path}[0] has ${size}: all must be of one length`;
      throw new ShapeError(message, {
        details: { field: path, index: i, expected: size, actual: into.length - before },
      });
    }
  }
  return into;
}

/** @param {unknown} value @param {string} name @returns {ArrayLike<number>} */
function numbersOf(value, name) {
  if (value instanceof BigInt64Array || value instanceof BigUint64Array) {
    throw new ArgumentError(`${name} holds bigints: convert them to numbers`, {
      details: { field: name },
    });
  }
  if (isTyped(value)) {
    if (lengthOf(value) === value.length) return value;
    throw new ArgumentError(`${name} is a typed array that does not tell its own length`, {
      details: { field: name },
    });
  }
  if (Array.isArray(value)) return flatten(value, name);
  throw notNumbers(name, value);
}

/** How many numbers a typed array has, whatever a class derived from it says. @type {(array: unknown) => number} */
const lengthOf = Function.prototype.call.bind(
  /** @type {any} */ (
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), "length")
  ).get,
);

/** @param {ArrayLike<number>} numbers */
function bytesIn(numbers) {
  if (numbers instanceof Uint8Array) return numbers;
  return numbers instanceof Uint8ClampedArray
    ? new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.length)
    : null;
}

/** @param {ArrayLike<number>} numbers */
const floatsFrom = (numbers) =>
  numbers instanceof Float32Array ? numbers : Float32Array.from(numbers);

/**
 * @param {unknown} value
 * @param {string} name for messages
 * @returns {Float32Array}
 */
export const toFloats = (value, name) => reading(name, () => floatsFrom(numbersOf(value, name)));

/**
 * @param {unknown} value
 * @returns {Float32Array | Uint8Array}
 */
export const toInputs = (value) =>
  reading("x", () => {
    const numbers = numbersOf(value, "x");
    return bytesIn(numbers) ?? floatsFrom(numbers);
  });

const isInt32 = (/** @type {number} */ v) => v === (v | 0);

/**
 * @param {unknown} value
 * @returns {CoreArray}
 */
export const toTargets = (value) =>
  reading("y", () => {
    const numbers = numbersOf(value, "y");
    const bytes = bytesIn(numbers);
    if (bytes) return bytes;
    if (numbers instanceof Float32Array || numbers instanceof Int32Array) return numbers;
    const isWhole =
      !(numbers instanceof Float64Array) && Array.prototype.every.call(numbers, isInt32);
    return isWhole ? Int32Array.from(numbers) : Float32Array.from(numbers);
  });

/** Of a list, its first item, the first item of that, and so on. @param {unknown} value */
function sizesOf(value) {
  const sizes = [];
  for (let item = /** @type {any} */ (value); Array.isArray(item) || isTyped(item); item = item[0])
    if (sizes.push(item.length) > DEEPEST) return []; // flatten() will refuse it
  return sizes;
}

/**
 * In a nested list each item is one sample, or the list as a whole is: numbers that only happen to be as many are refused.
 *
 * @param {unknown} value
 * @param {readonly number[]} shape of one sample
 * @param {string} [name] for messages
 */
export function checkRows(value, shape, name = "x") {
  const sizes = reading(name, () => sizesOf(value));
  const [expected, actual] = [sizeOf(shape), sizeOf(sizes.slice(1))];
  if (sizes.length < 2 || actual === expected || String(sizes) === String(shape)) return;
  const message = `${name} is a list of items of ${actual} numbers; a sample of shape [${shape.join(", ")}] takes ${expected}`;
  throw new ShapeError(message, { details: { field: name, expected, actual } });
}
