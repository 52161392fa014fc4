/**
 * Formulas as data, so that one description gives the symbols, the same with the values put in, the text that
 * is read aloud, what depends on what, and (evaluate.js) the value itself. A row is a list of
 *   "text"             numbers, e, and the signs + − ·; what stands side by side is multiplied: "−2" { group }
 *   { ref: id }        a quantity
 *   { symbol }         a symbol without a value of its own
 *   { frac: [over, under] } · { power: [base, exponent] } · { group: row } in parentheses
 *   { call, args }     a function: call is one of σ, tanh, ln, max, Φ, φ
 *   { cases }          the row of the first case whose `when` compares with 0 as `sign` says
 *
 * @typedef {{ base: string, sub?: string, sup?: string, prime?: boolean }} Letter
 * @typedef {Letter | { partial: Letter, of?: Letter }} Symbol  a partial is that of L where not said otherwise
 * @typedef {"σ" | "tanh" | "ln" | "max" | "Φ" | "φ"} FunctionName
 * @typedef {{ row: Row, when: Row, sign: ">" | "≥" | "≤" | "<" }} Case
 * @typedef {string | { ref: string } | { symbol: Symbol } | { frac: [Row, Row] } | { power: [Row, Row] } | { group: Row }
 *   | { call: FunctionName, args: Row[] } | { cases: Case[] }} Part
 * @typedef {Part[]} Row
 */
import { lowered, raised } from "../../ui/number.js";

/** @param {string} id @returns {Part} */
export const ref = (id) => ({ ref: id });

/** Rows with a sign between each two. @param {Row[]} rows @param {string} sign @returns {Row} */
export const joined = (rows, sign) => rows.flatMap((row, i) => (i ? [sign, ...row] : row));

/** The rows that a part is made of, in reading order. @param {Part} part @returns {Row[]} */
export function rowsIn(part) {
  if (typeof part === "string" || "symbol" in part || "ref" in part) return [];
  if ("group" in part) return [part.group];
  if ("call" in part) return part.args;
  if ("cases" in part) return part.cases.flatMap(({ row, when }) => [row, when]);
  return "frac" in part ? part.frac : part.power;
}

/** The quantities that a formula is made from, each once. @param {Row} row @returns {string[]} */
export function refs(row) {
  /** @param {Part} part @returns {string[]} */
  const inside = (part) =>
    typeof part === "object" && "ref" in part ? [part.ref] : rowsIn(part).flatMap(refs);
  return [...new Set(row.flatMap(inside))];
}

/** @param {Letter} letter */
const letterText = ({ base, sub = "", sup = "", prime }) =>
  base + lowered(sub) + (sup && `⁽${raised(sup)}⁾`) + (prime ? "′" : "");

/** A symbol as plain text: "∂L/∂w₅". @param {Symbol} symbol */
export const symbolText = (symbol) =>
  "partial" in symbol
    ? `∂${letterText(symbol.of ?? { base: "L" })}/∂${letterText(symbol.partial)}`
    : letterText(symbol);

/**
 * A row as plain text, quantities printed by `print`.
 * @param {Row} row @param {(id: string) => string} print @returns {string}
 */
export function rowText(row, print) {
  return row.map((part, at) => partText(part, print, at)).join("");
}

/** @param {Part} part @param {(id: string) => string} print @param {number} at its place in the row @returns {string} */
function partText(part, print, at) {
  const text = (/** @type {Row} */ inner) => rowText(inner, print);
  /** @param {Row} inner */
  const tight = (inner) => (inner.length > 1 ? `(${text(inner)})` : text(inner));
  if (typeof part === "string") return part;
  if ("ref" in part) return bracketed(print(part.ref), at);
  if ("symbol" in part) return symbolText(part.symbol);
  if ("group" in part) return `(${text(part.group)})`;
  if ("frac" in part) return `${tight(part.frac[0])}/${tight(part.frac[1])}`;
  if ("call" in part) return `${part.call}(${part.args.map(text).join(", ")})`;
  if ("cases" in part)
    return `{ ${part.cases.map((c) => `${text(c.row)} (${text(c.when)} ${c.sign} 0)`).join(", ")} }`;
  return `${bracketed(tight(part.power[0]), 1)}^${tight(part.power[1])}`;
}

/** A negative number stands in parentheses unless it comes first. @param {string} value @param {number} at */
export const bracketed = (value, at) => (at > 0 && value.startsWith("−") ? `(${value})` : value);
