/**
 * What is on the pad: strokes in a square of side 1, the ink they leave on a grid of pixels, and the digit
 * that comes of it. The pad on the screen is drawn from the strokes, the network's picture from the ink.
 */
import { computed, signal } from "@preact/signals";
import { centreDigit } from "../../../wasm/index.js";
import { DEFAULT_HAND, handMap } from "./generator/hand.js";
import { randomStream } from "../../state/random.js";
import { writeDigit } from "./generator/strokes.js";
import { GRID, inkStroke } from "./ink.js";

/** @typedef {import("./ink.js").Stroke} Stroke */

/** @type {import("@preact/signals").Signal<readonly Stroke[]>} */
export const strokes = signal([]);

/** What was there before each change, for undo. @type {import("@preact/signals").Signal<readonly (readonly Stroke[])[]>} */
const past = signal([]);
const MOST_UNDOS = 100;

export const canUndo = computed(() => past.value.length > 0);

const ink = new Float32Array(GRID * GRID);

/** Counts the changes of the ink; the digit is computed anew with each. */
const inked = signal(0);

/** The drawing on its way to the network. @type {import("@preact/signals").ReadonlySignal<import("../../../wasm/digit.js").Digit>} */
export const digit = computed(() => {
  void inked.value;
  return centreDigit(ink, GRID, GRID);
});

/** @param {readonly Stroke[]} next */
function replace(next) {
  strokes.value = next;
  ink.fill(0);
  for (const stroke of next) inkStroke(ink, stroke);
  inked.value++;
}

function keepPast() {
  past.value = [...past.value, strokes.value].slice(-MOST_UNDOS);
}

/** The pen comes down. @param {number} x @param {number} y */
export function penDown(x, y) {
  keepPast();
  const stroke = { x: [x], y: [y] };
  strokes.value = [...strokes.value, stroke];
  inkStroke(ink, stroke);
  inked.value++;
}

/** The pen moves on through these points. @param {readonly (readonly [number, number])[]} points */
export function penMove(points) {
  const stroke = strokes.value[strokes.value.length - 1];
  if (!stroke || points.length === 0) return;
  const from = stroke.x.length - 1;
  for (const [x, y] of points) {
    stroke.x.push(x);
    stroke.y.push(y);
  }
  inkStroke(ink, stroke, { from });
  strokes.value = [...strokes.value];
  inked.value++;
}

export function undo() {
  const before = past.value[past.value.length - 1];
  if (!before) return;
  past.value = past.value.slice(0, -1);
  replace(before);
}

export function clear() {
  if (strokes.value.length === 0) return;
  keepPast();
  replace([]);
}

let sampleCount = 0;

/** Puts a digit as the generator writes it in place of what is there. @param {number} label */
export function insertSample(label) {
  const random = randomStream(20_250 + label, sampleCount++);
  const paths = writeDigit(label, random, DEFAULT_HAND);
  const map = handMap(random, DEFAULT_HAND);
  const points = paths.map((path) => path.x.map((x, i) => map(x, path.y[i])));
  const all = points.flat();
  /** @param {0 | 1} k */
  const range = (k) => [Math.min(...all.map((p) => p[k])), Math.max(...all.map((p) => p[k]))];
  const [[left, right], [top, bottom]] = [range(0), range(1)];
  const scale = 0.66 / Math.max(right - left, bottom - top);
  /** @param {number} v @param {number} low @param {number} high */
  const fit = (v, low, high) => 0.5 + scale * (v - (low + high) / 2);
  keepPast();
  replace(
    points.map((path) => ({
      x: path.map(([x]) => fit(x, left, right)),
      y: path.map(([, y]) => fit(y, top, bottom)),
    })),
  );
}
