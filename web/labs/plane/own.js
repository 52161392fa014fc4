/**
 * The student's own samples: "x₁,x₂,y" or, of a curve, "x,y" a sample, with ":" between them in the link.
 */
import { parseNumber } from "../../ui/parse.js";

export const mostSamples = 200;
export const farthest = 999;

/** @typedef {readonly number[]} Row */

const round = (/** @type {number} */ v) => Math.round(v * 1e4) / 1e4 || 0;

/** @param {readonly number[]} values @returns {Row | undefined} */
export function readRow(values) {
  const fits = [2, 3].includes(values.length) && values.every((v) => Math.abs(v) <= farthest);
  return fits ? values.map(round) : undefined;
}

/** @param {string} text as the link has it @returns {Row[] | undefined} undefined where that is not its form */
export function readRows(text) {
  const rows = text.split(":").map((row) => readRow(row.split(",").map(parseNumber)));
  const width = rows[0]?.length;
  const isWhole = rows.length <= mostSamples && rows.every((row) => row && row.length === width);
  return isWhole ? /** @type {Row[]} */ (rows) : undefined;
}

/** @param {readonly Row[]} rows */
export const writeRows = (rows) => rows.map((row) => row.map(round).join(",")).join(":");
