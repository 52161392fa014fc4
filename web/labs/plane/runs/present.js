/**
 * The present run in the link, in terms of the controls: "to.20*1a2b3c4d" has gone 20 epochs with the settings as they
 * are, to weights with that fingerprint. It is written when the run comes to rest, and gone again when a link brings one.
 */
import { batch, computed, signal } from "@preact/signals";
import { longestRun } from "../properties.js";
import { now, state } from "../state.js";
import { readRun, writeRun } from "./written.js";

/** @typedef {import("./written.js").Run} Run */

/** What we have written or taken. */
const own = signal("");
/** What a link says in place of that: "" is the beginning of a run; undefined: it says the same. */
export const brought = computed(() =>
  state.run.value === own.value ? undefined : state.run.value,
);
/** Why the link does not hold the run as it is, or did not: too long for it; unreadable; computed again to other weights. @type {import("@preact/signals").Signal<"long" | "bad" | "other" | undefined>} */
export const lapse = signal(undefined);

/** Whether nothing has happened yet. @param {Run} run */
const isFresh = ({ legs: [{ to, hand }, ...more] }) =>
  more.length === 0 && to.epoch === 0 && to.read === 0 && hand === undefined;

/** @param {Run} run */
export function write(run) {
  const text = isFresh(run) ? "" : writeRun(run, now);
  const isLong = text.length > longestRun;
  batch(() => {
    own.value = isLong ? "" : text;
    state.run.value = own.value;
    if (isLong || lapse.value === "long") lapse.value = isLong ? "long" : undefined;
  });
}

/** The run that a link brought, to be gone again; undefined for a beginning. @returns {Run | undefined} */
export function take() {
  own.value = state.run.value;
  const run = own.value === "" ? undefined : readRun(own.value, now);
  const endsHere =
    run && JSON.stringify(run.legs[run.legs.length - 1].settings) === JSON.stringify(now);
  lapse.value = own.value !== "" && !endsHere ? "bad" : undefined;
  return endsHere ? run : undefined;
}
