/** The runs that are kept, in the link, to be laid over the present one; those that came with a link are computed again. */
import { batch, computed, effect, signal, untracked } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { engine, failed, generation } from "../../../state/engine.js";
import { problemOf } from "../../../ui/complaint.jsx";
import { inTurn, kept, present } from "../run.js";
import { longestRuns } from "../properties.js";
import { settingNames } from "../run-properties.js";
import { state } from "../state.js";
import { replay } from "./replay.js";
import { mostRuns, readRuns, writeRun, writeRuns } from "./written.js";

/** @typedef {import("./written.js").Run} Run */
/** @typedef {import("./replay.js").Course} Course */
/** @typedef {{ course?: Course, share?: number, problem?: import("../../../ui/complaint.jsx").Problem }} Found  share: of it that is computed */

/** What is known of each run, by its text. @type {import("@preact/signals").Signal<Record<string, Found>>} */
const found = signal({});
const find = (/** @type {string} */ text, /** @type {Found} */ what) =>
  (found.value = { ...found.value, [text]: what });

/** What the link says; undefined where that cannot be read. */
const read = computed(() => readRuns(state.runs.value));
export const isReadable = computed(() => read.value !== undefined);
const linked = computed(() => read.value ?? []);
const link = (/** @type {readonly Run[]} */ these) => (state.runs.value = writeRuns(these));

/** @type {import("@preact/signals").ReadonlySignal<(Run & Found)[]>} */
export const runs = computed(() =>
  linked.value.map((run) => ({ ...run, ...found.value[writeRun(run)] })),
);

/** Why the present run cannot be kept, if so. @type {import("@preact/signals").ReadonlySignal<"none" | "many" | "long" | undefined>} */
export const refusal = computed(() => {
  if (linked.value.length >= mostRuns) return "many";
  const run = present.value;
  if (!run || kept.value.length < 2) return "none";
  return writeRuns([...linked.value, run]).length > longestRuns ? "long" : undefined;
});

/** Keeps the run as it is after all that was asked. */
export const keep = () =>
  inTurn(async () => {
    const run = present.value;
    if (!run || refusal.value) return;
    const points = kept.value.map(({ at, train }) => ({ at, ...train }));
    find(writeRun(run), { course: { points, print: run.print } });
    link([...linked.value, run]);
  });

/** @param {number} index */
export const forget = (index) => link(linked.value.filter((_, i) => i !== index));
export const forgetAll = () => link([]);

/** The controls as they were at the run's end. @param {Run} run */
export function takeSettings({ legs }) {
  const { settings } = legs[legs.length - 1];
  batch(() => {
    for (const name of settingNames) state[name].value = /** @type {any} */ (settings[name]);
  });
}

let isShown = false;
let isBusy = false;

/** The first run that is still to be computed. */
const unknown = () =>
  linked.value.find((run) => {
    const { course, problem } = found.value[writeRun(run)] ?? {};
    return isShown && !course && !problem;
  });

/** @param {Run} run @returns {Promise<boolean>} whether there is a worker to go on with */
async function compute(run) {
  const text = writeRun(run);
  const stop = new AbortController();
  const isWanted = () => isShown && linked.value.some((one) => writeRun(one) === text);
  const onProgress = (/** @type {number} */ share) =>
    isWanted() ? void find(text, { share }) : stop.abort();
  try {
    const course = await replay(await engine(), run.legs, { signal: stop.signal, onProgress });
    find(text, { course });
  } catch (error) {
    if (failed(error)) return false;
    if (!stop.signal.aborted) find(text, { problem: problemOf(error) });
  }
  return true;
}

async function computeAll() {
  if (isBusy) return;
  isBusy = true;
  for (let run = unknown(); run; run = unknown()) if (!(await compute(run))) break;
  isBusy = false;
}

/** Computes what came with a link, one run after the other, for as long as the lab is shown. */
export function useRuns() {
  useEffect(() => {
    isShown = true;
    const end = effect(() => {
      void [linked.value, generation.value];
      untracked(() => void computeAll());
    });
    return () => {
      isShown = false;
      end();
    };
  }, []);
}
