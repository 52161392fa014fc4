/** Marks along the left and the lower edge of a plane, for views in which the origin need not lie. Inside an SVG of `side` units. */
import { plain } from "../number.js";

/** The steps that people count in. */
const steps = [1, 2, 5];

/**
 * Round numbers between low and high, at most `most` of them.
 * @param {number} low @param {number} high @param {number} [most]
 */
export function ticks(low, high, most = 8) {
  const least = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * (steps.find((s) => s * power >= least * (1 - 1e-9)) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from(
    { length: Math.max(0, count) },
    (_, i) => Number(((first + i) * step).toPrecision(12)) || 0,
  );
}

/** @param {{ to(p: import("./geometry.js").Point): import("./geometry.js").Point, view: import("./geometry.js").View, side: number, names: readonly [string, string] }} props */
export function Frame({ to, view: { low, size }, side, names }) {
  // No mark where the names of the axes stand.
  const inside = (/** @type {number} */ at) => at > 30 && at < side - 44;
  return (
    <g class="axes" aria-hidden="true">
      {ticks(low[0], low[0] + size).map((m) => {
        const [x] = to([m, low[1]]);
        return (
          <g key={m}>
            <path class={m ? "" : "axis"} d={`M${x} 0V${side}`} />
            {inside(x) && (
              <text x={x} y={side - 6} text-anchor="middle">
                {plain(m)}
              </text>
            )}
          </g>
        );
      })}
      {ticks(low[1], low[1] + size).map((m) => {
        const [, y] = to([low[0], m]);
        return (
          <g key={m}>
            <path class={m ? "" : "axis"} d={`M0 ${y}H${side}`} />
            {inside(side - y) && (
              <text x={6} y={y + 4}>
                {plain(m)}
              </text>
            )}
          </g>
        );
      })}
      <text class="axis-name" x={side - 8} y={side - 8} text-anchor="end">
        {names[0]}
      </text>
      <text class="axis-name" x={8} y={18}>
        {names[1]}
      </text>
    </g>
  );
}
