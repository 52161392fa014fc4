/** Symbols and formulas of the lab in LaTeX's math mode. */
import { latexNumber } from "../../../../ui/copy/table.js";

/** @typedef {import("../../expression.js").Row} Row */
/** @typedef {import("../../expression.js").Part} Part */

/** @type {Record<string, string>} */
const names = {
  ŷ: "\\hat{y}",
  δ: "\\delta",
  η: "\\eta",
  σ: "\\sigma",
  Φ: "\\Phi",
  φ: "\\varphi",
  tanh: "\\tanh",
  ln: "\\ln",
  max: "\\max",
  "≥": "\\ge",
  "≤": "\\le",
};
const named = (/** @type {string} */ name) => names[name] ?? name;

/** @param {import("../../expression.js").Letter} letter */
const letterLatex = ({ base, sub, sup, prime }) =>
  [
    named(base),
    prime && !sup && "'",
    sup && `^{${prime ? "\\prime " : ""}(${sup})}`,
    sub && `_{${sub}}`,
  ]
    .filter(Boolean)
    .join("");

/** @param {import("../../expression.js").Symbol} symbol */
export const symbolLatex = (symbol) =>
  "partial" in symbol
    ? `\\frac{\\partial ${letterLatex(symbol.of ?? { base: "L" })}}{\\partial ${letterLatex(symbol.partial)}}`
    : letterLatex(symbol);

/** A printed number among others: a negative one in parentheses unless it comes first. @param {string} value @param {number} at */
export const numberLatex = (value, at) =>
  at > 0 && value.startsWith("−") ? `(${latexNumber(value)})` : latexNumber(value);

/** @param {Row} row @param {(id: string, at: number) => string} print what stands for a quantity, at its place in the row @returns {string} */
export function rowLatex(row, print) {
  const inner = (/** @type {Row} */ one) => rowLatex(one, print);
  return row.map((part, at) => partLatex(part, at, inner, print)).join("");
}

/** @param {Part} part @param {number} at @param {(row: Row) => string} inner @param {(id: string, at: number) => string} print @returns {string} */
function partLatex(part, at, inner, print) {
  if (typeof part === "string") return part.replace(/−/g, "-").replace(/·/g, "\\cdot");
  if ("ref" in part) return print(part.ref, at);
  if ("symbol" in part) return symbolLatex(part.symbol);
  if ("group" in part) return `\\left(${inner(part.group)}\\right)`;
  if ("frac" in part) return `\\frac{${inner(part.frac[0])}}{${inner(part.frac[1])}}`;
  if ("call" in part)
    return `${named(part.call)}\\left(${part.args.map(inner).join(",\\ ")}\\right)`;
  if ("power" in part)
    return `{${powerBase(part.power[0], inner, print)}}^{${inner(part.power[1])}}`;
  const lines = part.cases.map(
    ({ row, when, sign }) => `${inner(row)} & ${inner(when)} ${named(sign)} 0`,
  );
  return `\\begin{cases} ${lines.join(" \\\\ ")} \\end{cases}`;
}

/** A negative base is in parentheses wherever it stands. @param {Row} base @param {(row: Row) => string} inner @param {(id: string, at: number) => string} print */
function powerBase(base, inner, print) {
  const [only] = base;
  return base.length === 1 && typeof only === "object" && "ref" in only
    ? print(only.ref, 1)
    : inner(base);
}
