/** Where we are in the calculation, and how to go on: everything derived from the page's state and the steps. */
import { computed, signal } from "@preact/signals";
import { state } from "./state.js";
import { steps, trouble } from "./calculation.js";
import { rounded, stepsByHand } from "./by-hand.js";
import { form, given } from "./given.js";
import { quantitiesOf } from "./quantities.js";

/** @typedef {import("./quantities.js").Quantity} Quantity */
/** @typedef {import("./quantities.js").Phase} Phase */

/** The network at hand and its table of quantities: another only when its form changes, not with each number. */
export const network = computed(
  () => /** @type {import("./network.js").Network} */ (JSON.parse(form.value)),
);
export const table = computed(() => quantitiesOf(network.value));
/** Whether it goes on by itself. */
export const playing = signal(false);
/** What is computed, in order; the n-th is known once n quantities are. */
export const order = computed(() => [...table.value.values()].filter((q) => q.phase !== "given"));
/** @type {readonly Exclude<Phase, "given">[]} */
export const phases = ["forward", "loss", "backward", "update"];
/** Of each phase: its quantities, and how many come before them. */
export const stretches = computed(() =>
  phases
    .map((phase) => ({
      phase,
      quantities: order.value.filter((q) => q.phase === phase),
      start: order.value.findIndex((q) => q.phase === phase),
    }))
    .filter(({ quantities }) => quantities.length > 0),
);

const placeOf = computed(() => new Map(order.value.map((q, i) => [q.id, i + 1])));

export const at = computed(() => Math.min(state.at.value, order.value.length));
export const current = computed(
  () => /** @type {Quantity | undefined} */ (order.value[at.value - 1]),
);
export const step = computed(
  () => /** @type {import("./calculation.js").Step | undefined} */ (steps.value[state.step.value]),
);

/** The steps by the formulas, where roundings are carried or double precision is wanted; as many as the core's. */
export const handSteps = computed(() => {
  const mode = state.round.value;
  if (mode === "shown" || !steps.value.length) return undefined;
  const places = state.places.value;
  const round = (/** @type {number} */ value) => rounded(value, places);
  return stepsByHand(
    table.value,
    given.value,
    steps.value.length,
    mode === "carried" ? round : undefined,
  );
});

/** A quantity's value after so many updates, as the rounding wants it. @param {string} id @param {number} index of the training step @returns {number | undefined} */
export function valueAt(id, index) {
  const hand = handSteps.value;
  if (hand) return hand[index]?.get(id);
  const iteration = steps.value[index];
  return iteration && table.value.get(id)?.value(iteration);
}

/** The word for a layer; −1: the inputs, and after the last one the loss. @param {number} layer */
export function captionOf(layer) {
  const last = network.value.layers.length - 1;
  if (layer < 0) return "layer.input";
  if (layer > last) return "layer.loss";
  return layer === last ? "layer.output" : "layer.hidden";
}

/** @param {string} id */
export const isKnown = (id) => (placeOf.value.get(id) ?? 0) <= at.value;

/** What the formula panel shows: what was clicked, else what was computed last. */
export const shown = computed(() =>
  isKnown(state.see.value) ? (table.value.get(state.see.value) ?? current.value) : current.value,
);

/** @param {string} id the role of a quantity beside the one shown */
export function roleOf(id) {
  const main = shown.value;
  if (!main) return undefined;
  if (main.id === id) return "self";
  if (main.parents.includes(id)) return "parent";
  return main.children.includes(id) ? "child" : undefined;
}

/** @param {string} id @returns {number | undefined} its value, once it is known here */
export const valueOf = (id) =>
  step.value && isKnown(id) ? valueAt(id, state.step.value) : undefined;

/** @param {number} place */
export function goTo(place) {
  state.at.value = Math.max(0, Math.min(order.value.length, place));
  state.see.value = "";
}

/** Show a quantity: at once if it is known, else by going to where it is computed. @param {string} id */
export function show(id) {
  if (isKnown(id)) state.see.value = id;
  else goTo(placeOf.value.get(id) ?? 0);
}

/** @param {number} index of a training step @param {number} place */
export function goToStep(index, place) {
  state.step.value = Math.max(0, index);
  goTo(place);
}

/** Nothing follows the step at which the core had to stop. */
export const isStuck = computed(
  () =>
    at.value >= order.value.length && !!trouble.value && state.step.value + 1 >= steps.value.length,
);

/** Past the last update the next training step begins. */
export function forward() {
  if (at.value < order.value.length) goTo(at.value + 1);
  else if (!isStuck.value) goToStep(state.step.value + 1, 0);
}

export function back() {
  if (at.value > 0) goTo(at.value - 1);
  else if (state.step.value > 0) goToStep(state.step.value - 1, order.value.length);
}
