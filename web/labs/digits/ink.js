/** The ink that strokes leave: what the network reads of them, and what tests draw with. */
import { inkPiece } from "./generator/raster.js";

/** @typedef {import("./generator/strokes.js").Path} Stroke in a square of side 1 */

export const GRID = 140; // pixels a side
export const PEN = 0.066; // width of the pen, of the pad's side: about two pixels of a digit's twenty
const SOFT = 1;

/**
 * Draws a stroke, or its new end.
 *
 * @param {Float32Array} ink GRID × GRID
 * @param {Stroke} stroke
 * @param {{ from?: number, pen?: number }} [options] from: the first point whose piece is new
 */
export function inkStroke(ink, { x, y }, { from = 0, pen = PEN } = {}) {
  const radius = (pen * GRID) / 2;
  const last = x.length - 1;
  for (let i = Math.max(0, from); i < Math.max(1, last); i++) {
    const end = Math.min(i + 1, last);
    const [ax, ay, bx, by] = [x[i], y[i], x[end], y[end]].map((v) => v * GRID);
    inkPiece(ink, GRID, ax, ay, bx, by, radius, radius, SOFT);
  }
}
