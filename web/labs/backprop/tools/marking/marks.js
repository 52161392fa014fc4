/** The figures that the reader has written down for the training step shown, and what is to be said of each. */
import { computed } from "@preact/signals";
import { computeByHand, rounded } from "../../by-hand.js";
import { state } from "../../state.js";
import { network, step, table, valueAt } from "../../walk.js";
import { diagnose } from "./diagnose.js";
import { readFigure } from "./figure.js";

const places = [1, 2, 3, 4, 5, 6, 7]; // decimals with which one may have reckoned

/** @typedef {import("./diagnose.js").Truth} Truth */

/** The calculation from the given numbers of this step: without roundings, and with them. @type {import("@preact/signals").ReadonlySignal<Truth | undefined>} */
export const truth = computed(() => {
  if (!step.value) return undefined;
  const at = state.step.value;
  const shown = (/** @type {string} */ id) => valueAt(id, at);
  const given = (/** @type {import("../../quantities.js").Quantity} */ { id }) => shown(id) ?? NaN;
  const carried = places.map((count) => {
    const round = (/** @type {number} */ value) => rounded(value, count);
    return computeByHand(table.value, (q) => round(given(q)), round);
  });
  const exact = computeByHand(table.value, given);
  return { table: table.value, network: network.value, exact, shown, carried };
});

/** By the quantity's id. */
export const marks = computed(() => {
  const figures = new Map(
    [...state.mine.value].flatMap(([id, text]) => {
      const figure = table.value.has(id) ? readFigure(text) : undefined;
      return figure ? [/** @type {const} */ ([id, figure])] : [];
    }),
  );
  return truth.value ? diagnose(truth.value, figures) : new Map();
});
