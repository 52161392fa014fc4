/**
 * The samples: as the student pastes them, as the link holds them ("3,3,1:4,3,1:1,1,-1"), as the lab uses them.
 *
 * @typedef {{ x: [number, number], y: 1 | -1 }} Sample
 */
import { isHeading, numbersOf } from "../../ui/csv/lines.js";

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
export const truthTables = {
  AND: [0, 0, 0, 1],
  OR: [0, 1, 1, 1],
  NAND: [1, 1, 1, 0],
  XOR: [0, 1, 1, 0],
};
/** @typedef {keyof typeof truthTables} Gate */
export const gates = /** @type {Gate[]} */ (Object.keys(truthTables));

/** @param {Gate} gate @returns {Sample[]} */
export const samplesOf = (gate) =>
  corners.map(([a, b], i) => ({ x: [a, b], y: truthTables[gate][i] ? 1 : -1 }));

/** @param {readonly Sample[]} samples */
export const print = (samples) => samples.map(({ x, y }) => [...x, y].join(",")).join(":");

/** @type {Record<string, string>} */
export const presets = {
  textbook: "3,3,1:4,3,1:1,1,-1",
  ...Object.fromEntries(gates.map((gate) => [gate, print(samplesOf(gate))])),
};

export const most = 40;
export const farthest = 999;

/** @param {string} line @returns {Sample | undefined} */
function readLine(line) {
  const cells = numbersOf(line);
  const [a, b, label] = cells;
  const isFar = !(Math.abs(a) <= farthest && Math.abs(b) <= farthest);
  if (cells.length !== 3 || isFar || ![1, 0, -1].includes(label)) return undefined;
  const round = (/** @type {number} */ v) => Math.round(v * 1000) / 1000 || 0;
  return { x: [round(a), round(b)], y: label === 1 ? 1 : -1 };
}

/**
 * Lines of x₁, x₂ and the class (+1, −1, or 0 for −1); a heading is skipped.
 * @param {string} text
 * @returns {{ samples: Sample[], line?: number }} line: the first that cannot be read, from 1; or one too many
 */
export function parse(text) {
  /** @type {Sample[]} */
  const samples = [];
  for (const [i, line] of text.split(/\r?\n|:/).entries()) {
    if (line.trim() === "" || (i === 0 && isHeading(line))) continue;
    const sample = readLine(line);
    if (!sample || samples.length === most) return { samples, line: i + 1 };
    samples.push(sample);
  }
  return { samples };
}
