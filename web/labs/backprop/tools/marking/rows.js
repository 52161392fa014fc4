/** Formulas taken apart and put together otherwise. */
import { joined } from "../../expression.js";

/** @typedef {import("../../expression.js").Row} Row */
/** @typedef {import("../../expression.js").Part} Part */

/** @param {Row} row @param {string} sign that stands between the pieces @returns {Row[]} */
function split(row, sign) {
  /** @type {Row[]} */
  const pieces = [[]];
  for (const part of row)
    if (part === sign) pieces.push([]);
    else pieces[pieces.length - 1].push(part);
  return pieces;
}

/** The terms of a sum, and the row again. @param {Row} row */
export const termsOf = (row) => split(row, " + ");
/** @param {Row[]} terms */
export const sumOf = (terms) => joined(terms, " + ");

/** The factors of a product. @param {Row} row */
export const factorsOf = (row) => split(row, " · ");

/** @param {Row} row @returns {Part} */
export const group = (row) => ({ group: row });

/** @param {Row} row @returns {Row} */
export const negated = (row) => ["−", group(row)];

/** @param {string} factor @param {Row} row @returns {Row} */
export const times = (factor, row) => [`${factor} · `, group(row)];

/** Every part of a row and of the rows inside it, changed where `change` gives something else. @param {Row} row @param {(part: Part) => Part | undefined} change @returns {Row} */
export const changed = (row, change) =>
  row.map((part) => {
    const other = change(part);
    if (other !== undefined) return other;
    const inner = (/** @type {Row} */ one) => changed(one, change);
    if (typeof part === "string" || "ref" in part || "symbol" in part) return part;
    if ("group" in part) return { group: inner(part.group) };
    if ("call" in part) return { ...part, args: part.args.map(inner) };
    if ("cases" in part)
      return { cases: part.cases.map((c) => ({ ...c, row: inner(c.row), when: inner(c.when) })) };
    if ("frac" in part) return { frac: [inner(part.frac[0]), inner(part.frac[1])] };
    return { power: [inner(part.power[0]), inner(part.power[1])] };
  });

/** A quantity in place of another. @param {Row} row @param {(id: string) => Part | undefined} other @returns {Row} */
export const replaced = (row, other) =>
  changed(row, (part) => (typeof part === "object" && "ref" in part ? other(part.ref) : undefined));

/**
 * All terms changed, and where there are several, each by itself.
 * @param {Row[]} terms @param {(term: Row) => Row | undefined} change nothing: not a term to be changed @returns {Row[]}
 */
export function eachChanged(terms, change) {
  const others = terms.map(change);
  const possible = others.flatMap((other, at) => (other ? [at] : []));
  if (!possible.length) return [];
  /** @param {number[]} places */
  const with_ = (places) =>
    sumOf(terms.map((term, at) => (places.includes(at) ? (others[at] ?? term) : term)));
  return possible.length === 1
    ? [with_(possible)]
    : [with_(possible), ...possible.map((at) => with_([at]))];
}
