/**
 * train.js: training by epochs. The core runs slices of an epoch, a few hundredths of a second each; between them
 * the thread is free, aborts are heard and progress is told. Slicing does not change what is computed.
 */

import { Dataset } from "./dataset.js";
import { ArgumentError, NumericError } from "./errors.js";
import { earlyStoppingFrom } from "./early-stopping.js";
import { checkOptions, rules } from "./options.js";
import { checkRows } from "./samples.js";

/**
 * @typedef {import("./samples.js").Numbers} Numbers
 *
 * @typedef {object} TrainOptions
 * @property {number} [epochs] default 1
 * @property {number} [batchSize] default 32; the last batch of an epoch may be smaller
 * @property {boolean} [shuffle] whether each epoch has an order of its own, from the model's seed; default true
 * @property {Numbers} [sampleWeight] one a sample; with a data set, it stands there
 * @property {{ x: Numbers, y: Numbers } | Dataset} [validation] evaluated after each epoch
 * @property {import("./early-stopping.js").EarlyStopping} [earlyStopping]
 * @property {AbortSignal} [signal] ends the training with a DOMException `AbortError`; what was learned stays
 * @property {(progress: Progress) => void} [onProgress] called about five times a second and at the end of an epoch
 *
 * @typedef {object} EpochResult
 * @property {number} epoch counted from 1
 * @property {number} loss mean (or sum, as the spec says) over the epoch, each batch before its update
 * @property {number} [accuracy] likewise; left out where it has no meaning
 * @property {number} [validationLoss] after the epoch
 * @property {number} [validationAccuracy]
 * @property {number} learningRate
 * @property {number} seconds that the epoch took
 *
 * @typedef {object} Progress
 * @property {number} epoch counted from 1
 * @property {number} epochs
 * @property {number} batch how many of this epoch are done
 * @property {number} batches in an epoch
 * @property {number} samples how many of this epoch are done
 * @property {number} loss of this epoch so far
 * @property {number} [accuracy]
 * @property {number} samplesPerSecond
 * @property {number} secondsLeft of the whole training
 */

const SLICE = 0.015; // seconds
const PROGRESS_EVERY = 0.2; // seconds

const trainRules = {
  epochs: rules.positiveInteger,
  batchSize: rules.positiveInteger,
  shuffle: rules.boolean,
  sampleWeight: rules.anything,
  validation: rules.object,
  earlyStopping: rules.object,
  signal: rules.signal,
  onProgress: rules.function,
};

const seconds = () => performance.now() / 1000;

/** Lets events of the thread happen: at once, where setTimeout would wait for milliseconds. */
function breathe() {
  if (typeof setImmediate === "function") return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(null);
  });
}

/** @param {AbortSignal | undefined} signal */
function heed(signal) {
  if (signal?.aborted) throw new DOMException("the training was aborted", "AbortError");
}

/**
 * The data set to use, and whether it is ours to dispose of.
 *
 * @param {import("./core.js").Core} core
 * @param {{ x: Numbers | Dataset, y?: Numbers, sampleWeight?: Numbers }} samples
 */
function hold(core, { x, y, sampleWeight }) {
  if (!(x instanceof Dataset))
    return { data: new Dataset(core, { x, y, sampleWeight }), isOurs: true };
  if (sampleWeight === undefined) return { data: x, isOurs: false };
  throw new ArgumentError(
    "sampleWeight belongs into the data set: gn.dataset({ x, y, sampleWeight })",
    {
      details: { field: "sampleWeight" },
    },
  );
}

/** How long the epochs take: what progress reports of time. */
class Clock {
  #start = seconds();
  #reported = seconds();

  get elapsed() {
    return seconds() - this.#start;
  }

  /** Is it time for a report? */
  isDue() {
    const now = seconds();
    if (now - this.#reported < PROGRESS_EVERY) return false;
    this.#reported = now;
    return true;
  }
}

/**
 * One epoch, in slices as long as SLICE.
 *
 * @param {{ core: import("./core.js").Core, model: () => number, data: Dataset, signal?: AbortSignal,
 *   onSlice: (result: ReturnType<import("./core.js").Core["result"]>) => void }} run
 * @returns {Promise<ReturnType<import("./core.js").Core["result"]>>}
 */
async function runEpoch({ core, model, data, signal, onSlice }) {
  let batches = 1;
  for (;;) {
    const start = seconds();
    core.run("epoch_run", model(), data.pointerIn(core), batches);
    const result = core.result();
    const taken = Math.max(seconds() - start, 1e-5);
    batches = Math.max(1, Math.min(2 * batches, Math.round((batches * SLICE) / taken)));
    if (result.batchesLeft === 0) return result;
    onSlice(result);
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
 * @param {import("./model.js").Model} owner
 * @param {import("./core.js").Core} core
 * @param {() => number} model its pointer, as long as it lives
 * @param {{ x: Numbers | Dataset, y?: Numbers }} samples
 * @param {TrainOptions} [options]
 * @returns {AsyncGenerator<EpochResult, void, void>}
 */
export async function* trainEpochs(owner, core, model, samples, options) {
  const {
    epochs = 1,
    batchSize = 32,
    shuffle = true,
    sampleWeight,
    validation,
    signal,
    onProgress,
    ...rest
  } = checkOptions(options, "train", trainRules);
  heed(signal);
  const stopping = earlyStoppingFrom(rest.earlyStopping, validation !== undefined);
  checkRows(samples.x, owner.inputShape);
  const { data, isOurs } = hold(core, { ...samples, sampleWeight });
  /** @type {{ data: Dataset, isOurs: boolean } | undefined} */
  let validating;
  try {
    validating =
      validation &&
      hold(
        core,
        validation instanceof Dataset
          ? { x: validation }
          : checkValidation(validation, owner.inputShape),
      );
    const count = core.get("model_count", model(), data.pointerIn(core));
    if (validating) core.run("model_evaluate", model(), validating.data.pointerIn(core), 0, 1); // fits?
    const clock = new Clock();
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const start = seconds();
      const batches = Math.ceil(count / batchSize);
      /** @param {ReturnType<import("./core.js").Core["result"]>} result */
      const report = ({ loss, accuracy, samples, batchesLeft }) => {
        const done = (epoch - 1) * count + samples;
        const samplesPerSecond = done / Math.max(clock.elapsed, 1e-9);
        const secondsLeft = (epochs * count - done) / samplesPerSecond;
        const figures = { loss, ...(accuracy !== undefined && { accuracy }) };
        onProgress?.({
          epoch,
          epochs,
          batch: batches - batchesLeft,
          batches,
          samples,
          ...figures,
          samplesPerSecond,
          secondsLeft,
        });
      };
      let result;
      try {
        core.run(
          "epoch_begin",
          model(),
          data.pointerIn(core),
          0,
          count,
          batchSize,
          Number(shuffle),
        );
        result = await runEpoch({
          core,
          model,
          data,
          signal,
          onSlice: (slice) => clock.isDue() && report(slice),
        });
      } catch (error) {
        throw placed(error, epoch);
      }
      core.call("epoch_end", model());
      const { loss, accuracy } = result;
      report(result);
      const validated = validating && owner.evaluate(validating.data);
      const summary = {
        epoch,
        loss,
        ...(accuracy !== undefined && { accuracy }),
        ...(validated && { validationLoss: validated.loss }),
        ...(validated?.accuracy !== undefined && { validationAccuracy: validated.accuracy }),
        learningRate: core.call("model_learning_rate", model()),
        seconds: seconds() - start,
      };
      const isOver = stopping?.isOver(summary, owner) ?? false;
      yield summary;
      await breathe();
      if (isOver) break;
      if (epoch < epochs) heed(signal);
    }
    stopping?.finish(owner);
  } finally {
    if (isOurs) data.dispose();
    if (validating?.isOurs) validating.data.dispose();
  }
}

/** @param {{ x: Numbers, y: Numbers }} validation @param {number[]} shape of a sample */
function checkValidation(validation, shape) {
  const { x, y } = checkOptions(validation, "validation", { x: rules.anything, y: rules.anything });
  if (x === undefined || y === undefined) {
    throw new ArgumentError("validation needs x and y, or a data set", {
      details: { field: "validation" },
    });
  }
  checkRows(x, shape, "validation.x");
  return { x, y };
}
