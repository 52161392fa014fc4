/**
 * A function of two variables as a map: its contour lines (d3-contour), and between them the ground, the darker the
 * higher, so that a valley is the colour of paper and what is drawn in it can be read. Drawn inside the SVG of the caller.
 */
import { contours } from "d3-contour";
import { useMemo } from "preact/hooks";

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

/** @param {Grid} grid @param {number} side of the picture @param {readonly number[]} levels */
function paths({ columns, rows, values }, side, levels) {
  const finite = Array.from(values, (v) => (Number.isFinite(v) ? v : Number.MAX_VALUE));
  const [kx, ky] = [side / columns, side / rows];
  return contours()
    .size([columns, rows])
    .thresholds([...levels])(finite)
    .map(({ value, coordinates }) => ({
      value,
      d: coordinates
        .flat()
        .map(
          (/** @type {number[][]} */ ring) =>
            `M${ring.map(([x, y]) => `${(x * kx).toFixed(1)} ${(side - y * ky).toFixed(1)}`).join("L")}Z`,
        )
        .join(""),
    }));
}

/** @param {{ grid: Grid, side: number, levels?: readonly number[] }} props */
export function Contours({ grid, side, levels }) {
  const list = useMemo(
    () => paths(grid, side, levels ?? levelsOf(grid)),
    [grid, side, levels?.join()],
  );
  return (
    <g class="contours" aria-hidden="true">
      {list.map(({ value, d }, i) => (
        <path key={i} d={d} data-level={value} fill-opacity={0.4 / list.length} />
      ))}
    </g>
  );
}
