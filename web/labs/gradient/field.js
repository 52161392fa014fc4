/** Those that race, as they are chosen: each with its optimizer, and all with one schedule. */
import { byStep } from "./descend.js";
import { optimizerOf, runnersOf } from "./racers.js";
import { state } from "./state.js";

/** @typedef {import("./racers.js").RacerName} RacerName */
/** @typedef {{ name: RacerName, optimizer: object }[]} Field */

/** The optimizer of one of them. @param {RacerName} name @param {Record<RacerName, number>} rates on this ground */
export const chosenOf = (name, rates) => optimizerOf(name, state[name].value, rates[name]);

/** @param {Record<RacerName, number>} rates @returns {Field} */
export function fieldNow(rates) {
  const schedule = byStep(state.decay.value);
  return runnersOf(state.race.value).map((name) => ({
    name,
    optimizer: { ...chosenOf(name, rates), schedule },
  }));
}
