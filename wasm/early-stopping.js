/** early-stopping.js: stop when a figure has not improved for some epochs, and take the best weights back. */

import { ArgumentError } from "./errors.js";
import { checkOptions, oneOf, rules } from "./options.js";

/**
 * @typedef {object} EarlyStopping
 * @property {"loss" | "accuracy" | "validationLoss" | "validationAccuracy"} [monitor] default "validationLoss" with
 *   validation data, else "loss"
 * @property {number} [patience] how many epochs without improvement are borne; default 0: the first ends it
 * @property {number} [minDelta] how much counts as an improvement; default 0: any
 * @property {boolean} [restoreBestWeights] default true
 */

const known = {
  monitor: oneOf("loss", "accuracy", "validationLoss", "validationAccuracy"),
  patience: rules.count,
  minDelta: rules.nonNegative,
  restoreBestWeights: rules.boolean,
};

/**
 * @param {EarlyStopping | undefined} options
 * @param {boolean} hasValidation
 */
export function earlyStoppingFrom(options, hasValidation) {
  if (options === undefined) return undefined;
  const standard = hasValidation ? "validationLoss" : "loss";
  const {
    monitor = standard,
    patience = 0,
    minDelta = 0,
    restoreBestWeights = true,
  } = checkOptions(options, "earlyStopping", known);
  if (monitor.startsWith("validation") && !hasValidation) {
    throw new ArgumentError(
      `earlyStopping watches ${monitor}, but there is no validation data: give validation too`,
      {
        details: { field: "earlyStopping.monitor" },
      },
    );
  }
  const sign = monitor.endsWith("ccuracy") ? -1 : 1; // a loss is to fall, an accuracy to rise
  let best = Infinity;
  let waited = 0;
  /** @type {import("./tensors.js").Weights | undefined} */
  let bestWeights;
  return {
    /**
     * @param {import("./train.js").EpochResult} result
     * @param {import("./model.js").Model} model
     */
    isOver(result, model) {
      const value = result[monitor];
      if (value === undefined) {
        throw new ArgumentError(
          `earlyStopping watches ${monitor}, which this model does not have: watch a loss instead`,
          {
            details: { field: "earlyStopping.monitor" },
          },
        );
      }
      if (sign * value < best - minDelta) {
        best = sign * value;
        waited = 0;
        if (restoreBestWeights) bestWeights = model.getWeights();
        return false;
      }
      return ++waited >= Math.max(patience, 1);
    },
    /** @param {import("./model.js").Model} model */
    finish(model) {
      if (bestWeights && waited > 0) model.setWeights(bestWeights);
    },
  };
}
