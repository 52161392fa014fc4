/** network.js: a model as it lies in the core: what is behind the methods of model.js, which hands it to them. */

import { Dataset, refuseBeside, stage } from "./dataset.js";
import { ArgumentError, DisposedError } from "./errors.js";
import { checkRows } from "./samples.js";
import { Tensors } from "./tensors.js";

/**
 * @typedef {import("./samples.js").Numbers} Numbers
 * @typedef {{ model: number, data: number, count: number }} Samples pointers to a model and to a data set that fits it,
 *   and how many samples that has
 */

/**
 * A data set takes the place of x and y: then the options come second.
 *
 * @template T
 * @param {Numbers | Dataset} x
 * @param {Numbers | T | undefined} y
 * @param {T | undefined} options
 * @param {boolean} [needsTargets]
 * @returns {{ x: Numbers | Dataset, y: Numbers | undefined, options: T | undefined }}
 */
export function given(x, y, options, needsTargets = true) {
  if (Dataset.is(x)) return { x, y: undefined, options: /** @type {T | undefined} */ (y) };
  if (needsTargets && (y === undefined || y === null)) {
    throw new ArgumentError("y is missing: give the targets, or a data set in place of both", {
      details: { field: "y" },
    });
  }
  return { x, y: /** @type {Numbers | undefined} */ (y), options };
}

export class Network {
  core;
  isTraining = false;
  #pointer;
  /** @type {Tensors} */
  #tensors;

  /**
   * @param {import("./core.js").Core} core
   * @param {string} text the spec
   */
  constructor(core, text) {
    this.core = core;
    this.#pointer = core.get("model_create", core.write(text, "the spec"));
    try {
      this.#tensors = new Tensors(core, this.#pointer);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  get pointer() {
    if (this.#pointer === 0)
      throw new DisposedError(
        "this model has been disposed of: make a new one, or open a saved one",
      );
    return this.#pointer;
  }

  /** Its tensors, as long as it lives. */
  get tensors() {
    void this.pointer;
    return this.#tensors;
  }

  /** What it is made of, which it knows even when it has been disposed of. */
  get directory() {
    return this.#tensors.directory;
  }

  /**
   * The samples of a call: those of the data set given, or x and y staged for this call alone.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers} [y]
   * @param {Numbers} [sampleWeight]
   * @returns {Samples}
   */
  samples(x, y, sampleWeight) {
    const model = this.pointer;
    if (Dataset.is(x)) refuseBeside(sampleWeight);
    else checkRows(x, this.directory.inputShape);
    const data = Dataset.is(x)
      ? x.pointerIn(this.core)
      : stage(this.core, { x, y: y ?? undefined, sampleWeight });
    return { model, data, count: this.core.get("model_count", model, data) };
  }

  /**
   * Phases over samples as one batch.
   *
   * @param {Samples} samples
   * @param {(keyof import("./core.js").Enums["phases"])[]} phases
   */
  run({ model, data, count }, ...phases) {
    const numbers = this.core.enums.phases;
    const wanted = phases.reduce((sum, phase) => sum | numbers[phase], 0);
    this.core.run("model_run", model, data, 0, count, wanted);
  }

  dispose() {
    this.core.release("model_release", this.#pointer);
    this.#pointer = 0;
  }
}
