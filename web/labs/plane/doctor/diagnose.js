/** The doctor: from what is known of a training to what is wrong with it, and what to try. */
import { courseOf, gapOf } from "./course.js";
import { faults, misfits, overfits, states } from "./rules.js";

/**
 * @typedef {object} Facts
 * @property {any} spec of the network, as the core takes it, with the optimizer as an object
 * @property {number} rate the learning rate in use
 * @property {number} batchSize
 * @property {number} noise of the samples, from 0 to 0.5
 * @property {Float32Array} x the inputs that it is trained with, as it reads them, [samples × inputs]
 * @property {ArrayLike<number>} y their targets
 * @property {readonly import("./course.js").Moment[]} history the untrained network, then about one moment an epoch
 * @property {readonly import("./examine.js").LayerHealth[]} layers
 * @property {string} [failure] the code of the error that has ended the training
 *
 * @typedef {{ key: string, values: import("./rules.js").Values }} Finding key: of its sentence
 */

/** @param {Record<string, import("./rules.js").Rule>} rules @param {import("./rules.js").Case} found @returns {Finding[]} */
const apply = (rules, found) =>
  Object.entries(rules).flatMap(([key, rule]) => {
    const values = rule(found);
    return values ? [{ key, values }] : [];
  });

/**
 * @param {Facts} facts
 * @returns {Finding[]} the most urgent first, at least one. A fault explains a bad fit, and stands for it
 */
export function diagnose(facts) {
  const found = { ...facts, course: courseOf(facts), gap: gapOf(facts.history) };
  const broken = apply(faults, found);
  const wrong = broken.length > 0 ? broken : apply(misfits, found).slice(0, 1);
  const all = [...wrong, ...apply(overfits, found)];
  return all.length > 0 ? all : apply(states, found).slice(0, 1);
}
