/** The samples of the present run, from what the controls say: made, split, and as the network reads them. */
import { computed } from "@preact/signals";
import { cellsOf } from "../../ui/plane/grid.js";
import { chosenFor, inputsOf, partsFor, scaleFor, setOf, setsOf, taskFor } from "./making.js";
import { now } from "./state.js";

/** @typedef {import("./datasets.js").Samples} Samples */
/** @typedef {import("../../ui/plane/geometry.js").View} View */

/** The side of the grid on which the picture is computed; the places of a curve. */
export const cells = 50;
const curvePlaces = 240;

export const isOwn = computed(() => now.data === "own");
export const task = computed(() => taskFor(now));
/** Whether the answer is a class, and so right or wrong. */
export const isClassified = computed(() => ["binary", "classes"].includes(task.value.kind));
export const isCurve = computed(() => task.value.kind === "curve");
export const parts = computed(() => partsFor(now, task.value));
export const chosen = computed(() => chosenFor(now, task.value));
export const scale = computed(() => scaleFor(now, chosen.value, parts.value.train));
const reading = computed(() => ({ chosen: chosen.value, unit: now.unit, scale: scale.value }));

/** What the network has never seen, and no choice was made by. */
export const testSet = computed(() => setOf(parts.value.test, task.value, reading.value));

/** What the trainer takes. */
export const sets = computed(() => setsOf(parts.value, task.value, reading.value));

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
  return inputsOf(/** @type {number[][]} */ (rows), reading.value);
});
