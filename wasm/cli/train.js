/** train.js: glassnet train */

import { load } from "../index.js";
import { UsageError } from "./arguments.js";
import { augmentationsFrom } from "./augment.js";
import { findSamples, needSamples, split } from "./data.js";
import * as figures from "./figures.js";
import { willWrite, writeWhole } from "./files.js";
import { needSamplesToFit, openModel } from "./models.js";
import { Progress } from "./progress.js";
import { builtIn, findSpec } from "./specs.js";

export const summary = "trains a network on the samples in a folder and saves it";

export const operand = null;

/** @type {Record<string, import("./arguments.js").Option>} */
export const options = {
  data: { type: "text", value: "DIR", required: true, about: "folder with the samples" },
  spec: {
    type: "text",
    value: "SPEC",
    about: `the network: ${Object.keys(builtIn).join(", ")}, or a JSON file (default: ${Object.keys(builtIn)[0]})`,
  },
  epochs: { type: "count", value: "N", fallback: 5, about: "times to go through all samples" },
  "batch-size": { type: "count", value: "N", fallback: 32, about: "samples between two updates" },
  seed: {
    type: "seed",
    value: "N",
    about: "the same seed gives the same network, bit for bit (default: 1, or the spec's)",
  },
  scale: {
    type: "factor",
    value: "X",
    about: "what values are multiplied by (default: 1/255 for bytes, else 1)",
  },
  "validation-split": {
    type: "share",
    value: "X",
    fallback: 0,
    about: "share of the samples, the last ones, to check each epoch with",
  },
  augment: {
    type: "text",
    value: "LIST",
    about: "change pictures anew in each epoch: rotate:10,shift:2,elastic or a list as JSON",
  },
  resume: { type: "text", value: "FILE", about: "go on with a saved network instead of a new one" },
  out: { type: "text", value: "FILE", fallback: "model.safetensors", about: "where to save" },
  json: { type: "flag", about: "print the result as JSON" },
};

export const details = `DIR holds train-images-idx3-ubyte and train-labels-idx1-ubyte (as MNIST and Fashion-MNIST have them, gzipped or
not), or train.csv, whose last column is learned. If it holds t10k-… or test-… files, or test.csv, too, the network
is tested on them in the end. Ctrl-C stops training; a file that was there before is then still there.`;

/**
 * The network to train: a new one made to measure, or a saved one.
 *
 * @param {import("../index.js").Glassnet} gn
 * @param {Record<string, any>} options
 * @param {import("./data.js").Samples} samples
 */
function findModel(gn, { resume, spec = "mlp", seed }, samples) {
  const model = resume
    ? openModel(gn, resume)
    : gn.model({ seed: 1, ...findSpec(spec, samples), ...(seed !== undefined && { seed }) });
  needSamplesToFit(model, resume ?? spec, samples.shape);
  return model;
}

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
 * @param {import("./arguments.js").Given} given
 * @returns {Promise<import("./arguments.js").Result>}
 */
export async function run({ options, signal }) {
  const { data, epochs, "batch-size": batchSize, scale, out } = options;
  const contrary = ["spec", "seed"].find((name) => options.resume && options[name] !== undefined);
  if (contrary) {
    throw new UsageError(
      `train: --resume goes on with a network as it is; leave out --${contrary}`,
      "train",
    );
  }
  willWrite(out); // or else say so now, not after hours of training
  const samples = await needSamples(data, "train");
  const test = await findSamples(data, "test", samples);

  const gn = await load();
  const model = findModel(gn, options, samples);
  const datasetOf = (
    /** @type {import("./data.js").Samples} */ { x, y, scale: natural },
    /** @type {import("../dataset.js").AugmentationSpec[] | undefined} */ augment = undefined,
  ) => gn.dataset({ x, y, scale: scale ?? natural, augment });
  const augment = options.augment && augmentationsFrom(options.augment, gn.schema);
  const [training, validation] = split(samples, options["validation-split"]);
  const history = await trainVisibly(model, datasetOf(training, augment), {
    epochs,
    batchSize,
    signal,
    ...(validation && { validation: datasetOf(validation) }),
  });
  writeWhole(out, model.save());

  const tested = test && model.evaluate(datasetOf(test));
  const lines = [`saved ${out}`];
  if (tested)
    lines.push(`test of ${figures.count(tested.samples)} samples: ${figures.result(tested)}`);
  return {
    text: lines.join("\n"),
    data: {
      model: out,
      parameters: model.parameterCount,
      samples: training.count,
      epochs: history,
      test: tested,
    },
  };
}
