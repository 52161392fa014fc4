/**
 * The optimizers that race: each a kind of the core with the settings that make it what it is called, a colour and a
 * shape of its own. What can be set on them, within what range, and by what formula they go, the core says itself.
 */
import { readChoice } from "../../state/choices.js";

/** @typedef {"sgd" | "momentum" | "nesterov" | "rmsprop" | "adagrad" | "adam" | "adamw"} RacerName */
/** @typedef {import("../../state/choices.js").Choice} Choice */

/** @type {Record<RacerName, { label: string, optimizer: Choice, shape: string }>} shape: a path around (0, 0) */
export const racers = {
  sgd: {
    label: "SGD",
    optimizer: { type: "sgd" },
    shape: "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0Z",
  },
  momentum: {
    label: "Momentum",
    optimizer: { type: "sgd", momentum: 0.9 },
    shape: "M-4.6-4.6H4.6V4.6H-4.6Z",
  },
  nesterov: {
    label: "Nesterov",
    optimizer: { type: "sgd", momentum: 0.9, nesterov: true },
    shape: "M0-6.4 6.4 0 0 6.4-6.4 0Z",
  },
  rmsprop: { label: "RMSprop", optimizer: { type: "rmsprop" }, shape: "M0-6.2 6 5H-6Z" },
  adagrad: { label: "AdaGrad", optimizer: { type: "adagrad" }, shape: "M0 6.2-6-5H6Z" },
  adam: {
    label: "Adam",
    optimizer: { type: "adam" },
    shape: "M-2.2-6H2.2V-2.2H6V2.2H2.2V6H-2.2V2.2H-6V-2.2H-2.2Z",
  },
  adamw: {
    label: "AdamW",
    optimizer: { type: "adamw" },
    shape: "M0-7 1.9-2.3 6.8-2.2 3 1 4.3 5.8 0 3.1-4.3 5.8-3 1-6.8-2.2-1.9-2.3Z",
  },
};
export const racerNames = /** @type {RacerName[]} */ (Object.keys(racers));

/**
 * The optimizer as the link holds it, or its beginning on this ground.
 * @param {RacerName} name @param {string} text "" for that @param {number} rate @returns {Choice}
 */
export const optimizerOf = (name, text, rate) =>
  text === "" ? { ...racers[name].optimizer, learningRate: rate } : readChoice(text);

/** "sgd,adam" → the racers that run, in their own order. @param {string} text @returns {RacerName[]} */
export function runnersOf(text) {
  const named = text.split(",");
  return racerNames.filter((name) => named.includes(name));
}
