/** training-data.js: which samples a training learns from, and which it is checked with. */

import { Dataset, refuseBeside } from "./dataset.js";
import { ArgumentError } from "./errors.js";
import { checkOptions, rules } from "./options.js";
import { checkRows } from "./samples.js";

/**
 * @typedef {import("./samples.js").Numbers} Numbers
 * @typedef {{ data: Dataset, from: number, count: number }} Range samples of a data set
 *
 * @typedef {object} DataOptions
 * @property {Numbers} [sampleWeight]
 * @property {import("./dataset.js").DatasetOptions["augment"]} [augment]
 * @property {{ x: Numbers, y: Numbers } | Dataset} [validation]
 * @property {number} [validationSplit]
 */

/** A share s of n samples is ⌈s·n⌉, and rounding in s·n makes no sample more. */
const ROUNDING = 1e-6;

/** @param {Range} all @param {number} share @returns {{ training: Range, validation: Range }} */
function split({ data, count }, share) {
  const held = Math.ceil(share * count - ROUNDING);
  if (held === 0 || held === count) {
    const message = `validationSplit ${share} of ${count} samples leaves ${count - held} to train on and ${held} to validate with: each needs some`;
    throw new ArgumentError(message, { details: { field: "validationSplit", value: share } });
  }
  const kept = count - held;
  return {
    training: { data, from: 0, count: kept },
    validation: { data, from: kept, count: held },
  };
}

/** Data sets for one call: given ones, and own ones that are disposed of in the end. */
export class TrainingData {
  #network;
  /** @type {Dataset[]} */
  #own = [];

  /** @param {import("./network.js").Network} network */
  constructor(network) {
    this.#network = network;
  }

  /**
   * All samples of a call, as a data set.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers} [y]
   * @param {Pick<DataOptions, "sampleWeight" | "augment">} [more]
   * @param {string} [name] of x, for messages
   * @returns {Range}
   */
  hold(x, y, { sampleWeight, augment } = {}, name = "x") {
    const { core, pointer, directory } = this.#network;
    let data = x;
    if (Dataset.is(data)) {
      refuseBeside(sampleWeight);
      refuseBeside(augment, "augment");
    } else {
      checkRows(data, directory.inputShape, name);
      data = new Dataset(core, { x: data, y, sampleWeight, augment });
      this.#own.push(data);
    }
    return { data, from: 0, count: core.get("model_count", pointer, data.pointerIn(core)) };
  }

  /**
   * @param {{ x: Numbers | Dataset, y?: Numbers }} samples
   * @param {DataOptions} options
   * @returns {{ training: Range, validation?: Range }}
   */
  divide({ x, y }, { validation, validationSplit, ...more }) {
    if (validation !== undefined && validationSplit !== undefined) {
      throw new ArgumentError("give validation or validationSplit, not both", {
        details: { field: "validationSplit" },
      });
    }
    const training = this.hold(x, y, more);
    if (validationSplit !== undefined) return split(training, validationSplit);
    if (validation === undefined) return { training };
    return { training, validation: this.#holdValidation(validation) };
  }

  /** @param {{ x: Numbers, y: Numbers } | Dataset} validation */
  #holdValidation(validation) {
    if (Dataset.is(validation)) return this.hold(validation);
    const known = { x: rules.anything, y: rules.anything };
    const { x, y } = checkOptions(validation, "validation", known);
    if (x === undefined || y === undefined) {
      throw new ArgumentError("validation needs x and y, or a data set", {
        details: { field: "validation" },
      });
    }
    return this.hold(x, y, undefined, "validation.x");
  }

  dispose() {
    for (const data of this.#own) data.dispose();
  }
}
