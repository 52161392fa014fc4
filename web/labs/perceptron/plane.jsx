/** The plane: samples, lines, and the side on which the unit says +1. Samples can be added, moved and picked on it. */
import { useRef, useState } from "preact/hooks";
import { plain } from "../../ui/number.js";
import { halfPlane, viewOf } from "./geometry.js";
import { t } from "./words.js";

/** @typedef {import("./samples.js").Sample} Sample */
/** @typedef {import("./geometry.js").Point} Point */

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

/** @param {{ to(p: Point): Point, view: import("./geometry.js").View }} props */
function Axes({ to, view: { low, size } }) {
  const step = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500].find((s) => size / s <= 9) ?? 1000;
  const marks = (/** @type {number} */ from) =>
    Array.from(
      { length: Math.floor(size / step) + 1 },
      (_, i) => (Math.ceil(from / step) + i) * step,
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
      {marks(low[0]).map((m) => (
        <text key={m} x={to([m, 0])[0] + 4} y={oy + 15}>
          {plain(m)}
        </text>
      ))}
      {marks(low[1])
        .filter(Boolean)
        .map((m) => (
          <text key={m} x={ox + 4} y={to([0, m])[1] - 4}>
            {plain(m)}
          </text>
        ))}
      <text class="axis-name" x={side - 20} y={oy - 8}>
        x₁
      </text>
      <text class="axis-name" x={ox - 20} y={16}>
        x₂
      </text>
    </g>
  );
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
  const svg = useRef(/** @type {SVGSVGElement | null} */ (null));
  const drag = useRef(/** @type {{ index: number, moved: boolean } | undefined} */ (undefined));
  const [frozen, freeze] = useState(
    /** @type {import("./geometry.js").View | undefined} */ (undefined),
  );
  const view = frozen ?? viewOf(samples.map((s) => s.x));
  const { low, size } = view;
  /** @param {Point} p @returns {Point} */
  const to = ([x, y]) => [((x - low[0]) / size) * side, side - ((y - low[1]) / size) * side];
  const path = (/** @type {Point[]} */ list) => `M${list.map((p) => to(p).join(" ")).join("L")}`;
  const half = w && halfPlane(view, w, b);
  const grain = size > 20 ? 1 : size > 4 ? 0.5 : 0.1;
  const snap = (/** @type {number} */ v) => Number((Math.round(v / grain) * grain).toFixed(3)) || 0;

  /** @param {PointerEvent} event @returns {Point} */
  function pointOf(event) {
    const box = /** @type {SVGSVGElement} */ (svg.current).getBoundingClientRect();
    const x = low[0] + ((event.clientX - box.left) / box.width) * size;
    const y = low[1] + (1 - (event.clientY - box.top) / box.height) * size;
    return [snap(x), snap(y)];
  }
  /** @param {KeyboardEvent} event @param {number} index */
  function onKeyDown(event, index) {
    const [x, y] = samples[index].x;
    /** @type {Record<string, Point>} */
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const way = ways[event.key];
    if (way) onMove?.(index, [snap(x + way[0] * grain), snap(y + way[1] * grain)]);
    else if (event.key === "Enter" || event.key === " ") onPick?.(index);
    else if (event.key === "Delete" || event.key === "Backspace") onRemove?.(index);
    else return;
    event.preventDefault();
  }
  /** @param {number} index */
  const handlers = (index) =>
    onMove && {
      role: "button",
      tabindex: 0, // in SVG the name of an attribute keeps its case
      "aria-label": t("plane.sample", {
        name: `M${index + 1}`,
        x: samples[index].x.map(plain).join(", "),
        y: samples[index].y > 0 ? "+1" : "−1",
        state: t(wrong.includes(index) ? "plane.wrong" : "plane.right"),
      }),
      onKeyDown: (/** @type {KeyboardEvent} */ event) => onKeyDown(event, index),
      onPointerDown: (/** @type {PointerEvent} */ event) => {
        event.stopPropagation();
        /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
        drag.current = { index, moved: false };
        freeze(view);
      },
      onPointerMove: (/** @type {PointerEvent} */ event) => {
        if (drag.current?.index !== index) return;
        const next = pointOf(event);
        if (next.join() === samples[index].x.join()) return;
        const [mx, my] = to(samples[index].x);
        const box = /** @type {SVGSVGElement} */ (svg.current).getBoundingClientRect();
        const away = Math.hypot(
          ((event.clientX - box.left) / box.width) * side - mx,
          ((event.clientY - box.top) / box.height) * side - my,
        );
        if (!drag.current.moved && away < 12) return; // a press that trembles is no drag
        drag.current.moved = true;
        onMove(index, next);
      },
      onPointerUp: () => {
        if (drag.current && !drag.current.moved) onPick?.(index);
        drag.current = undefined;
        freeze(undefined);
      },
      onPointerCancel: () => {
        drag.current = undefined;
        freeze(undefined);
      },
    };
  return (
    <svg
      ref={svg}
      class={`plane ${onAdd ? "editable" : ""}`}
      viewBox={`0 0 ${side} ${side}`}
      role="group"
      aria-label={label}
      onPointerDown={(event) => onAdd && event.button === 0 && onAdd(pointOf(event))}
    >
      {grid?.map((value, i) => (
        <rect
          key={i}
          class={value > 0.5 ? "cell-plus" : "cell-minus"}
          opacity={Math.abs(value - 0.5) * 1.6 + 0.15}
          x={((i % cells) * side) / cells}
          y={side - ((Math.floor(i / cells) + 1) * side) / cells}
          width={side / cells + 0.5}
          height={side / cells + 0.5}
        />
      ))}
      {half && half.region.length > 2 && <path class="half" d={`${path(half.region)}Z`} />}
      <Axes to={to} view={view} />
      {others.map((other, i) => {
        const { line } = halfPlane(view, other.w, other.b);
        return line.length > 1 && <path key={i} class="line other" d={path(line)} />;
      })}
      {half && half.line.length > 1 && <path class="line" d={path(half.line)} />}
      {samples.map((sample, i) => (
        <Mark
          key={i}
          at={to(sample.x)}
          sample={sample}
          name={`M${i + 1}`}
          wrong={wrong.includes(i)}
          {...handlers(i)}
        />
      ))}
    </svg>
  );
}
