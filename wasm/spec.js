/** spec.js: a user's spec as a copy of our own and as the JSON text that the core decodes. */

import { ArgumentError } from "./errors.js";
import { reading } from "./options.js";

/**
 * JSON has no NaN and no infinity: as text the core refuses them in the place where they stand.
 *
 * @param {string} _key
 * @param {unknown} value
 */
const sayNotFinite = (_key, value) =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;

/**
 * What a user describes as plain data, as JSON text.
 *
 * @param {unknown} value
 * @param {string} name for messages
 */
export function textOf(value, name) {
  try {
    return JSON.stringify(value, sayNotFinite) ?? "null"; // of a function, say
  } catch (cause) {
    throw new ArgumentError(`${name} must be plain JSON data: no cycles, no bigints`, {
      cause,
      details: { field: name },
    });
  }
}

/**
 * @param {import("./generated/spec.js").ModelSpec} spec
 * @returns {{ copy: import("./generated/spec.js").ModelSpec, text: string }}
 */
export function copySpec(spec) {
  const isList = reading("the spec", () => Array.isArray(spec));
  if (typeof spec !== "object" || spec === null || isList) {
    throw new ArgumentError("a model is made from an object with input and layers", {
      details: { field: "spec" },
    });
  }
  const text = textOf(spec, "the spec");
  return { copy: JSON.parse(text), text };
}
