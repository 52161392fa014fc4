/**
 * data.js: the samples in a folder: IDX files under the names that MNIST gave them, or CSV.
 */

import { join } from "node:path";
import {
  ArgumentError,
  FormatError,
  GlassnetError,
  ShapeError,
  readCsv,
  readIdx,
} from "../index.js";
import { firstOf, needFolder, read } from "./files.js";

/**
 * @typedef {object} Samples
 * @property {Uint8Array | Int32Array | Float32Array} x
 * @property {Uint8Array | Int32Array | Float32Array} y class indices, or numbers
 * @property {number} count
 * @property {number[]} shape of one sample
 * @property {number} [classes] how many; absent where y is numbers
 * @property {string[]} [classNames] where they have names
 * @property {number} scale that brings the values near 1
 */

const prefixes = { train: ["train"], test: ["t10k", "test"] };

/** The names that an IDX file goes by. */
const idxNames = (/** @type {string} */ prefix, /** @type {string} */ kind) =>
  [`${prefix}-${kind}-ubyte`, `${prefix}-${kind.replace("-", ".")}-ubyte`].flatMap((name) => [
    name,
    `${name}.gz`,
  ]);

/**
 * Has the file's name in its errors.
 *
 * @template T
 * @param {string} path
 * @param {(bytes: Uint8Array) => T | Promise<T>} reader
 * @returns {Promise<T>}
 */
async function readWith(path, reader) {
  const bytes = read(path);
  try {
    return await reader(bytes);
  } catch (error) {
    if (error instanceof GlassnetError) error.message = `${path}: ${error.message}`;
    throw error;
  }
}

/**
 * @param {string} imagesPath
 * @param {string} labelsPath
 * @returns {Promise<Samples>}
 */
async function readIdxPair(imagesPath, labelsPath) {
  const images = await readWith(imagesPath, readIdx);
  const labels = await readWith(labelsPath, readIdx);
  const [count, ...shape] = images.shape;
  if (labels.shape.length !== 1 || labels.shape[0] !== count) {
    throw new ShapeError(
      `${imagesPath} has ${count} samples, but ${labelsPath} has [${labels.shape.join(", ")}] labels`,
      { details: { expected: [count], actual: labels.shape } },
    );
  }
  const wrong = labels.data.findIndex((label) => !Number.isInteger(label) || label < 0);
  if (wrong >= 0) {
    throw new FormatError(
      `${labelsPath}: label ${wrong} is ${labels.data[wrong]}; labels count from 0`,
      {
        details: { format: "idx", index: wrong },
      },
    );
  }
  const bytes = images.data instanceof Uint8Array ? images.data : undefined;
  const y = Int32Array.from(labels.data);
  return {
    x: bytes ?? Float32Array.from(images.data),
    y,
    count,
    // A picture without channels has one: (height, width, 1).
    shape: shape.length === 0 ? [1] : shape.length === 2 ? [...shape, 1] : shape,
    classes: y.reduce((most, label) => Math.max(most, label), 0) + 1,
    scale: bytes ? 1 / 255 : 1,
  };
}

/**
 * @param {string} path
 * @param {string[] | false} [classes] where they are known already, or that there are none
 * @returns {Promise<Samples>}
 */
async function readTable(path, classes) {
  const table = await readWith(path, (bytes) => readCsv(bytes, { classes }));
  const { x, y, count, shape } = table;
  return {
    x,
    y: /** @type {Float32Array | Int32Array} */ (y),
    count,
    shape,
    classes: table.classNames?.length,
    classNames: table.classNames,
    scale: 1,
  };
}

/**
 * The samples of a set, or undefined where the folder has none.
 *
 * @param {string} folder
 * @param {keyof typeof prefixes} set
 * @param {Samples} [trained] what a network learned from: classes are numbered as there, whichever of them occur here
 * @returns {Promise<Samples | undefined>}
 */
export async function findSamples(folder, set, trained) {
  needFolder(folder);
  const inFolder = (/** @type {string[]} */ names) =>
    firstOf(names.map((name) => join(folder, name)));
  for (const prefix of prefixes[set]) {
    const images = inFolder(idxNames(prefix, "images-idx3"));
    const labels = inFolder(idxNames(prefix, "labels-idx1"));
    if (images && labels) return readIdxPair(images, labels);
    if (images || labels) {
      const other = idxNames(prefix, images ? "labels-idx1" : "images-idx3")[0];
      throw new ArgumentError(`${images ?? labels} is there, but ${other} (or .gz) is not`, {
        details: { path: folder },
      });
    }
  }
  const table = inFolder([`${set}.csv`]);
  if (!table) return undefined;
  const other = set === "test" ? inFolder(["train.csv"]) : undefined;
  const known = trained ?? (other ? await readTable(other) : undefined);
  return readTable(table, known && (known.classNames ?? false));
}

/**
 * The same, where there must be some.
 *
 * @param {string} folder
 * @param {keyof typeof prefixes} set
 * @returns {Promise<Samples>}
 */
export async function needSamples(folder, set) {
  const samples = await findSamples(folder, set);
  if (samples) return samples;
  const prefix = prefixes[set][0];
  throw new ArgumentError(
    `${folder} has no samples to ${set} with: neither ${prefix}-images-idx3-ubyte and ${prefix}-labels-idx1-ubyte` +
      ` (or .gz), nor ${set}.csv`,
    { details: { path: folder } },
  );
}

/**
 * The last `share` of the samples, and those before.
 *
 * @param {Samples} samples
 * @param {number} share
 * @returns {[Samples, Samples | undefined]}
 */
export function split(samples, share) {
  const held = Math.floor(samples.count * share);
  if (held === 0) return [samples, undefined];
  const part = (/** @type {number} */ from, /** @type {number} */ to) => {
    const cut = (/** @type {Samples["x"]} */ values) => {
      const width = values.length / samples.count;
      return values.subarray(from * width, to * width);
    };
    return { ...samples, x: cut(samples.x), y: cut(samples.y), count: to - from };
  };
  const kept = samples.count - held;
  return [part(0, kept), part(kept, samples.count)];
}
