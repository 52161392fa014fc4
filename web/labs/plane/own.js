/**
 * The student's own samples: "x₁,x₂,y" or, of a curve, "x,y" a sample, with ":" between them in the link and a line each in
 * CSV. What they ask of a network follows from them: whole numbers from 0 to 3 as y are classes, others a quantity.
 */
import { parseNumber } from "../../ui/parse.js";

export const mostSamples = 200;
export const farthest = 999;

/** @typedef {readonly number[]} Row */

const round = (/** @type {number} */ v) => Math.round(v * 1e4) / 1e4 || 0;

/** @param {readonly string[]} cells @returns {Row | undefined} */
function readRow(cells) {
  const values = cells.map(parseNumber);
  const fits = [2, 3].includes(values.length) && values.every((v) => Math.abs(v) <= farthest);
  return fits ? values.map(round) : undefined;
}

/** @param {string} text as the link has it @returns {Row[] | undefined} undefined where that is not its form */
export function readRows(text) {
  const rows = text.split(":").map((row) => readRow(row.split(",")));
  const width = rows[0]?.length;
  const isWhole = rows.length <= mostSamples && rows.every((row) => row && row.length === width);
  return isWhole ? /** @type {Row[]} */ (rows) : undefined;
}

/** @param {readonly Row[]} rows */
export const writeRows = (rows) => rows.map((row) => row.map(round).join(",")).join(":");

/**
 * Lines of numbers, by commas, semicolons, tabs or spaces; a heading is skipped.
 * @param {string} text @returns {{ rows: Row[], line?: number }} line: the first that cannot be used, from 1
 */
export function readCsv(text) {
  /** @type {Row[]} */
  const rows = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || (i === 0 && /^\s*[a-z_"]/i.test(line))) continue;
    const row = readRow(line.split(/[\t;,，；]\s*|\s+/).filter(Boolean));
    const isOdd = rows.length > 0 && row?.length !== rows[0].length;
    if (!row || isOdd || rows.length === mostSamples) return { rows, line: i + 1 };
    rows.push(row);
  }
  return rows.length > 0 ? { rows } : { rows, line: 1 };
}

/** What the rows ask of a network. @param {readonly Row[]} rows @returns {{ kind: import("./datasets.js").Kind, classes?: number }} */
export function taskOf(rows) {
  if (rows[0].length === 2) return { kind: "curve" };
  const most = Math.max(...rows.map(([, , y]) => y));
  if (!rows.every(([, , y]) => Number.isInteger(y) && y >= 0 && y <= 3))
    return { kind: "regression" };
  return most <= 1 ? { kind: "binary" } : { kind: "classes", classes: most + 1 };
}

/** @param {readonly Row[]} rows @returns {import("./datasets.js").Samples} */
export const samplesOf = (rows) => ({
  x: rows.map((row) => row.slice(0, -1)),
  y: rows.map((row) => row[row.length - 1]),
});
