/**
 * What settings make: the samples in their parts, as a network reads them, and the network's spec. Of the present run each
 * of these is a signal (samples.js, settings.js); those of a kept run are made together.
 */
import { readChoice } from "../../state/choices.js";
import { randomStream } from "../../state/random.js";
import { datasets } from "./datasets.js";
import { expand, featuresFor } from "./features.js";
import { readLayers, specOf } from "./network.js";
import { readRows } from "./own.js";
import { samplesOf, taskOf } from "./own-samples.js";
import { scaleOf, split, standardise, unscaled } from "./parts.js";

/** @typedef {import("./run-properties.js").Settings} Settings */
/** @typedef {import("./datasets.js").Samples} Samples */
/** @typedef {import("./datasets.js").Dataset} Task */
/** @typedef {import("./features.js").FeatureName} FeatureName */
/** @typedef {import("./parts.js").Scale} Scale */

/** Streams of random numbers that are no epoch's (trainer.js). */
const streams = { samples: -1, split: -2 };

/** @param {Settings} settings @returns {Task} */
export function taskFor({ data, own }) {
  if (data !== "own") return datasets[data];
  const rows = /** @type {import("./own.js").Row[]} */ (readRows(own));
  return { ...taskOf(rows), make: () => samplesOf(rows) };
}

/** How many coordinates a sample has. @param {Task} task */
const coordinatesOf = ({ kind }) => (kind === "curve" ? 1 : 2);

/** Where the samples are: training, validation, test. @param {Settings} settings @param {Task} task */
export function partsFor({ dataSeed, count, noise, held }, task) {
  const samples = task.make(randomStream(dataSeed, streams.samples), count, noise);
  const [validation, test] = held.map((percent) => percent / 100);
  return split(samples, randomStream(dataSeed, streams.split), { validation, test });
}

/** The features that are read: those chosen that samples of so many coordinates have, at least x₁. @param {Settings} settings @param {Task} task */
export function chosenFor({ inputs }, task) {
  const wanted = inputs.split(",");
  const names = featuresFor(coordinatesOf(task)).filter((name) => wanted.includes(name));
  return names.length > 0 ? names : [featuresFor(1)[0]];
}

/** How each feature is moved and scaled before the network reads it, by the training part. @param {Settings} settings @param {readonly FeatureName[]} chosen @param {Samples} train */
export const scaleFor = ({ unit, standardise: wanted }, chosen, train) =>
  wanted === "on" ? scaleOf(expand(train.x, chosen, unit)) : unscaled(chosen.length);

/** How rows of coordinates become what the network reads. @typedef {{ chosen: readonly FeatureName[], unit: number, scale: Scale }} Reading */

/** @param {readonly (readonly number[])[]} rows @param {Reading} reading */
export const inputsOf = (rows, { chosen, unit, scale }) =>
  Float32Array.from(standardise(expand(rows, chosen, unit), scale).flat());

/** @param {Samples} samples @param {Task} task @param {Reading} reading @returns {import("./trainer.js").Set} */
export const setOf = ({ x, y }, { kind }, reading) => ({
  x: inputsOf(x, reading),
  y: kind === "classes" ? Uint8Array.from(y) : Float32Array.from(y),
  count: y.length,
});

/** @param {Settings} settings @param {Task} task @param {number} inputs */
export function specFor(settings, task, inputs) {
  const { hidden, loss, bias, l1, l2, dropout, init, seed } = settings;
  const schedule = readChoice(settings.schedule);
  const optimizer = readChoice(settings.optimizer);
  return specOf({
    task,
    inputs,
    hidden: readLayers(hidden),
    loss,
    bias: bias === "on",
    l1,
    l2,
    dropout,
    init: readChoice(init),
    optimizer: { ...optimizer, ...(schedule.type !== "constant" && { schedule }) },
    seed,
  });
}

/** The two parts that a trainer takes; the test part is left alone. @param {ReturnType<typeof partsFor>} parts @param {Task} task @param {Reading} reading @returns {import("./trainer.js").Sets} */
export const setsOf = ({ train, validation }, task, reading) => ({
  train: setOf(train, task, reading),
  validation: setOf(validation, task, reading),
});

/** All that a trainer takes. @param {Settings} settings @returns {{ spec: any, sets: import("./trainer.js").Sets }} */
export function madeFrom(settings) {
  const task = taskFor(settings);
  const parts = partsFor(settings, task);
  const chosen = chosenFor(settings, task);
  const scale = scaleFor(settings, chosen, parts.train);
  const reading = { chosen, unit: settings.unit, scale };
  return { spec: specFor(settings, task, chosen.length), sets: setsOf(parts, task, reading) };
}
