/** What a run has been through, written down as it goes: what a kept run is made of. */
import { readChoice } from "../../../state/choices.js";
import { memoryOf } from "../trainer.js";

/** @typedef {import("./written.js").Leg} Leg */
/** @typedef {import("./written.js").Hand} Hand */
/** @typedef {import("../trainer.js").Cursor} Cursor */
/** @typedef {import("../run-properties.js").Settings} Settings */
/** @typedef {{ legs: readonly Leg[], settings: Settings }} Record  legs: those that are over; settings: those in force since */

/** @param {Settings} settings @returns {Record} */
export const begun = (settings) => ({ legs: [], settings });

/** As it was, or will be again, within a leg. @param {readonly Leg[]} legs @param {number} i @returns {Record} */
export const within = (legs, i) => ({ legs: legs.slice(0, i), settings: legs[i].settings });

/** At the end of all. @param {readonly Leg[]} legs @returns {Record} */
export function after(legs) {
  const last = legs[legs.length - 1];
  return last.hand ? { legs, settings: last.settings } : within(legs, legs.length - 1);
}

const start = { epoch: 0, used: 0, read: 0 };
const isSame = (/** @type {any} */ a, /** @type {any} */ b) =>
  JSON.stringify(a) === JSON.stringify(b);
const isAt = (/** @type {Cursor} */ a, /** @type {Cursor} */ b) =>
  a.epoch === b.epoch && a.used === b.used && a.read === b.read;

/** By an optimizer of another sort all is forgotten, whatever comes after it. @param {Settings} settings */
const remembered = ({ optimizer }) => memoryOf({ optimizer: readChoice(optimizer) });

/** The legs up to here. @param {Record} record @param {Cursor} cursor @returns {readonly Leg[]} */
export function legsUntil({ legs, settings }, cursor) {
  const last = legs.at(-1);
  const isOver = last && isAt(last.to, cursor) && isSame(last.settings, settings);
  return isOver ? legs : [...legs, { settings, to: cursor }];
}

/**
 * Other settings from here on. Where nothing was done with the old ones they are forgotten.
 * @param {Record} record @param {Cursor} cursor @param {Settings} settings @returns {Record}
 */
export function altered(record, cursor, settings) {
  if (isSame(record.settings, settings)) return record;
  const last = record.legs.at(-1);
  const isIdle = isAt(last?.to ?? start, cursor);
  const forgets = last && remembered(record.settings) !== remembered(settings);
  return { legs: isIdle && !forgets ? record.legs : legsUntil(record, cursor), settings };
}

/** A weight that was set by hand, in place of what was set there before. @param {Record} record @param {Cursor} cursor @param {Hand} hand @returns {Record} */
export function setByHand(record, cursor, hand) {
  const legs = legsUntil(record, cursor);
  const last = /** @type {Leg} */ (legs.at(-1));
  const others = (last.hand ?? []).filter(([tensor, i]) => tensor !== hand[0] || i !== hand[1]);
  return { ...record, legs: [...legs.slice(0, -1), { ...last, hand: [...others, hand] }] };
}
