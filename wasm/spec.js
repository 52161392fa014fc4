/** spec.js: a user's spec as a copy of our own and as the JSON text that the core decodes. */

import { ArgumentError } from "./errors.js";

/**
 * JSON has no NaN and no infinity: as text the core refuses them in the place where they stand.
 *
 * @param {string} _key
 * @param {unknown} value
 */
const sayNotFinite = (_key, value) =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;

/**
 * @param {import("./generated/spec.js").ModelSpec} spec
 * @returns {{ copy: import("./generated/spec.js").ModelSpec, text: string }}
 */
export function copySpec(spec) {
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) {
    throw new ArgumentError("a model is made from an object with input and layers", {
      details: { field: "spec" },
    });
  }
  try {
    const text = JSON.stringify(spec, sayNotFinite);
    return { copy: JSON.parse(text), text };
  } catch (cause) {
    throw new ArgumentError("the spec must be plain JSON data: no cycles, no bigints", {
      cause,
      details: { field: "spec" },
    });
  }
}
