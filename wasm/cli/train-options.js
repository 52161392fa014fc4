/** train-options.js: what glassnet train can be told. */

import { UsageError } from "./arguments.js";
import { builtIn } from "./specs.js";

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
  optimizer: {
    type: "text",
    value: "NAME",
    about: "in place of the spec's, with a learning rate if wanted: adamw:0.002, or JSON",
  },
  schedule: {
    type: "text",
    value: "NAME",
    about: "how the learning rate goes down: cosine:5, exponential:0.9, or JSON",
  },
  "label-smoothing": {
    type: "share",
    value: "X",
    about: "how much of each answer is spread over all classes",
  },
  "class-weight": {
    type: "text",
    value: "LIST",
    about: "how much samples of a class count: 3:2,8:0.5; others count 1",
  },
  "validation-split": {
    type: "share",
    value: "X",
    fallback: 0,
    about: "share of the samples, the last ones, to check each epoch with",
  },
  "early-stopping": {
    type: "count",
    value: "N",
    about: "stop after N epochs without a better validation loss, and take the best weights",
  },
  augment: {
    type: "text",
    value: "LIST",
    about: "change pictures anew in each epoch: rotate:10,shift:2,elastic or a list as JSON",
  },
  statistics: {
    type: "flag",
    about: "print mean, spread, zeros, saturation and gradients of each layer in the end",
  },
  "human-error": {
    type: "share",
    value: "X",
    about: "how often people are wrong: say whether bias or variance is to be worked on",
  },
  from: {
    type: "text",
    value: "FILE",
    about: "keep a saved network's first layers, frozen, under a new last layer",
  },
  keep: {
    type: "text",
    value: "LAYER",
    about: "with --from: the last layer kept (default: the one before the last)",
  },
  freeze: {
    type: "text",
    value: "LIST",
    about: "with --from: names of the layers that stay as they are, or none (default: all kept)",
  },
  resume: { type: "text", value: "FILE", about: "go on with a saved network instead of a new one" },
  out: { type: "text", value: "FILE", fallback: "model.safetensors", about: "where to save" },
  json: { type: "flag", about: "print the result as JSON" },
};

export const details = `DIR holds train-images-idx3-ubyte and train-labels-idx1-ubyte (as MNIST and Fashion-MNIST have them, gzipped or
not), or train.csv, whose last column is learned. If it holds t10k-… or test-… files, or test.csv, too, the network
is tested on them in the end. Ctrl-C stops training; a file that was there before is then still there.`;

/** Options that say what a network is to be, which one that is there already is. */
const ofNewNetworks = ["spec", "seed", "optimizer", "schedule", "label-smoothing", "from"];

/**
 * Refuses options that contradict each other.
 *
 * @param {Record<string, any>} given
 */
export function checkTogether(given) {
  const isGiven = (/** @type {string} */ name) => given[name] !== undefined;
  const fail = (/** @type {string} */ message) => new UsageError(`train: ${message}`, "train");
  const contrary = given.resume && ofNewNetworks.find(isGiven);
  if (contrary) throw fail(`--resume goes on with a network as it is; leave out --${contrary}`);
  if (given.from && isGiven("spec"))
    throw fail("--from takes the network of the file; leave out --spec");
  const alone = !given.from && ["keep", "freeze"].find(isGiven);
  if (alone)
    throw fail(`--${alone} says what to do with the network of --from FILE, which is missing`);
  if (isGiven("early-stopping") && given["validation-split"] === 0)
    throw fail("--early-stopping watches the validation loss: give --validation-split too");
}
