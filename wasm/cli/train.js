/** train.js: glassnet train */

import { diagnose, load } from "../index.js";
import { UsageError } from "./arguments.js";
import { findSamples, needSamples, split } from "./data.js";
import * as figures from "./figures.js";
import { willWrite, writeWhole } from "./files.js";
import { augmentationsFrom, classWeightFrom } from "./kinds.js";
import { Progress } from "./progress.js";
import * as statistics from "./statistics.js";
import { findModel } from "./train-model.js";
import { checkTogether } from "./train-options.js";

export { details, options } from "./train-options.js";

export const summary = "trains a network on the samples in a folder and saves it";

export const operand = null;

/**
 * Trains, and shows how far it is.
 *
 * @param {import("../index.js").Model} model
 * @param {import("../index.js").Dataset} training
 * @param {import("../index.js").TrainOptions & { epochs: number }} options
 */
async function trainVisibly(model, training, options) {
  const progress = new Progress(process.stderr);
  progress.say(`${figures.count(model.parameterCount)} parameters`);
  const history = [];
  try {
    const onProgress = progress.update.bind(progress);
    for await (const epoch of model.train(training, { ...options, onProgress })) {
      history.push(epoch);
      progress.epoch(epoch, options.epochs);
    }
  } finally {
    progress.end();
  }
  return history;
}

/**
 * The samples of each sort, in the core.
 *
 * @param {import("../index.js").Glassnet} gn
 * @param {Record<string, any>} options
 * @param {import("./data.js").Samples} samples
 * @param {import("./data.js").Samples | undefined} test
 */
function datasets(gn, { scale, ...options }, samples, test) {
  const datasetOf = (
    /** @type {import("./data.js").Samples} */ { x, y, scale: natural },
    /** @type {import("../dataset.js").AugmentationSpec[] | undefined} */ augment = undefined,
  ) => gn.dataset({ x, y, scale: scale ?? natural, augment });
  const augment = options.augment && augmentationsFrom(options.augment, gn.schema);
  const [train, validation] = split(samples, options["validation-split"]);
  return {
    count: train.count,
    train: datasetOf(train, augment),
    validation: validation && datasetOf(validation),
    test: test && datasetOf(test),
  };
}

/**
 * @param {import("../index.js").Model} model
 * @param {ReturnType<typeof datasets>} sets
 * @param {number} human
 */
function diagnosisOf(model, { train, validation, test }, human) {
  const errorOf = (/** @type {import("../index.js").Dataset | undefined} */ set) => {
    const accuracy = set && model.evaluate(set).accuracy;
    return accuracy === undefined ? undefined : 1 - accuracy;
  };
  const trainError = errorOf(train);
  if (trainError === undefined)
    throw new UsageError("train: --human-error is for networks that give a class", "train");
  const errors = {
    human,
    train: trainError,
    validation: errorOf(validation),
    test: errorOf(test),
  };
  return { errors, ...diagnose(errors) };
}

/**
 * @param {import("./arguments.js").Given} given
 * @returns {Promise<import("./arguments.js").Result>}
 */
export async function run({ options, signal }) {
  const { data, epochs, "batch-size": batchSize, out, "early-stopping": patience } = options;
  checkTogether(options);
  willWrite(out); // or else say so now, not after hours of training
  const samples = await needSamples(data, "train");
  const gn = await load();
  const model = findModel(gn, options, samples);
  const sets = datasets(gn, options, samples, await findSamples(data, "test", samples));
  const history = await trainVisibly(model, sets.train, {
    epochs,
    batchSize,
    signal,
    statistics: options.statistics,
    validation: sets.validation,
    ...(options["class-weight"] && { classWeight: classWeightFrom(options["class-weight"]) }),
    ...(patience !== undefined && { earlyStopping: { patience } }),
  });
  writeWhole(out, model.save());

  const tested = sets.test && model.evaluate(sets.test);
  const human = options["human-error"];
  const diagnosis = human === undefined ? undefined : diagnosisOf(model, sets, human);
  const lines = [`saved ${out}`];
  if (tested)
    lines.push(`test of ${figures.count(tested.samples)} samples: ${figures.result(tested)}`);
  if (diagnosis) lines.push(diagnosis.message.en);
  const last = history.at(-1)?.statistics;
  if (last) lines.push(`\nof the last batch:\n${statistics.describe(last)}`);
  return {
    text: lines.join("\n"),
    data: {
      model: out,
      parameters: model.parameterCount,
      samples: sets.count,
      epochs: history,
      test: tested,
      diagnosis,
    },
  };
}
