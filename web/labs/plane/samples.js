/** The samples of the run, from what the controls say: made, split, and as the network reads them. */
import { computed } from "@preact/signals";
import { randomStream } from "../../state/random.js";
import { cellsOf } from "../../ui/plane/contours.jsx";
import { datasets } from "./datasets.js";
import { expand, featuresFor } from "./features.js";
import { readRows, samplesOf, taskOf } from "./own.js";
import { scaleOf, split, standardise, unscaled } from "./parts.js";
import { state } from "./state.js";

/** @typedef {import("./datasets.js").Samples} Samples */
/** @typedef {import("../../ui/plane/geometry.js").View} View */

/** Streams of random numbers that are no epoch's (trainer.js). */
const streams = { samples: -1, split: -2 };
/** The side of the grid on which the picture is computed; the places of a curve. */
export const cells = 50;
const curvePlaces = 240;

/** The rows of the student's own samples. */
const ownRows = computed(() => /** @type {import("./own.js").Row[]} */ (readRows(state.own.value)));

export const isOwn = computed(() => state.data.value === "own");

/** @type {import("@preact/signals").ReadonlySignal<import("./datasets.js").Dataset>} */
export const task = computed(() => {
  const { value: name } = state.data;
  if (name !== "own") return datasets[name];
  return { ...taskOf(ownRows.value), make: () => samplesOf(ownRows.value) };
});
export const isCurve = computed(() => task.value.kind === "curve");

/** Where the samples are: training, validation, test. */
export const parts = computed(() => {
  const { dataSeed, count, noise, held } = state;
  const made = task.value.make(
    randomStream(dataSeed.value, streams.samples),
    count.value,
    noise.value,
  );
  const [validation, test] = held.value.map((percent) => percent / 100);
  return split(made, randomStream(dataSeed.value, streams.split), { validation, test });
});

/** The features that are read: those chosen that samples of so many coordinates have, at least x₁. */
export const chosen = computed(() => {
  const wanted = state.inputs.value.split(",");
  const names = featuresFor(isCurve.value ? 1 : 2).filter((name) => wanted.includes(name));
  return names.length > 0 ? names : [featuresFor(1)[0]];
});

/** How each feature is moved and scaled before the network reads it, by the training part. */
export const scale = computed(() => {
  const rows = expand(parts.value.train.x, chosen.value, state.unit.value);
  return state.standardise.value === "on" ? scaleOf(rows) : unscaled(chosen.value.length);
});

/** As the network reads them. @param {readonly (readonly number[])[]} rows */
const inputsOf = (rows) =>
  Float32Array.from(standardise(expand(rows, chosen.value, state.unit.value), scale.value).flat());

/** @param {Samples} samples @returns {import("./trainer.js").Set} */
const setOf = ({ x, y }) => ({
  x: inputsOf(x),
  y: task.value.kind === "classes" ? Uint8Array.from(y) : Float32Array.from(y),
  count: y.length,
});

/** What the network has never seen, and no choice was made by. */
export const testSet = computed(() => setOf(parts.value.test));

/** What the trainer takes; the test part is left alone. */
export const sets = computed(() => ({
  train: setOf(parts.value.train),
  validation: setOf(parts.value.validation),
}));

/** How far the plane is shown; that of own samples goes by steps, so that it does not move with each. */
const reaches = [1.2, 2.5, 6.5, 12, 30, 60, 120, 300, 1000];

/** What of the plane is shown: a square around the origin with all samples in it. */
export const view = computed(() => {
  const far = Object.values(parts.value).flatMap(({ x }) => x.flat().map(Math.abs));
  const farthest = Math.max(...far);
  const reach = isOwn.value
    ? (reaches.find((r) => farthest < r) ?? Infinity)
    : Math.max(6.5, 1.05 * farthest);
  return /** @type {View} */ ({ low: [-reach, -reach], size: 2 * reach });
});

/** The places at which the network is asked for its picture. */
export const places = computed(() => {
  const { low, size } = view.value;
  const rows = isCurve.value
    ? Array.from({ length: curvePlaces }, (_, i) => [low[0] + (size * i) / (curvePlaces - 1)])
    : cellsOf(view.value, cells);
  return inputsOf(/** @type {number[][]} */ (rows));
});
