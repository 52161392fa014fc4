/**
 * dataset.js: samples held in the core, copied there once. Bytes stay bytes; a value v is used as
 * (scale·v − mean) / std, computed in double precision and rounded once.
 */

import { checkSize } from "./core.js";
import { ArgumentError, DisposedError } from "./errors.js";
import { checkOptions, plain, rules, shown } from "./options.js";
import { toFloats, toInputs, toTargets } from "./samples.js";
import { sizeOf } from "./shape.js";
import { textOf } from "./spec.js";

/** @typedef {import("./samples.js").Numbers} Numbers */
/** @typedef {import("./generated/spec.js").AugmentationSpec} AugmentationSpec */

/**
 * @typedef {object} DatasetOptions
 * @property {Numbers} x samples one after another; of whatever shape the model that uses them takes
 * @property {Numbers} [y] targets: values for each output, or class indices
 * @property {Numbers} [sampleWeight] one weight a sample
 * @property {number} [scale] default 1; 1/255 makes bytes to 0 … 1
 * @property {number | Numbers} [mean] one number, or one a feature or channel
 * @property {number | Numbers} [std] likewise
 * @property {readonly AugmentationSpec[]} [augment] how each epoch of train() changes the samples, which are pictures
 *   then, [height, width] or [height, width, channels]: drawn anew for every sample in every epoch, from the model's
 *   seed. On the values as given, before scale, mean and std. Nothing but training sees it
 */

/** @type {Record<string, import("./options.js").Rule>} */
const known = {
  x: rules.anything,
  y: rules.anything,
  sampleWeight: rules.anything,
  scale: rules.number,
  mean: rules.anything,
  std: rules.anything,
  augment: rules.anything,
};

const augmentedRules = {
  shape: {
    must: "a list [height, width] or [height, width, channels] of whole numbers, at least 1",
    test: (/** @type {any} */ v) =>
      Array.isArray(v) && (v.length === 2 || v.length === 3) && v.every(rules.positiveInteger.test),
  },
  seed: rules.count,
  epoch: rules.positiveInteger,
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
function fill(core, pointer, { x, y, sampleWeight, scale = 1, mean, std, augment }) {
  // All conversions first: they may throw.
  const values = {
    x: toInputs(x),
    y: y === undefined ? undefined : toTargets(y),
    sampleWeight: sampleWeight === undefined ? undefined : toFloats(sampleWeight, "sampleWeight"),
    mean: standard(mean, "mean"),
    std: standard(std, "std"),
  };
  const list = augment === undefined ? undefined : textOf(augment, "augment");
  for (const part of /** @type {(keyof typeof values)[]} */ (Object.keys(values)))
    write(core, pointer, part, values[part]);
  if (list) core.run("dataset_augment", pointer, core.write(list, "augment"));
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

/**
 * Where a data set stands in place of x and y, what it holds counts.
 *
 * @param {unknown} value of an option
 * @param {"sampleWeight" | "augment"} [name]
 */
export function refuseBeside(value, name = "sampleWeight") {
  if (value === undefined) return;
  throw new ArgumentError(`${name} belongs into the data set: gn.dataset({ x, y, ${name} })`, {
    details: { field: name },
  });
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
   * Unlike `instanceof` it asks nothing of the value, which may be a proxy that throws.
   *
   * @internal
   * @param {unknown} value
   * @returns {value is Dataset}
   */
  static is(value) {
    return typeof value === "object" && value !== null && #core in value;
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

  /**
   * One sample as an epoch of training would see it: augmented, scaled and standardised.
   *
   * @param {number} index of the sample
   * @param {{ shape: readonly number[], seed?: number, epoch?: number }} options shape: of a sample, [height, width] or
   *   [height, width, channels]; seed: the model's, default 0; epoch: counted from 1 as training goes, default 1
   * @returns {Float32Array}
   */
  augmented(index, options) {
    const pointer = this.pointerIn(this.#core);
    const { shape, seed = 0, epoch = 1 } = checkOptions(options, "augmented", augmentedRules);
    if (shape === undefined)
      throw new ArgumentError("augmented needs the shape of a sample: { shape: [28, 28, 1] }", {
        details: { field: "shape" },
      });
    if (!rules.count.test(index) || index >= 2 ** 32)
      throw new ArgumentError(`augmented: there is no sample ${shown(index)}`, {
        details: { field: "index", value: plain(index) },
      });
    const [height, width, channels = 1] = shape;
    const length = sizeOf(shape);
    const out = this.#core.room(4 * length, "the sample");
    const place = [height, width, channels, index, seed, epoch - 1];
    this.#core.run("dataset_augmented", pointer, ...place, out);
    return this.#core.view(Float32Array, out, length).slice();
  }

  /** Gives its memory back; a second call does nothing. */
  dispose() {
    this.#core.release("dataset_release", this.#pointer);
    this.#pointer = 0;
  }
}
