/**
 * dataset.js: samples held in the core, copied there once. Bytes stay bytes; a value v is used as
 * (scale·v − mean) / std, computed in double precision and rounded once.
 */

import { checkSize } from "./core.js";
import { ArgumentError, DisposedError } from "./errors.js";
import { checkOptions, rules } from "./options.js";
import { toFloats, toInputs, toTargets } from "./samples.js";

/** @typedef {import("./samples.js").Numbers} Numbers */

/**
 * @typedef {object} DatasetOptions
 * @property {Numbers} x samples one after another; of whatever shape the model that uses them takes
 * @property {Numbers} [y] targets: values for each output, or class indices
 * @property {Numbers} [sampleWeight] one weight a sample
 * @property {number} [scale] default 1; 1/255 makes bytes to 0 … 1
 * @property {number | Numbers} [mean] one number, or one a feature or channel
 * @property {number | Numbers} [std] likewise
 */

/** @type {Record<string, import("./options.js").Rule>} */
const known = {
  x: rules.anything,
  y: rules.anything,
  sampleWeight: rules.anything,
  scale: rules.number,
  mean: rules.anything,
  std: rules.anything,
};

/** The types of elements, by their names in the core. */
const elementTypes = { float32: Float32Array, uint8: Uint8Array, int32: Int32Array };

/** @typedef {keyof typeof elementTypes} ElementType */

/** @param {import("./samples.js").CoreArray} values */
const typeOf = (values) =>
  /** @type {ElementType} */ (
    Object.entries(elementTypes).find(([, Type]) => values instanceof Type)?.[0]
  );

/**
 * Copies one part into a data set of the core.
 *
 * @param {import("./core.js").Core} core
 * @param {number} pointer
 * @param {keyof import("./core.js").Enums["parts"]} part
 * @param {import("./samples.js").CoreArray | undefined} values nothing takes the part away
 */
function write(core, pointer, part, values) {
  const { parts, types } = core.enums;
  if (!values || values.length === 0) {
    core.call("dataset_part", pointer, parts[part], 0, 0);
    return;
  }
  checkSize(values.byteLength, part);
  const type = typeOf(values);
  const at = core.get("dataset_part", pointer, parts[part], types[type], values.length);
  core.view(elementTypes[type], at, values.length).set(values);
}

/** @param {number | Numbers | undefined} value @param {string} name */
const standard = (value, name) =>
  value === undefined ? undefined : toFloats(typeof value === "number" ? [value] : value, name);

/**
 * Fills a data set of the core and has it checked.
 *
 * @param {import("./core.js").Core} core
 * @param {number} pointer
 * @param {DatasetOptions} samples
 */
function fill(core, pointer, { x, y, sampleWeight, scale = 1, mean, std }) {
  // All conversions first: they may throw.
  const values = {
    x: toInputs(x),
    y: y === undefined ? undefined : toTargets(y),
    sampleWeight: sampleWeight === undefined ? undefined : toFloats(sampleWeight, "sampleWeight"),
    mean: standard(mean, "mean"),
    std: standard(std, "std"),
  };
  for (const part of /** @type {(keyof typeof values)[]} */ (Object.keys(values)))
    write(core, pointer, part, values[part]);
  core.run("dataset_seal", pointer, scale);
}

/**
 * The data set that serves one call.
 *
 * @param {import("./core.js").Core} core
 * @param {DatasetOptions} samples
 * @returns {number} its pointer
 */
export function stage(core, samples) {
  const pointer = core.call("staging");
  fill(core, pointer, samples);
  return pointer;
}

/** Where a data set stands in place of x and y, its own weights count. @param {unknown} sampleWeight */
export function refuseWeight(sampleWeight) {
  if (sampleWeight === undefined) return;
  throw new ArgumentError(
    "sampleWeight belongs into the data set: gn.dataset({ x, y, sampleWeight })",
    { details: { field: "sampleWeight" } },
  );
}

export class Dataset {
  #core;
  #pointer;
  /** Whether it has a y. @internal @type {boolean} */
  hasTargets;

  /**
   * Made by `gn.dataset(options)`.
   *
   * @internal
   * @param {import("./core.js").Core} core
   * @param {DatasetOptions} options
   */
  constructor(core, options) {
    const samples = checkOptions(options, "dataset", known);
    if (samples.x === undefined)
      throw new ArgumentError("dataset needs x: its samples", { details: { field: "x" } });
    this.#core = core;
    this.hasTargets = samples.y !== undefined;
    this.#pointer = core.get("dataset_create");
    try {
      fill(core, this.#pointer, samples);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /**
   * Where it lies in the given core.
   *
   * @internal
   * @param {import("./core.js").Core} core
   * @returns {number}
   */
  pointerIn(core) {
    if (this.#pointer === 0)
      throw new DisposedError("this data set has been disposed of: make a new one");
    if (core !== this.#core)
      throw new ArgumentError(
        "this data set was made by another load(): make it by the one that made the model",
      );
    return this.#pointer;
  }

  /** Gives its memory back; a second call does nothing. */
  dispose() {
    if (this.#pointer !== 0 && !this.#core.isClosed)
      this.#core.call("dataset_release", this.#pointer);
    this.#pointer = 0;
  }
}
