/** models.js: a saved network, opened, and whether samples fit it. */

import { GlassnetError, ShapeError } from "../index.js";
import { read } from "./files.js";

/**
 * @param {import("../index.js").Glassnet} gn
 * @param {string} path
 */
export function openModel(gn, path) {
  const bytes = read(path);
  try {
    return gn.open(bytes);
  } catch (error) {
    if (error instanceof GlassnetError) error.message = `${path}: ${error.message}`;
    throw error;
  }
}

/** @param {readonly number[]} shape */
const sizeOf = (shape) => shape.reduce((size, length) => size * length, 1);

/**
 * Refuses samples of another size; the same size in another shape will do.
 *
 * @param {import("../index.js").Model} model
 * @param {string} name of the model
 * @param {number[]} shape of a sample
 */
export function needSamplesToFit(model, name, shape) {
  const { inputShape } = model;
  if (sizeOf(inputShape) === sizeOf(shape)) return;
  const message = `${name} takes samples of [${inputShape.join(", ")}]; these are [${shape.join(", ")}]`;
  throw new ShapeError(message, { details: { expected: inputShape, actual: shape } });
}
