/** The graph of a function of one variable with its axes and marks; what else is to be seen on it the caller draws inside. */
import { ticks } from "./plane/frame.jsx";
import { plain } from "./number.js";

export const width = 560;
export const height = 340;
const margin = { left: 48, right: 14, top: 14, bottom: 30 };
const inner = { w: width - margin.left - margin.right, h: height - margin.top - margin.bottom };
const points = 300;

/** @typedef {readonly [number, number]} Range */

/** From the function's units to the picture's. @param {Range} x @param {Range} y */
export const scaleOf = (x, y) => (/** @type {number} */ px, /** @type {number} */ py) => [
  margin.left + ((px - x[0]) / (x[1] - x[0])) * inner.w,
  margin.top + inner.h - ((py - y[0]) / (y[1] - y[0])) * inner.h,
];

/** The curve as a path; what leaves the range by far is left out. @param {(x: number) => number} f @param {Range} x @param {Range} y */
function curve(f, x, y) {
  const to = scaleOf(x, y);
  const room = y[1] - y[0];
  let isDown = false;
  return Array.from({ length: points + 1 }, (_, i) => {
    const at = x[0] + ((x[1] - x[0]) * i) / points;
    const value = f(at);
    if (!(value > y[0] - room && value < y[1] + room)) {
      isDown = false;
      return "";
    }
    const mark = isDown ? "L" : "M";
    isDown = true;
    return (
      mark +
      to(at, value)
        .map((v) => v.toFixed(1))
        .join(" ")
    );
  }).join("");
}

/** @param {number} mark */
const short = (mark) =>
  Math.abs(mark) < 1e-3 && mark !== 0 ? mark.toExponential(0).replace(/-/g, "−") : plain(mark);

/** Lines and marks of both axes. @param {{ x: Range, y: Range, names: readonly [string, string] }} props */
function Scales({ x, y, names }) {
  const to = scaleOf(x, y);
  const bottom = height - margin.bottom;
  const nearest = (/** @type {Range} */ [low, high]) => Math.max(low, Math.min(high, 0));
  const [zeroX, zeroY] = to(nearest(x), nearest(y));
  return (
    <g class="axes" aria-hidden="true">
      {ticks(...x, 10).map((m) => (
        <g key={m}>
          <path d={`M${to(m, 0)[0]} ${margin.top}V${bottom}`} />
          <text x={to(m, 0)[0]} y={bottom + 16} text-anchor="middle">
            {short(m)}
          </text>
        </g>
      ))}
      {ticks(...y, 6).map((m) => (
        <g key={m}>
          <path d={`M${margin.left} ${to(0, m)[1]}H${width - margin.right}`} />
          <text x={margin.left - 6} y={to(0, m)[1] + 4} text-anchor="end">
            {short(m)}
          </text>
        </g>
      ))}
      <path class="axis" d={`M${margin.left} ${zeroY}H${width - margin.right}`} />
      <path class="axis" d={`M${zeroX} ${margin.top}V${bottom}`} />
      <text class="axis-name" x={width - margin.right} y={bottom - 7} text-anchor="end">
        {names[0]}
      </text>
      <text class="axis-name" x={margin.left + 6} y={margin.top + 12}>
        {names[1]}
      </text>
    </g>
  );
}

/**
 * @param {{ label: string, f: (x: number) => number, x: Range, y: Range, names?: readonly [string, string],
 *   svgRef?: any, class?: string, children?: any, [rest: string]: any }} props
 *   x, y: what is shown; svgRef: of a graph with handles on it, which is no mere picture
 */
export function Graph({
  label,
  f,
  x,
  y,
  names = ["x", "f(x)"],
  svgRef,
  class: extra = "",
  ...rest
}) {
  const { children, ...events } = rest;
  return (
    <svg
      ref={svgRef}
      class={`graph ${extra}`}
      viewBox={`0 0 ${width} ${height}`}
      role={svgRef ? "group" : "img"}
      aria-label={label}
      {...events}
    >
      <Scales x={x} y={y} names={names} />
      <svg
        x={margin.left}
        y={margin.top}
        width={inner.w}
        height={inner.h}
        viewBox={`${margin.left} ${margin.top} ${inner.w} ${inner.h}`}
        aria-hidden="true"
      >
        <path class="curve" d={curve(f, x, y)} />
      </svg>
      {children}
    </svg>
  );
}
