/**
 * What the student's own samples are: read from CSV, a line each; and what they ask of a network, which follows from them:
 * whole numbers from 0 to 3 as y are classes, others a quantity.
 */
import { isHeading, numbersOf } from "../../ui/csv/lines.js";
import { mostSamples, readRow } from "./own.js";

/** @typedef {import("./own.js").Row} Row */

/**
 * Lines of numbers; a heading is skipped.
 * @param {string} text @returns {{ rows: Row[], line?: number }} line: the first that cannot be used, from 1
 */
export function readCsv(text) {
  /** @type {Row[]} */
  const rows = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || (i === 0 && isHeading(line))) continue;
    const row = readRow(numbersOf(line));
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
