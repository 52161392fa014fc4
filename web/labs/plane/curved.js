/** Where a neuron turns that reads squares, products or sines: a curve. It is fetched with the first such neuron. */
import { contours } from "d3-contour";
import { cellsOf } from "../../ui/plane/grid.js";
import { features } from "./features.js";
import { cells, chosen, view } from "./samples.js";

/** @typedef {import("../../ui/plane/geometry.js").Point} Point */

/** The curve's pieces, each a chain of points; the ring that closes it along the edge of the view is left out. @param {import("./lines.jsx").Sum} sum @returns {Point[][]} */
export default function curved({ weights, bias }) {
  const { low, size } = view.value;
  const z = cellsOf(view.value, cells).map((p) =>
    chosen.value.reduce((sum, name, i) => sum + weights[i] * features[name].of(p), bias),
  );
  const isEdge = (/** @type {number[]} */ [x, y]) => Math.min(x, y) <= 0 || Math.max(x, y) >= cells;
  /** @param {number[]} p @returns {Point} */
  const placed = ([x, y]) => [low[0] + (x * size) / cells, low[1] + (y * size) / cells];
  /** @type {Point[][]} */
  const pieces = [];
  for (const ring of contours().size([cells, cells]).contour(z, 0).coordinates.flat()) {
    pieces.push([]);
    ring.forEach((point, i) => {
      if (i > 0 && isEdge(point) && isEdge(ring[i - 1])) pieces.push([]);
      pieces[pieces.length - 1].push(placed(point));
    });
  }
  return pieces.filter((piece) => piece.length > 1);
}
