/**
 * Formulas as data, so that one description gives the symbols, the same with the values put in, the text that
 * is read aloud, and what depends on what. A row is a list of
 *   "text" · { ref: id } a quantity · { symbol } a symbol without a value of its own ·
 *   { frac: [row, row] } · { power: [row, row] } · { group: row } in parentheses
 *
 * @typedef {{ base: string, sub?: string, sup?: string, prime?: boolean }} Letter
 * @typedef {Letter | { partial: Letter, of?: Letter }} Symbol  a partial is that of L where not said otherwise
 * @typedef {string | { ref: string } | { symbol: Symbol } | { frac: [Row, Row] } | { power: [Row, Row] } | { group: Row }} Part
 * @typedef {Part[]} Row
 */

/** @param {string} id @returns {Part} */
export const ref = (id) => ({ ref: id });

/** Rows with a sign between each two. @param {Row[]} rows @param {string} sign @returns {Row} */
export const joined = (rows, sign) => rows.flatMap((row, i) => (i ? [sign, ...row] : row));

/** The quantities that a formula is made from, each once. @param {Row} row @returns {string[]} */
export function refs(row) {
  /** @param {Part} part @returns {string[]} */
  const inside = (part) => {
    if (typeof part === "string" || "symbol" in part) return [];
    if ("ref" in part) return [part.ref];
    if ("group" in part) return refs(part.group);
    return ("frac" in part ? part.frac : part.power).flatMap(refs);
  };
  return [...new Set(row.flatMap(inside))];
}

const low = "₀₁₂₃₄₅₆₇₈₉";
/** @param {Letter} letter */
const letterText = ({ base, sub = "", sup = "", prime }) =>
  base + sub.replace(/\d/g, (d) => low[Number(d)]) + (sup && `⁽${sup}⁾`) + (prime ? "′" : "");

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
  /** @param {Row} inner */
  const text = (inner) => rowText(inner, print);
  /** @param {Row} inner */
  const tight = (inner) => (inner.length > 1 ? `(${text(inner)})` : text(inner));
  return row
    .map((part, at) => {
      if (typeof part === "string") return part;
      if ("ref" in part) return bracketed(print(part.ref), at);
      if ("symbol" in part) return symbolText(part.symbol);
      if ("group" in part) return `(${text(part.group)})`;
      if ("frac" in part) return `${tight(part.frac[0])}/${tight(part.frac[1])}`;
      return `${tight(part.power[0])}^${tight(part.power[1])}`;
    })
    .join("");
}

/** A negative number stands in parentheses unless it comes first. @param {string} value @param {number} at */
export const bracketed = (value, at) => (at > 0 && value.startsWith("−") ? `(${value})` : value);
