/** Runs that are kept, to be laid over the present one: the curves of each, and what it was. */
import { signal } from "@preact/signals";
import { kept } from "./run.js";
import { hidden, optimizer } from "./settings.js";
import { state } from "./state.js";

/** @typedef {import("./resample.js").Point} Point */
/** @typedef {{ name: string, points: readonly Point[] }} Run */

export const mostRuns = 4;

/** @type {import("@preact/signals").Signal<readonly Run[]>} */
export const runs = signal([]);
let made = 0;

/** In a few words: layers, optimizer, rate, seed. */
function nameNow() {
  const layers = hidden.value.map(({ units, activation }) => `${units} ${activation}`).join(", ");
  const { type, learningRate } = optimizer.value;
  return `${++made}: ${[layers || "–", `${type} ${learningRate ?? ""}`, state.seed.value].join(" · ")}`;
}

export function keep() {
  const points = kept.value.map(({ at, train }) => ({ at, ...train }));
  runs.value = [...runs.value, { name: nameNow(), points }].slice(-mostRuns);
}

export const forgetRuns = () => (runs.value = []);
