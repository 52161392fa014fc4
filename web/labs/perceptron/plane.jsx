/** The plane: samples, lines, and the side on which the unit says +1. Samples can be added, moved and picked on it. */
import { plain } from "../../ui/number.js";
import { Axes } from "../../ui/plane/axes.jsx";
import { halfPlane, viewOf } from "../../ui/plane/geometry.js";
import { useHandles } from "../../ui/plane/handles.js";
import { t } from "./words.js";

/** @typedef {import("./samples.js").Sample} Sample */
/** @typedef {import("../../ui/plane/geometry.js").Point} Point */

const side = 400;
export const cells = 24; // of a map, along each side

/** The middles of the map's cells. @param {readonly Sample[]} samples @returns {Point[]} */
export function cellsOf(samples) {
  const { low, size } = viewOf(samples.map((s) => s.x));
  return Array.from({ length: cells * cells }, (_, i) => [
    low[0] + (((i % cells) + 0.5) * size) / cells,
    low[1] + ((Math.floor(i / cells) + 0.5) * size) / cells,
  ]);
}

/** @param {{ at: Point, sample: Sample, name: string, wrong: boolean, [rest: string]: any }} props */
function Mark({ at: [x, y], sample, name, wrong, ...rest }) {
  const sign = sample.y > 0 ? "plus" : "minus";
  return (
    <g
      class={`sample ${sign} ${wrong ? "wrong" : ""}`}
      transform={`translate(${x} ${y})`}
      {...rest}
    >
      <circle class="reach" r="22" />
      {wrong && <circle class="ring" r="16" />}
      {sample.y > 0 ? (
        <circle class="dot" r="10" />
      ) : (
        <rect class="dot" x="-9" y="-9" width="18" height="18" rx="2" />
      )}
      <path d={sample.y > 0 ? "M-5 0H5M0-5V5" : "M-5 0H5"} />
      <text x="14" y="-12">
        {name}
      </text>
    </g>
  );
}

/** What a network says at each place of the map. @param {{ grid: readonly number[] }} props */
const Ground = ({ grid }) =>
  grid.map((value, i) => (
    <rect
      key={i}
      class={value > 0.5 ? "cell-plus" : "cell-minus"}
      opacity={Math.abs(value - 0.5) * 1.6 + 0.15}
      x={((i % cells) * side) / cells}
      y={side - ((Math.floor(i / cells) + 1) * side) / cells}
      width={side / cells}
      height={side / cells}
    />
  ));

/** A sample in words. @param {Sample} sample @param {number} index @param {boolean} isWrong */
const nameOf = ({ x, y }, index, isWrong) =>
  t("plane.sample", {
    name: `M${index + 1}`,
    x: x.map(plain).join(", "),
    y: y > 0 ? "+1" : "−1",
    state: t(isWrong ? "plane.wrong" : "plane.right"),
  });

/**
 * @param {{ samples: readonly Sample[], label: string, wrong?: readonly number[], w?: readonly number[], b?: number,
 *   others?: readonly { w: readonly number[], b: number }[], grid?: readonly number[],
 *   onAdd?: (x: Point) => void, onMove?: (index: number, x: Point) => void, onPick?: (index: number) => void,
 *   onRemove?: (index: number) => void }} props
 */
export function Plane({
  samples,
  label,
  wrong = [],
  w,
  b = 0,
  others = [],
  grid,
  onAdd,
  onMove,
  onPick,
  onRemove,
}) {
  const points = samples.map((s) => s.x);
  const handles = useHandles({ points, side, onAdd, onMove, onPick, onRemove });
  const { view, to } = handles;
  const path = (/** @type {Point[]} */ list) => `M${list.map((p) => to(p).join(" ")).join("L")}`;
  const half = w && halfPlane(view, w, b);
  return (
    <svg
      ref={handles.svg}
      class={`plane ${onAdd ? "editable" : ""}`}
      viewBox={`0 0 ${side} ${side}`}
      role="group"
      aria-label={label}
      onClick={handles.onClick}
    >
      {grid && <Ground grid={grid} />}
      {half && half.region.length > 2 && <path class="half" d={`${path(half.region)}Z`} />}
      <Axes to={to} view={view} side={side} />
      {others.map((other, i) => {
        const { line } = halfPlane(view, other.w, other.b);
        return line.length > 1 && <path key={i} class={`line other other-${i}`} d={path(line)} />;
      })}
      {half && half.line.length > 1 && <path class="line" d={path(half.line)} />}
      {samples.map((sample, i) => (
        <Mark
          key={i}
          at={to(sample.x)}
          sample={sample}
          name={`M${i + 1}`}
          wrong={wrong.includes(i)}
          {...(onMove && handles.handle(i, nameOf(sample, i, wrong.includes(i))))}
        />
      ))}
    </svg>
  );
}
