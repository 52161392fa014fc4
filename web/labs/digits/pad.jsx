/** The pad: drawn on with mouse, finger or pen, or with the arrow keys. */
import { useEffect, useRef } from "preact/hooks";
import { signal } from "@preact/signals";
import { theme } from "../../state/theme.js";
import { Button } from "../../ui/button.jsx";
import { announce } from "../../ui/live.jsx";
import { canUndo, clear, digit, insertSample, penDown, penMove, strokes, undo } from "./drawing.js";
import { Glyph } from "./glyph.jsx";
import { GRID, PEN } from "./ink.js";
import { reading } from "./networks.js";
import { verdict } from "./verdict.js";
import { t } from "./words.js";

/** The keyboard's pen: where it is, whether it is on the paper; shown once a key has moved it. */
const cursor = signal({ x: 0.5, y: 0.25, down: false, shown: false });

/** @param {HTMLCanvasElement} canvas */
function paint(canvas) {
  const side = canvas.width;
  canvas.width = side; // which clears it; an empty one needs no context, and the first on a page takes milliseconds
  if (strokes.value.length === 0) return;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.strokeStyle = getComputedStyle(canvas).color;
  context.lineWidth = PEN * side;
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const { x, y } of strokes.value) {
    context.beginPath();
    context.moveTo(x[0] * side, y[0] * side);
    if (x.length === 1) context.lineTo(x[0] * side, y[0] * side);
    for (let i = 1; i < x.length; i++) context.lineTo(x[i] * side, y[i] * side);
    context.stroke();
  }
}

/** @param {HTMLElement} element @param {PointerEvent} event @returns {[number, number]} */
function place(element, event) {
  const box = element.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
}

/** Pointer Events for one pen at a time: a second finger or a resting palm draws nothing. */
function usePen() {
  const pen = useRef(/** @type {number | null} */ (null));
  return {
    /** @param {PointerEvent & { currentTarget: HTMLElement }} event */
    onPointerDown(event) {
      if (pen.current !== null || event.button !== 0) return;
      pen.current = event.pointerId;
      event.currentTarget.setPointerCapture(event.pointerId);
      cursor.value = { ...cursor.value, shown: false, down: false };
      penDown(...place(event.currentTarget, event));
    },
    /** @param {PointerEvent & { currentTarget: HTMLElement }} event */
    onPointerMove(event) {
      if (event.pointerId !== pen.current) return;
      const between = event.getCoalescedEvents?.() ?? [];
      const element = event.currentTarget;
      penMove((between.length ? between : [event]).map((e) => place(element, e)));
    },
    /** @param {PointerEvent} event */
    onPointerUp(event) {
      if (event.pointerId === pen.current) pen.current = null;
    },
    /** @param {PointerEvent} event */
    onPointerCancel(event) {
      if (event.pointerId === pen.current) pen.current = null;
    },
  };
}

const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** What is said when the pen leaves the paper: that, and what the network reads by then. */
function penUp() {
  const read = reading.peek();
  return read ? `${t("pad.penUp")}. ${verdict(read)}` : t("pad.penUp");
}

/** @param {KeyboardEvent} event */
function onKeyDown(event) {
  const { x, y, down } = cursor.value;
  const move = directions[event.key];
  if (move) {
    const step = event.shiftKey ? 0.08 : 0.025;
    const to = { x: clamp(x + step * move[0]), y: clamp(y + step * move[1]) };
    cursor.value = { ...to, down, shown: true };
    if (down) penMove([[to.x, to.y]]);
  } else if (event.key === " " || event.key === "Enter") {
    cursor.value = { x, y, down: !down, shown: true };
    if (!down) penDown(x, y);
    announce(down ? penUp() : t("pad.penDown"));
  } else if (event.key === "Backspace" || (event.key === "z" && (event.ctrlKey || event.metaKey))) {
    cursor.value = { x, y, down: false, shown: true };
    undo();
  } else if (event.key === "Delete") {
    cursor.value = { x, y, down: false, shown: true };
    clear();
  } else return;
  event.preventDefault();
}

/** @param {number} v */
const clamp = (v) => Math.min(0.97, Math.max(0.03, v));

/** @param {number} part of the grid @returns {string} */
const share = (part) => `${(100 * part) / GRID}%`;

function CropBox() {
  const { empty, box } = digit.value;
  if (empty) return null;
  const { left, top, width, height } = box;
  return (
    <div
      class="crop"
      style={{ left: share(left), top: share(top), width: share(width), height: share(height) }}
    />
  );
}

function Cursor() {
  const { x, y, down, shown } = cursor.value;
  if (!shown) return null;
  return (
    <div
      class={down ? "cursor cursor-down" : "cursor"}
      style={{ left: `${100 * x}%`, top: `${100 * y}%` }}
    />
  );
}

function Sheet() {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const drawn = strokes.value;
  const colours = theme.value;
  useEffect(() => {
    const element = /** @type {HTMLCanvasElement} */ (canvas.current);
    const fit = new ResizeObserver(() => {
      const side = Math.round(element.clientWidth * devicePixelRatio);
      if (element.width !== side) element.width = element.height = side;
      paint(element);
    });
    fit.observe(element);
    return () => fit.disconnect();
  }, []);
  useEffect(() => paint(/** @type {HTMLCanvasElement} */ (canvas.current)), [drawn, colours]);
  return <canvas ref={canvas} class="sheet" aria-hidden="true" />;
}

export function Pad() {
  const pen = usePen();
  const empty = digit.value.empty;
  return (
    <div class="pad-block">
      <div
        class="pad"
        data-testid="pad"
        tabIndex={0}
        role="application"
        aria-label={t("pad.label")}
        aria-describedby="pad-help"
        onKeyDown={onKeyDown}
        onBlur={() => (cursor.value = { ...cursor.value, down: false, shown: false })}
        {...pen}
      >
        {empty && <p class="pad-hint">{t("pad.hint")}</p>}
        <Sheet />
        <CropBox />
        <Cursor />
      </div>
      <div class="pad-tools">
        <Button onClick={undo} disabled={!canUndo.value}>
          <Glyph name="undo" />
          {t("pad.undo")}
        </Button>
        <Button onClick={clear} disabled={empty}>
          <Glyph name="erase" />
          {t("pad.clear")}
        </Button>
      </div>
      <Samples />
      <p class="fine no-print" id="pad-help">
        {t("pad.keys")}
      </p>
    </div>
  );
}

function Samples() {
  return (
    <div class="samples no-print" role="group" aria-label={t("pad.samples")}>
      <span class="samples-label" aria-hidden="true">
        {t("pad.insert")}
      </span>
      {Array.from({ length: 10 }, (_, label) => (
        <button
          key={label}
          type="button"
          class="sample"
          aria-label={t("pad.sample", { digit: label })}
          onClick={() => insertSample(label)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
