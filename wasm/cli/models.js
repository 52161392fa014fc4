/** models.js: a saved network, opened. */

import { GlassnetError } from "../index.js";
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
