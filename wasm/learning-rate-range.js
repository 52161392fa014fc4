/** learning-rate-range.js: which learning rates make the loss fall: a trial in which the rate grows from batch to batch. */

import { breathe, heed } from "./breathe.js";
import { ArgumentError, NumericError } from "./errors.js";
import { Network } from "./network.js";
import { checkOptions, isNumber, reading, rules } from "./options.js";
import { seconds } from "./progress.js";
import { TrainingData } from "./training-data.js";

/**
 * @typedef {object} RangeOptions
 * @property {number} [from] the first rate, above 0; default 1e-6
 * @property {number} [to] the last, above `from`; default 1
 * @property {number} [steps] how many, at least 2: equal factors apart; default 100
 * @property {number} [batchSize] default 32
 * @property {number} [smoothing] β, at least 0 and below 1; default 0.9. 0: each batch's loss as it is
 * @property {import("./samples.js").Numbers} [sampleWeight] one a sample; with a data set, it stands there
 * @property {AbortSignal} [signal] ends it with a DOMException `AbortError`
 *
 * @typedef {{ learningRate: number, loss: number }} RangePoint
 *
 * @typedef {import("./generated/spec.js").ModelSpec} ModelSpec
 */

const known = {
  from: rules.positive,
  to: rules.positive,
  steps: rules.severalSteps,
  batchSize: rules.positiveInteger,
  smoothing: rules.shareOrNone,
  sampleWeight: rules.anything,
  signal: rules.signal,
};

const SLICE = 0.015; // seconds until the thread is given back

/** A loss so many times the least one, and above the first, has exploded. */
const EXPLOSION = 4;

/**
 * The model with another learning rate that stays the same. The core refuses a rate that is out of its range.
 *
 * @param {ModelSpec} spec
 * @param {number} learningRate
 */
function withRate({ optimizer = {}, ...spec }, learningRate) {
  const { schedule: _, ...options } = /** @type {any} */ (
    typeof optimizer === "string" ? { type: optimizer } : optimizer
  );
  return JSON.stringify({ ...spec, optimizer: { ...options, learningRate } });
}

/**
 * V ← βV + (1 − β)·loss; the figure is V / (1 − βᵗ), which makes up for the beginning at 0 and is not fed back.
 *
 * @param {number} beta
 */
function average(beta) {
  let sum = 0;
  let rest = 1;
  return (/** @type {number} */ value) => {
    sum = beta * sum + (1 - beta) * value;
    rest *= beta;
    return sum / (1 - rest);
  };
}

/**
 * Trains on one batch after the other, in a shuffled order, for as long as the caller wants.
 *
 * @param {Network} network
 * @param {import("./training-data.js").Range} samples
 * @param {number} batchSize
 * @returns {Generator<number, never, number>} takes the rate of a step, gives the loss before it
 */
function* batches({ core, pointer }, { data, from, count }, batchSize) {
  let loss = NaN;
  for (;;) {
    core.run("epoch_begin", pointer, data.pointerIn(core), from, count, batchSize, 1, 0);
    for (let left = 1; left > 0;) {
      core.call("model_set_learning_rate", pointer, yield loss);
      core.run("epoch_run", pointer, data.pointerIn(core), 1);
      ({ batchLoss: loss, batchesLeft: left } = core.result());
    }
  }
}

/** @param {RangeOptions | undefined} options */
function checked(options) {
  const given = checkOptions(options, "learningRateRange", known);
  const { from = 1e-6, to = 1, steps = 100, batchSize = 32, smoothing = 0.9 } = given;
  const { sampleWeight, signal } = given;
  if (from >= to) {
    const message = `learningRateRange: from is ${from} and to is ${to}; from must be below to`;
    throw new ArgumentError(message, { details: { field: "to", value: to } });
  }
  return { from, to, steps, batchSize, smoothing, sampleWeight, signal };
}

/**
 * @param {Network} network
 * @param {ModelSpec} spec
 * @param {ReturnType<typeof import("./network.js").given<RangeOptions>>} call
 * @returns {Promise<RangePoint[]>}
 */
export async function learningRateRange(network, spec, { x, y, options }) {
  const { from, to, steps, batchSize, smoothing, sampleWeight, signal } = checked(options);
  heed(signal);
  const held = new TrainingData(network);
  /** @type {Network | undefined} */
  let trial;
  try {
    const samples = held.hold(x, y, { sampleWeight });
    trial = new Network(network.core, withRate(spec, to)); // so the model itself is never touched
    trial.tensors.copy(network.tensors);
    const run = batches(trial, samples, batchSize);
    run.next();
    return await climb(run, { from, to, steps, smooth: average(smoothing), signal });
  } finally {
    trial?.dispose();
    held.dispose();
  }
}

/**
 * The rates one after the other, until the loss explodes.
 *
 * @param {ReturnType<typeof batches>} run
 * @param {{ from: number, to: number, steps: number, smooth: (loss: number) => number, signal?: AbortSignal }} trial
 */
async function climb(run, { from, to, steps, smooth, signal }) {
  /** @type {RangePoint[]} */
  const points = [];
  let least = Infinity;
  let start = seconds();
  for (let step = 0; step < steps; step++) {
    const learningRate = from * (to / from) ** (step / (steps - 1));
    let loss;
    try {
      loss = smooth(run.next(learningRate).value);
    } catch (error) {
      if (error instanceof NumericError && points.length > 0) break; // it has exploded
      throw error;
    }
    points.push({ learningRate, loss });
    if (loss > EXPLOSION * least && loss > points[0].loss) break;
    least = Math.min(least, loss);
    if (seconds() - start < SLICE) continue;
    await breathe();
    heed(signal);
    start = seconds();
  }
  return points;
}

/**
 * The rate at which the loss falls fastest: where its slope over ln(learningRate), between the points on either side, is
 * least. A common choice; somewhat less is safer for a long training. L. Smith, "Cyclical learning rates for training
 * neural networks" (2017), has the test.
 *
 * @param {readonly RangePoint[]} points what learningRateRange() gives
 * @returns {number | undefined} undefined where the loss falls nowhere, or with fewer than three points
 */
export function suggestLearningRate(points) {
  const read = reading("points", () => Array.from(points, pointFrom));
  let steepest = 0;
  let suggestion;
  for (let i = 1; i + 1 < read.length; i++) {
    const [before, after] = [read[i - 1], read[i + 1]];
    const slope = (after.loss - before.loss) / Math.log(after.learningRate / before.learningRate);
    if (slope >= steepest) continue;
    steepest = slope;
    suggestion = read[i].learningRate;
  }
  return suggestion;
}

/** @param {RangePoint} point @param {number} index @returns {RangePoint} */
function pointFrom({ learningRate, loss }, index) {
  if (rules.positive.test(learningRate) && isNumber(loss)) return { learningRate, loss };
  throw new ArgumentError(
    `suggestLearningRate: points[${index}] must have a learningRate above 0 and a loss, as learningRateRange() gives them`,
    { details: { field: "points", index } },
  );
}
