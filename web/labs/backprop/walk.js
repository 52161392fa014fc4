/** Where we are in the calculation, and how to go on: everything derived from the page's state and the steps. */
import { computed } from "@preact/signals";
import { state } from "./state.js";
import { steps, trouble } from "./calculation.js";
import { courseNetwork } from "./network.js";
import { quantitiesOf } from "./quantities.js";

/** @typedef {import("./quantities.js").Quantity} Quantity */
/** @typedef {import("./quantities.js").Phase} Phase */

export const network = courseNetwork(0.1);
export const table = quantitiesOf(network);
/** What is computed, in order; the n-th is known once n quantities are. */
export const order = [...table.values()].filter((q) => q.phase !== "given");
/** @type {readonly Exclude<Phase, "given">[]} */
export const phases = ["forward", "loss", "backward", "update"];
/** Of each phase: its quantities, and how many come before them. */
export const stretches = phases.map((phase) => ({
  phase,
  quantities: order.filter((q) => q.phase === phase),
  start: order.findIndex((q) => q.phase === phase),
}));

const placeOf = new Map(order.map((q, i) => [q.id, i + 1]));

export const at = computed(() => Math.min(state.at.value, order.length));
export const current = computed(() => /** @type {Quantity | undefined} */ (order[at.value - 1]));
export const step = computed(
  () => /** @type {import("./calculation.js").Step | undefined} */ (steps.value[state.step.value]),
);

/** @param {string} id */
export const isKnown = (id) => (placeOf.get(id) ?? 0) <= at.value;

/** What the formula panel shows: what was clicked, else what was computed last. */
export const shown = computed(() =>
  isKnown(state.see.value) ? (table.get(state.see.value) ?? current.value) : current.value,
);

/** @param {string} id the role of a quantity beside the one shown */
export function roleOf(id) {
  const main = shown.value;
  if (!main) return undefined;
  if (main.id === id) return "self";
  if (main.parents.includes(id)) return "parent";
  return main.children.includes(id) ? "child" : undefined;
}

/** @param {string} id @returns {number | undefined} the core's value, once it is known here */
export function valueOf(id) {
  const quantity = table.get(id);
  return quantity && step.value && isKnown(id) ? quantity.value(step.value) : undefined;
}

/** @param {number} place */
export function goTo(place) {
  state.at.value = Math.max(0, Math.min(order.length, place));
  state.see.value = "";
}

/** Show a quantity: at once if it is known, else by going to where it is computed. @param {string} id */
export function show(id) {
  if (isKnown(id)) state.see.value = id;
  else goTo(placeOf.get(id) ?? 0);
}

/** @param {number} index of a training step @param {number} place */
export function goToStep(index, place) {
  state.step.value = Math.max(0, index);
  goTo(place);
}

/** Nothing follows the step at which the core had to stop. */
export const isStuck = computed(
  () => at.value >= order.length && !!trouble.value && state.step.value + 1 >= steps.value.length,
);

/** Past the last update the next training step begins. */
export function forward() {
  if (at.value < order.length) goTo(at.value + 1);
  else if (!isStuck.value) goToStep(state.step.value + 1, 0);
}

export function back() {
  if (at.value > 0) goTo(at.value - 1);
  else if (state.step.value > 0) goToStep(state.step.value - 1, order.length);
}
