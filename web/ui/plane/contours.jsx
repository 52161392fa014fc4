/**
 * A function of two variables as a map: its contour lines (d3-contour), and between them the ground, the darker the
 * higher, so that a valley is the colour of paper and what is drawn in it can be read. Drawn inside the SVG of the caller.
 */
import { contours } from "d3-contour";
import { useMemo } from "preact/hooks";
import { levelsOf } from "./grid.js";

/** @typedef {import("./grid.js").Grid} Grid */

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
