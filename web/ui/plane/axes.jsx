/** The axes of a plane, with their marks, drawn inside the SVG of the caller. */
import { plain } from "../number.js";

/** @typedef {import("./geometry.js").Point} Point */

/** Inside an SVG of `side` units; a mark that the edge or the axis' name would cut goes without its number. @param {{ to(p: Point): Point, view: import("./geometry.js").View, side: number, names?: readonly [string, string] }} props */
export function Axes({ to, view: { low, size }, side, names = ["x₁", "x₂"] }) {
  const steps = [0.5, 1, 2, 5, 10, 20].flatMap((s) => [s, 100 * s, 1e4 * s, 1e6 * s]);
  const between = Math.min(...steps.filter((s) => size / s <= 9));
  const marks = (/** @type {number} */ from) =>
    Array.from({ length: Math.floor(size / between) + 1 }, (_, i) =>
      Number(((Math.ceil(from / between) + i) * between).toPrecision(9)),
    ).filter((mark) => mark <= from + size);
  const [ox, oy] = to([0, 0]);
  return (
    <g class="axes" aria-hidden="true">
      {marks(low[0]).map((m) => (
        <path key={m} class={m ? "" : "axis"} d={`M${to([m, 0])[0]} 0V${side}`} />
      ))}
      {marks(low[1]).map((m) => (
        <path key={m} class={m ? "" : "axis"} d={`M0 ${to([0, m])[1]}H${side}`} />
      ))}
      {marks(low[0])
        .filter((m) => to([m, 0])[0] < side - 14)
        .map((m) => (
          <text key={m} x={to([m, 0])[0] + 4} y={oy + 15}>
            {plain(m)}
          </text>
        ))}
      {marks(low[1])
        .filter((m) => m && to([0, m])[1] > 32)
        .map((m) => (
          <text key={m} x={ox + 4} y={to([0, m])[1] - 4}>
            {plain(m)}
          </text>
        ))}
      <text class="axis-name" x={side - 20} y={oy - 8}>
        {names[0]}
      </text>
      <text class="axis-name" x={ox - 20} y={16}>
        {names[1]}
      </text>
    </g>
  );
}
