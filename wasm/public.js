/** public.js: what the entries have in common. */

export {
  ArgumentError,
  CrashError,
  DisposedError,
  FormatError,
  GlassnetError,
  LimitError,
  NumericError,
  OutOfMemoryError,
  ShapeError,
} from "./errors.js";
export { diagnose } from "./diagnosis.js";
export { centreDigit } from "./digit.js";
export { suggestLearningRate } from "./learning-rate-range.js";
export { readCsv } from "./readers/csv.js";
export { readIdx } from "./readers/idx.js";

/**
 * @typedef {import("./glassnet.js").Glassnet} Glassnet
 * @typedef {import("./glassnet.js").LoadOptions} LoadOptions
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").ModelSpec} ModelSpec
 * @typedef {import("./dataset.js").Dataset} Dataset
 * @typedef {import("./dataset.js").DatasetOptions} DatasetOptions
 * @typedef {import("./train.js").TrainOptions} TrainOptions
 * @typedef {import("./train.js").EpochResult} EpochResult
 * @typedef {import("./evaluation.js").Evaluation} Evaluation
 * @typedef {import("./metrics.js").MetricSpec} MetricSpec
 * @typedef {import("./transfer.js").TransferOptions} TransferOptions
 * @typedef {import("./learning-rate-range.js").RangePoint} RangePoint
 * @typedef {import("./diagnosis.js").Diagnosis} Diagnosis
 * @typedef {import("./train.js").Progress} Progress
 */
