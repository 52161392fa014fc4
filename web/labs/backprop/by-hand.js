/** The same training steps as a person makes them: by the formulas, in double precision, each result rounded or not before it is used. */
import { evaluate } from "./evaluate.js";

/** @typedef {import("./quantities.js").Quantity} Quantity */

/** Half away from zero, as one learns it; 1.005 is a hair less than it says, and must still go up. @param {number} value @param {number} places */
export function rounded(value, places) {
  const size = Math.abs(value) * 10 ** places;
  if (!Number.isFinite(size) || size > 2 ** 50) return value;
  return (Math.sign(value) * Math.round(size * (1 + 2 * Number.EPSILON))) / 10 ** places;
}

/**
 * All quantities of one training step.
 * @param {ReadonlyMap<string, Quantity>} table
 * @param {(quantity: Quantity) => number} givenValue of what is given
 * @param {(value: number) => number} [round] what is done to each result
 */
export function computeByHand(table, givenValue, round = (value) => value) {
  /** @type {Map<string, number>} */
  const values = new Map();
  const valueOf = (/** @type {string} */ id) => /** @type {number} */ (values.get(id));
  for (const [id, quantity] of table) {
    const form = quantity.forms.at(-1);
    values.set(id, form ? round(evaluate(form, valueOf)) : givenValue(quantity));
  }
  return values;
}

/**
 * Step after step: what one step updates, the next one is given.
 * @param {ReadonlyMap<string, Quantity>} table
 * @param {import("./given.js").Numbers} given
 * @param {number} count
 * @param {(value: number) => number} [round]
 */
export function stepsByHand(table, given, count, round) {
  /** @type {Map<string, number>[]} */
  const steps = [];
  const start = /** @type {any} */ ({ ...given, trace: undefined });
  while (steps.length < count) {
    const before = steps.at(-1);
    const value = (/** @type {Quantity} */ q) => before?.get(`new.${q.id}`) ?? q.value(start);
    steps.push(computeByHand(table, value, round));
  }
  return steps;
}
