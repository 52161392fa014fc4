/**
 * train.js: training by epochs. The core runs slices of an epoch, a few hundredths of a second each; between them
 * the thread is free, aborts are heard and progress is told. Slicing does not change what is computed.
 */

import { heed, Pace, unlessAborted } from "./breathe.js";
import { classWeightFrom } from "./class-weight.js";
import { earlyStoppingFrom } from "./early-stopping.js";
import { ArgumentError, NumericError } from "./errors.js";
import { evaluateRange } from "./evaluation.js";
import { metricsFrom } from "./metrics.js";
import { checkOptions, rules } from "./options.js";
import { Reporter } from "./progress.js";
import { statisticsOf } from "./statistics.js";
import { TrainingData } from "./training-data.js";

/**
 * @typedef {import("./samples.js").Numbers} Numbers
 * @typedef {import("./progress.js").Progress} Progress
 * @typedef {ReturnType<import("./core.js").Core["result"]>} RunResult
 * @typedef {import("./dataset.js").Dataset} Dataset
 *
 * @typedef {object} TrainOptions
 * @property {number} [epochs] default 1
 * @property {number} [batchSize] default 32; the last batch of an epoch may be smaller
 * @property {boolean} [shuffle] whether each epoch has an order of its own, from the model's seed; default true
 * @property {Numbers} [sampleWeight] one a sample; with a data set, it stands there
 * @property {readonly import("./dataset.js").AugmentationSpec[]} [augment] as of a data set; with one, it stands there
 * @property {import("./class-weight.js").ClassWeight} [classWeight] multiplies sampleWeight while training, for targets that
 *   tell classes apart; loss and accuracy of validation go without it
 * @property {{ x: Numbers, y: Numbers } | Dataset} [validation] evaluated after each epoch
 * @property {number} [validationSplit] instead: a share s, above 0 and below 1. The last ⌈s·n⌉ samples, as they are given,
 *   before any shuffling, are not trained on but evaluated after each epoch
 * @property {readonly import("./metrics.js").MetricSpec[]} [metrics] figures of the validation, as evaluate() has them
 * @property {import("./early-stopping.js").EarlyStopping} [earlyStopping]
 * @property {boolean} [statistics] whether each result has those of the epoch's last batch; default false
 * @property {AbortSignal} [signal] ends the training with a DOMException `AbortError`; what was learned stays
 * @property {(progress: Progress) => void | Promise<void>} [onProgress] called about five times a second and at the end of
 *   an epoch. Training waits for the promise: a pause is one that is kept until it is to go on
 *
 * @typedef {object} EpochResult
 * @property {number} epoch counted from 1
 * @property {number} loss mean (or sum, as the spec says) over the epoch, each batch before its update
 * @property {number} [accuracy] likewise; left out where it has no meaning
 * @property {number} [validationLoss] after the epoch
 * @property {number} [validationAccuracy]
 * @property {import("./metrics.js").MetricResults & { [name: string]: unknown }} [validationMetrics] those asked for
 * @property {number} learningRate that of its first step; a schedule by step moves on within an epoch
 * @property {import("./statistics.js").LayerStatistics[]} [statistics] of the last batch, if asked for
 * @property {number} seconds that the epoch took
 */

const trainRules = {
  epochs: rules.positiveInteger,
  batchSize: rules.positiveInteger,
  shuffle: rules.boolean,
  sampleWeight: rules.anything,
  augment: rules.anything,
  classWeight: rules.object,
  validation: rules.object,
  validationSplit: rules.share,
  metrics: rules.list,
  earlyStopping: rules.object,
  statistics: rules.boolean,
  signal: rules.signal,
  onProgress: rules.function,
};

/**
 * What a training works with.
 *
 * @typedef {object} Training
 * @property {import("./network.js").Network} network
 * @property {import("./training-data.js").Range} samples
 * @property {Float32Array | undefined} classWeight
 * @property {number} batchSize
 * @property {boolean} shuffle
 * @property {boolean} statistics
 * @property {AbortSignal} [signal]
 * @property {Reporter} reporter
 * @property {Pace} pace its pieces are batches
 */

/** @param {Training} training */
function beginEpoch({ network: { core, pointer }, samples, batchSize, shuffle, classWeight }) {
  const { data, from, count } = samples;
  let weights = 0;
  if (classWeight) {
    weights = core.room(classWeight.byteLength, "the weights of the classes");
    core.view(Float32Array, weights, classWeight.length).set(classWeight);
  }
  const at = data.pointerIn(core);
  core.run("epoch_begin", pointer, at, from, count, batchSize, Number(shuffle), weights);
}

/**
 * A slice of an epoch, of which so many batches were left.
 *
 * @param {Training} training
 * @param {number} left
 */
function runSlice({ network, samples: { data }, pace }, left) {
  const { core, pointer } = network;
  core.run("epoch_run", pointer, data.pointerIn(core), pace.pieces);
  const result = core.result();
  pace.learn(left - result.batchesLeft);
  return result;
}

/**
 * What is left of an epoch, slice by slice; what is to be waited for in between is yielded.
 *
 * @param {number} epoch
 * @param {Training} training
 * @param {ReturnType<typeof runSlice>} result of the slice before
 * @returns {Generator<Promise<void>, ReturnType<typeof runSlice>, void>}
 */
function* goOn(epoch, training, result) {
  const { signal, reporter, pace } = training;
  while (result.batchesLeft > 0) {
    const left = result.batchesLeft;
    if (reporter.isDue()) yield unlessAborted(reporter.report(epoch, result), signal);
    if (pace.isDue()) yield pace.rest();
    heed(signal);
    pace.read();
    result = runSlice(training, left);
  }
  return result;
}

/**
 * A failure's epoch counts from the beginning of this training, as in the results.
 *
 * @param {unknown} error
 * @param {number} epoch
 */
function placed(error, epoch) {
  if (!(error instanceof NumericError) || error.details.epoch === undefined) return error;
  const { batch } = error.details;
  const context = { layer: error.layer, details: { ...error.details, epoch }, cause: error.cause };
  return new NumericError(`epoch ${epoch}, batch ${batch}: ${error.message}`, context);
}

/**
 * What the samples for validation say.
 *
 * @param {import("./network.js").Network} network
 * @param {import("./training-data.js").Range} range
 * @param {import("./metrics.js").Metric[]} metrics
 * @returns {Pick<EpochResult, "validationLoss" | "validationAccuracy" | "validationMetrics">}
 */
function validate(network, { data, from, count }, metrics) {
  const samples = { model: network.pointer, data: data.pointerIn(network.core) };
  const evaluated = evaluateRange(network, samples, from, count, metrics);
  const { loss, accuracy, samples: _, ...others } = evaluated;
  return {
    validationLoss: loss,
    ...(accuracy !== undefined && { validationAccuracy: accuracy }),
    ...(metrics.length > 0 && { validationMetrics: others }),
  };
}

/** @param {TrainOptions | undefined} options */
function checked(options) {
  const given = checkOptions(options, "train", trainRules);
  const hasValidation = given.validation !== undefined || given.validationSplit !== undefined;
  const metrics = metricsFrom(given.metrics);
  if (metrics.length > 0 && !hasValidation) {
    throw new ArgumentError(
      "metrics are those of the validation: give validation or validationSplit",
      { details: { field: "metrics" } },
    );
  }
  return { given, metrics, stopping: earlyStoppingFrom(given.earlyStopping, hasValidation) };
}

/**
 * What a training works with, checked before anything is learned.
 *
 * @param {import("./network.js").Network} network
 * @param {{ training: import("./training-data.js").Range, validation?: import("./training-data.js").Range }} ranges
 * @param {TrainOptions} options
 * @param {import("./metrics.js").Metric[]} metrics
 * @returns {Training}
 */
function prepare(network, { training: samples, validation }, options, metrics) {
  const { epochs = 1, batchSize = 32, shuffle = true, classWeight, signal, onProgress } = options;
  const { statistics = false } = options;
  const { core, pointer } = network;
  const { data, count } = samples;
  if (validation) validate(network, { ...validation, count: 1 }, metrics); // do they fit?
  const classes = core.call("model_classes", pointer, data.pointerIn(core));
  return {
    network,
    samples,
    batchSize,
    shuffle,
    classWeight: classWeight && classWeightFrom(classWeight, classes),
    statistics,
    signal,
    reporter: new Reporter(onProgress, { epochs, count, batchSize }),
    pace: new Pace(),
  };
}

/**
 * The figures of each epoch and, between them, what its caller is to wait for before it goes on. A promise for each epoch
 * would take as long as an epoch of a tiny network.
 *
 * @param {import("./model.js").Model} owner
 * @param {import("./network.js").Network} network the owner's
 * @param {ReturnType<typeof import("./network.js").given<TrainOptions>>} call
 * @returns {Generator<EpochResult | Promise<void>, void, void>}
 */
export function* trainEpochs(owner, network, { options, ...samples }) {
  if (network.isTraining) {
    throw new ArgumentError(
      "this model is being trained already: wait for that training, or abort it",
    );
  }
  const { given, metrics, stopping } = checked(options);
  const { epochs = 1, signal } = given;
  heed(signal);
  const held = new TrainingData(network);
  network.isTraining = true;
  try {
    const ranges = held.divide(samples, given);
    const training = prepare(network, ranges, given, metrics);
    const { reporter, pace, statistics } = training;
    const batches = Math.ceil(training.samples.count / training.batchSize);
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const start = reporter.elapsed(pace.read());
      let result;
      try {
        beginEpoch(training);
        result = runSlice(training, batches);
        if (result.batchesLeft > 0) result = yield* goOn(epoch, training, result);
      } catch (error) {
        throw placed(error, epoch);
      }
      const { loss, accuracy, learningRate } = result;
      // At once: the next run, be it the listener's, writes over the last batch.
      const last = statistics ? { statistics: statisticsOf(network.tensors) } : undefined;
      if (reporter.isHeard) yield unlessAborted(reporter.report(epoch, result), signal);
      const validated = ranges.validation && validate(network, ranges.validation, metrics);
      if (reporter.isHeard || validated) pace.read();
      const taken = reporter.elapsed(pace.now) - start;
      /** @type {EpochResult} The common form is written out: to put one together takes longer. */
      const summary =
        accuracy === undefined || validated || last
          ? {
              epoch,
              loss,
              ...(accuracy !== undefined && { accuracy }),
              ...validated,
              learningRate,
              ...last,
              seconds: taken,
            }
          : { epoch, loss, accuracy, learningRate, seconds: taken };
      const isOver = stopping?.isOver(summary, owner) ?? false;
      yield summary;
      if (pace.isDue()) yield pace.rest();
      if (isOver) break;
      if (epoch < epochs) heed(signal);
    }
    stopping?.finish(owner);
  } finally {
    network.isTraining = false;
    held.dispose();
  }
}
