/** Points on a plane that are added by a click, dragged, moved by arrow keys, picked and removed. */
import { useRef, useState } from "preact/hooks";
import { viewOf } from "./geometry.js";

/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {import("./geometry.js").View} View */

/** A press that trembles is no drag: so far, of the picture's units. */
const TREMBLE = 12;

/** @type {Record<string, Point>} */
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * From the plane to the picture and back: `to` of a point, `placeOf` an event in the picture, `pointOf` it on the plane.
 * @param {{ view: View, side: number, snap(v: number): number, svg: { current: SVGSVGElement | null } }} picture
 */
function scales({ view: { low, size }, side, snap, svg }) {
  /** @param {Point} p @returns {Point} */
  const to = ([x, y]) => [((x - low[0]) / size) * side, side - ((y - low[1]) / size) * side];
  /** @param {MouseEvent} event @returns {Point} */
  function placeOf(event) {
    const box = /** @type {SVGSVGElement} */ (svg.current).getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * side,
      ((event.clientY - box.top) / box.height) * side,
    ];
  }
  /** @param {MouseEvent} event @returns {Point} */
  function pointOf(event) {
    const [x, y] = placeOf(event);
    return [snap(low[0] + (x / side) * size), snap(low[1] + (1 - y / side) * size)];
  }
  return { to, placeOf, pointOf };
}

/**
 * What an SVG of `side` units needs so that its points can be handled. While one is dragged the view stands still.
 *
 * @param {{ points: readonly Point[], side: number, view?: View, grain?: number, onAdd?: (x: Point) => void,
 *   onMove?: (index: number, x: Point) => void, onPick?: (index: number) => void, onRemove?: (index: number) => void }} plane
 *   view: what is shown; default: a square around the points and the origin; grain: what places are rounded to
 */
export function useHandles({ points, side, view: wanted, grain: fine, ...ways }) {
  const { onAdd, onMove, onPick, onRemove } = ways;
  const svg = useRef(/** @type {SVGSVGElement | null} */ (null));
  const drag = useRef(/** @type {{ index: number, moved: boolean } | undefined} */ (undefined));
  const [frozen, freeze] = useState(/** @type {View | undefined} */ (undefined));
  const view = frozen ?? wanted ?? viewOf(points);
  const grain = fine ?? (view.size > 20 ? 1 : view.size > 4 ? 0.5 : 0.1);
  const snap = (/** @type {number} */ v) => Number((Math.round(v / grain) * grain).toFixed(3)) || 0;
  const { to, placeOf, pointOf } = scales({ view, side, snap, svg });

  /** @param {KeyboardEvent} event @param {number} index */
  function onKeyDown(event, index) {
    const [x, y] = points[index];
    const way = arrows[event.key];
    if (way) onMove?.(index, [snap(x + way[0] * grain), snap(y + way[1] * grain)]);
    else if (event.key === "Enter" || event.key === " ") onPick?.(index);
    else if (event.key === "Delete" || event.key === "Backspace") onRemove?.(index);
    else return;
    event.preventDefault();
  }
  function letGo() {
    drag.current = undefined;
    freeze(undefined);
  }
  /** The attributes of a point's element that can be handled. @param {number} index @param {string} label */
  const handle = (index, label) => ({
    role: /** @type {const} */ ("button"),
    tabindex: 0, // in SVG the name of an attribute keeps its case
    "aria-label": label,
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
      if (next.join() === points[index].join()) return;
      const [x, y] = placeOf(event);
      const [mx, my] = to(points[index]);
      if (!drag.current.moved && Math.hypot(x - mx, y - my) < TREMBLE) return;
      drag.current.moved = true;
      onMove?.(index, next);
    },
    onPointerUp: () => {
      if (drag.current && !drag.current.moved) onPick?.(index);
      letGo();
    },
    onPointerCancel: letGo,
    // A finger on a point drags it and does not scroll; touch-action has no say over the parts of an SVG.
    onTouchMove: (/** @type {TouchEvent} */ event) => event.preventDefault(),
  });
  /** Not where a finger comes down: it may be about to scroll. @param {MouseEvent} event */
  function onClick(event) {
    const isOnPoint = /** @type {Element} */ (event.target).closest("[role=button]") !== null;
    if (!isOnPoint) onAdd?.(pointOf(event));
  }
  return { svg, view, to, handle, onClick };
}
