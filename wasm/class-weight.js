/** class-weight.js: how much the samples of each class weigh while training. */

import { ArgumentError, ShapeError } from "./errors.js";
import { reading } from "./options.js";
import { toFloats } from "./samples.js";

/**
 * @typedef {import("./samples.js").Numbers | Readonly<Record<number, number>>} ClassWeight a weight ≥ 0 for every class, or
 *   { class: weight }, where classes left out weigh 1. Of one yes/no output the classes are 0 (no) and 1 (yes)
 */

/**
 * @param {Readonly<Record<string, number>>} weights
 * @param {number} classes
 */
function fromObject(weights, classes) {
  const values = new Float32Array(classes).fill(1);
  for (const [name, weight] of Object.entries(weights)) {
    const isClass = /^\d+$/.test(name) && Number(name) < classes;
    if (!isClass || typeof weight !== "number") {
      const message = isClass
        ? `classWeight[${name}] is ${typeof weight}; it must be a number, at least 0`
        : `classWeight has ${JSON.stringify(name)}; the classes are 0 to ${classes - 1}`;
      throw new ArgumentError(message, { details: { field: "classWeight", value: name } });
    }
    values[Number(name)] = weight;
  }
  return values;
}

/**
 * A weight for each class, as the core takes them. It refuses what is negative or not finite.
 *
 * @param {ClassWeight} weights
 * @param {number} classes how many the targets tell apart; 0: none, and the core will say so
 * @returns {Float32Array}
 */
export function classWeightFrom(weights, classes) {
  if (classes === 0) return new Float32Array(1);
  return reading("classWeight", () => weightsFrom(weights, classes));
}

/** @param {ClassWeight} weights @param {number} classes */
function weightsFrom(weights, classes) {
  if (!Array.isArray(weights) && !ArrayBuffer.isView(weights))
    return fromObject(/** @type {Record<string, number>} */ (weights), classes);
  const values = toFloats(weights, "classWeight");
  if (values.length === classes) return values;
  const message = `classWeight has ${values.length} numbers for ${classes} classes: give one for each, or an object { class: weight }`;
  throw new ShapeError(message, {
    details: { field: "classWeight", expected: classes, actual: values.length },
  });
}
