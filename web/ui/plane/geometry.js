/** The plane: what of it is shown, where w·x + b = 0 runs, and how that is written. */
import { plain } from "../number.js";

/** @typedef {{ low: [number, number], size: number }} View  a square of the plane */
/** @typedef {readonly [number, number]} Point */

/** A square around the samples and the origin, with a margin. @param {readonly Point[]} points @returns {View} */
export function viewOf(points) {
  const all = [...points, [0, 0]];
  const low = [0, 1].map((k) => Math.min(...all.map((p) => p[k])));
  const high = [0, 1].map((k) => Math.max(...all.map((p) => p[k])));
  const extent = Math.max(high[0] - low[0], high[1] - low[1], 1);
  const margin = 0.3 * extent;
  return { low: [low[0] - margin, low[1] - margin], size: extent + 2 * margin };
}

/**
 * The part of the view where w·x + b > 0, and the segment of the line in it.
 * @param {View} view @param {readonly number[]} w @param {number} b
 * @returns {{ region: Point[], line: Point[] }}
 */
export function halfPlane({ low: [left, bottom], size }, w, b) {
  /** @type {Point[]} */
  const square = [
    [left, bottom],
    [left + size, bottom],
    [left + size, bottom + size],
    [left, bottom + size],
  ];
  const score = (/** @type {Point} */ p) => w[0] * p[0] + w[1] * p[1] + b;
  /** @type {Point[]} */
  const region = [];
  /** @type {Point[]} */
  const line = [];
  square.forEach((from, i) => {
    const to = square[(i + 1) % 4];
    const [s, e] = [score(from), score(to)];
    if (s > 0) region.push(from);
    if (s > 0 === e > 0) return;
    const part = s / (s - e);
    /** @type {Point} */
    const cross = [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])];
    region.push(cross);
    line.push(cross);
  });
  return { region, line };
}

/** w₁x₁ + w₂x₂ + b as one writes it: no 1x₁, no + −3. @param {readonly number[]} w @param {number} b @param {readonly string[]} [names] of what is summed up */
export function expression(w, b, names = ["x₁", "x₂"]) {
  const terms = [...names, ""]
    .map((name, i) => ({ value: [...w, b][i], name }))
    .filter(({ value }) => value !== 0);
  const text = terms.map(({ value, name }, i) => {
    const sign = value < 0 ? "−" : "+";
    const size = plain(Math.abs(value));
    const lead = i === 0 ? sign.replace("+", "") : ` ${sign} `;
    return lead + (size === "1" && name ? name : size + name);
  });
  return text.join("") || "0";
}

/** As far as a learned weight is shown in an equation: so many digits as tell something, however small it is. @param {number} v */
export const rounded = (v) => Number(v.toPrecision(3));

/** The line's equation; undefined where w = 0 and there is no line. @param {readonly number[]} w @param {number} b */
export const equation = (w, b) =>
  w[0] === 0 && w[1] === 0 ? undefined : `${expression(w, b)} = 0`;
