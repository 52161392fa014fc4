/** A function of two variables, known at the cells of a grid. */

/** @typedef {import("./geometry.js").View} View */
/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {{ columns: number, rows: number, values: ArrayLike<number> }} Grid  row by row from the bottom; each value at the middle of its cell */

/** The middles of the cells of a grid over the view, row by row from the bottom. @param {View} view @param {number} cells along each side @returns {Point[]} */
export const cellsOf = ({ low, size }, cells) =>
  Array.from({ length: cells * cells }, (_, i) => [
    low[0] + (((i % cells) + 0.5) * size) / cells,
    low[1] + ((Math.floor(i / cells) + 0.5) * size) / cells,
  ]);

/** @param {View} view @param {number} cells @param {(p: Point) => number} f @returns {Grid} */
export const sample = (view, cells, f) => ({
  columns: cells,
  rows: cells,
  values: cellsOf(view, cells).map(f),
});

/**
 * Heights for the lines from the lowest to the highest value: `bend` 1 at equal distances, more than 1 closer together
 * near the bottom, where a steep function is flat. A value that is not finite is no ground.
 * @param {Grid} grid @param {number} [count] @param {number} [bend]
 */
export function levelsOf({ values }, count = 14, bend = 2.5) {
  const known = Array.from(values).filter(Number.isFinite);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return Array.from(
    { length: count },
    (_, i) => low + (high - low) * ((i + 0.5) / (count + 0.5)) ** bend,
  );
}
