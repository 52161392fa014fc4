/**
 * train.js: training by epochs. The core runs slices of an epoch, a few hundredths of a second each; between them
 * the thread is free, aborts are heard and progress is told. Slicing does not change what is computed.
 */

import { Dataset, refuseBeside } from "./dataset.js";
import { ArgumentError, NumericError } from "./errors.js";
import { earlyStoppingFrom } from "./early-stopping.js";
import { checkOptions, rules } from "./options.js";
import { Reporter, seconds } from "./progress.js";
import { checkRows } from "./samples.js";

/**
 * @typedef {import("./samples.js").Numbers} Numbers
 * @typedef {import("./progress.js").Progress} Progress
 * @typedef {ReturnType<import("./core.js").Core["result"]>} RunResult
 *
 * @typedef {object} TrainOptions
 * @property {number} [epochs] default 1
 * @property {number} [batchSize] default 32; the last batch of an epoch may be smaller
 * @property {boolean} [shuffle] whether each epoch has an order of its own, from the model's seed; default true
 * @property {Numbers} [sampleWeight] one a sample; with a data set, it stands there
 * @property {readonly import("./dataset.js").AugmentationSpec[]} [augment] as of a data set; with one, it stands there
 * @property {{ x: Numbers, y: Numbers } | Dataset} [validation] evaluated after each epoch
 * @property {import("./early-stopping.js").EarlyStopping} [earlyStopping]
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
 * @property {number} learningRate
 * @property {number} seconds that the epoch took
 */

const SLICE = 0.015; // seconds

const trainRules = {
  epochs: rules.positiveInteger,
  batchSize: rules.positiveInteger,
  shuffle: rules.boolean,
  sampleWeight: rules.anything,
  augment: rules.anything,
  validation: rules.object,
  earlyStopping: rules.object,
  signal: rules.signal,
  onProgress: rules.function,
};

/** Lets events of the thread happen: at once, where setTimeout would wait for milliseconds. */
function breathe() {
  if (typeof setImmediate === "function") return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(null);
  });
}

const abortion = () => new DOMException("the training was aborted", "AbortError");

/** @param {AbortSignal | undefined} signal */
function heed(signal) {
  if (signal?.aborted) throw abortion();
}

/**
 * Waits for the listener, who may take forever; an abort in the meantime ends that.
 *
 * @param {Promise<void>} told
 * @param {AbortSignal | undefined} signal
 */
async function unlessAborted(told, signal) {
  let stop = () => {};
  const aborted = new Promise((_, reject) => {
    stop = () => reject(abortion());
    signal?.addEventListener("abort", stop);
  });
  await Promise.race([told, aborted]).finally(() => signal?.removeEventListener("abort", stop));
}

/**
 * The data set to use, and whether it is ours to dispose of.
 *
 * @param {import("./core.js").Core} core
 * @param {{ x: Numbers | Dataset, y?: Numbers, sampleWeight?: Numbers, augment?: TrainOptions["augment"] }} samples
 */
function hold(core, { x, y, sampleWeight, augment }) {
  if (!(x instanceof Dataset))
    return { data: new Dataset(core, { x, y, sampleWeight, augment }), isOurs: true };
  refuseBeside(sampleWeight);
  refuseBeside(augment, "augment");
  return { data: x, isOurs: false };
}

/**
 * What a training works with.
 *
 * @typedef {object} Training
 * @property {import("./network.js").Network} network
 * @property {Dataset} data
 * @property {number} count of samples
 * @property {number} batchSize
 * @property {boolean} shuffle
 * @property {AbortSignal} [signal]
 * @property {Reporter} reporter
 */

/**
 * One epoch, in slices as long as SLICE.
 *
 * @param {number} epoch
 * @param {Training} training
 * @returns {Promise<RunResult>}
 */
async function runEpoch(epoch, { network, data, count, batchSize, shuffle, signal, reporter }) {
  const { core } = network;
  core.run(
    "epoch_begin",
    network.pointer,
    data.pointerIn(core),
    0,
    count,
    batchSize,
    Number(shuffle),
  );
  for (let batches = 1; ;) {
    const start = seconds();
    core.run("epoch_run", network.pointer, data.pointerIn(core), batches);
    const result = core.result();
    const taken = Math.max(seconds() - start, 1e-5);
    batches = Math.max(1, Math.min(2 * batches, Math.round((batches * SLICE) / taken)));
    if (result.batchesLeft === 0) {
      core.call("epoch_end", network.pointer);
      return result;
    }
    if (reporter.isDue()) await unlessAborted(reporter.report(epoch, result), signal);
    await breathe();
    heed(signal);
  }
}

/** A failure's epoch counts from the beginning of this training, as in the results. */
/** @param {unknown} error @param {number} epoch */
function placed(error, epoch) {
  if (!(error instanceof NumericError) || error.details.epoch === undefined) return error;
  const { batch } = error.details;
  const context = { layer: error.layer, details: { ...error.details, epoch }, cause: error.cause };
  return new NumericError(`epoch ${epoch}, batch ${batch}: ${error.message}`, context);
}

/**
 * @param {number} epoch
 * @param {RunResult} result
 * @param {import("./core.js").Result | undefined} validated
 * @returns {Pick<EpochResult, "epoch" | "loss" | "accuracy" | "validationLoss" | "validationAccuracy">}
 */
const figures = (epoch, { loss, accuracy }, validated) => ({
  epoch,
  loss,
  ...(accuracy !== undefined && { accuracy }),
  ...(validated && { validationLoss: validated.loss }),
  ...(validated?.accuracy !== undefined && { validationAccuracy: validated.accuracy }),
});

/**
 * @param {import("./model.js").Model} owner
 * @param {import("./network.js").Network} network the owner's
 * @param {ReturnType<typeof import("./network.js").given<TrainOptions>>} call
 * @returns {AsyncGenerator<EpochResult, void, void>}
 */
export async function* trainEpochs(owner, network, { options, ...samples }) {
  const given = checkOptions(options, "train", trainRules);
  const {
    epochs = 1,
    batchSize = 32,
    shuffle = true,
    sampleWeight,
    augment,
    validation,
    signal,
  } = given;
  heed(signal);
  const stopping = earlyStoppingFrom(given.earlyStopping, validation !== undefined);
  checkRows(samples.x, owner.inputShape);
  const { core } = network;
  const held = hold(core, { ...samples, sampleWeight, augment });
  /** @type {ReturnType<typeof hold> | undefined} */
  let validating;
  try {
    validating = validation && holdValidation(core, validation, owner.inputShape);
    const { data } = held;
    const count = core.get("model_count", network.pointer, data.pointerIn(core));
    if (validating)
      core.run("model_evaluate", network.pointer, validating.data.pointerIn(core), 0, 1); // fits?
    const reporter = new Reporter(given.onProgress, { epochs, count, batchSize });
    const training = { network, data, count, batchSize, shuffle, signal, reporter };
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const start = reporter.elapsed;
      const result = await runEpoch(epoch, training).catch((error) => {
        throw placed(error, epoch);
      });
      await unlessAborted(reporter.report(epoch, result), signal);
      const summary = {
        ...figures(epoch, result, validating && owner.evaluate(validating.data)),
        learningRate: core.call("model_learning_rate", network.pointer),
        seconds: reporter.elapsed - start,
      };
      const isOver = stopping?.isOver(summary, owner) ?? false;
      yield summary;
      await breathe();
      if (isOver) break;
      if (epoch < epochs) heed(signal);
    }
    stopping?.finish(owner);
  } finally {
    if (held.isOurs) held.data.dispose();
    if (validating?.isOurs) validating.data.dispose();
  }
}

/** @param {import("./core.js").Core} core @param {{ x: Numbers, y: Numbers } | Dataset} validation @param {number[]} shape of a sample */
function holdValidation(core, validation, shape) {
  if (validation instanceof Dataset) return hold(core, { x: validation });
  const { x, y } = checkOptions(validation, "validation", { x: rules.anything, y: rules.anything });
  if (x === undefined || y === undefined) {
    throw new ArgumentError("validation needs x and y, or a data set", {
      details: { field: "validation" },
    });
  }
  checkRows(x, shape, "validation.x");
  return hold(core, { x, y });
}
