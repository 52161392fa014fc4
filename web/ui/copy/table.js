/**
 * A table of figures as text that other programs read: LaTeX, Markdown, CSV. Pure.
 *
 * @typedef {string | { text: string, latex: string }} Cell
 *   text: as it stands on the page, with true minus signs; latex: the same for math mode, where it is more than a number
 * @typedef {{ caption?: string, head: readonly Cell[], rows: readonly (readonly Cell[])[] }} Table
 *   every row as long as the head
 */

/** @param {Cell} cell */
const textOf = (cell) => (typeof cell === "string" ? cell : cell.text);

/** "−0.5", "12", "4.783e6", "1.2e−9". @param {string} text */
const isNumber = (text) => /^[−-]?\d+(\.\d+)?(e[−-]?\d+)?$/.test(text);

/** The column of a table stands at the right where it holds numbers. @param {Table} table */
const columnsOf = ({ head, rows }) =>
  head.map((_, at) => {
    const cells = rows.map((row) => textOf(row[at])).filter((text) => !/^[–—-]?$/.test(text));
    return cells.length > 0 && cells.every(isNumber);
  });

/** What text needs in LaTeX: its own signs with a backslash, ours by their names. */
const signs = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "−": "$-$",
  "∂": "$\\partial$",
  "·": "$\\cdot$",
  "×": "$\\times$",
  "≤": "$\\le$",
  "≥": "$\\ge$",
  "′": "$'$",
  "∞": "$\\infty$",
  "‖": "$\\|$",
  "∇": "$\\nabla$",
  "√": "$\\surd$",
  ŷ: "$\\hat{y}$",
  "²": "$^2$",
  "½": "$\\frac{1}{2}$",
  η: "$\\eta$",
  δ: "$\\delta$",
  σ: "$\\sigma$",
  α: "$\\alpha$",
  β: "$\\beta$",
  γ: "$\\gamma$",
  ε: "$\\varepsilon$",
  μ: "$\\mu$",
  θ: "$\\theta$",
};

/** Any text for LaTeX, outside of math mode. @param {string} text */
export const latexText = (text) =>
  text
    .replace(/[&%$#_{}]|[\\~^−∂·×≤≥′∞‖∇√ŷ²½ηδσαβγεμθ]/g, (sign) =>
      /[&%$#_{}]/.test(sign) ? `\\${sign}` : signs[/** @type {keyof typeof signs} */ (sign)],
    )
    .replace(/[₀-₉]+/g, (low) => `$_{${low.normalize("NFKC")}}$`);

/** A printed number for LaTeX's math mode: "−1.5e−9" is -1.5\times 10^{-9}. @param {string} text */
export const latexNumber = (text) =>
  text
    .replace(/e(.+)$/, "\\times 10^{$1}")
    .replace("∞", "\\infty")
    .replace(/−/g, "-");

/** @param {Cell} cell */
function latexCell(cell) {
  if (typeof cell !== "string") return `$${cell.latex}$`;
  return isNumber(cell) || /^−?∞$/.test(cell) ? `$${latexNumber(cell)}$` : latexText(cell);
}

/** A tabular that needs no package. @param {Table} table */
export function tableToLatex(table) {
  const columns = columnsOf(table).map((isRight) => (isRight ? "r" : "l"));
  const line = (/** @type {readonly Cell[]} */ cells) => `${cells.map(latexCell).join(" & ")} \\\\`;
  return [
    ...(table.caption ? [`% ${table.caption.replace(/\s+/g, " ")}`] : []),
    `\\begin{tabular}{${columns.join("")}}`,
    "\\hline",
    line(table.head),
    "\\hline",
    ...table.rows.map(line),
    "\\hline",
    "\\end{tabular}",
    "",
  ].join("\n");
}

/** What Markdown would take for its own, with a backslash. @param {string} text */
const markdownText = (text) =>
  text.replace(/[\\`*_|<>[\]~#]/g, (sign) => `\\${sign}`).replace(/\s+/g, " ");

/** @param {Table} table */
export function tableToMarkdown(table) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(" | ")} |`;
  const cells = (/** @type {readonly Cell[]} */ row) =>
    row.map((cell) => markdownText(textOf(cell)));
  return [
    ...(table.caption ? [`**${markdownText(table.caption)}**`, ""] : []),
    line(cells(table.head)),
    line(columnsOf(table).map((isRight) => (isRight ? "---:" : "---"))),
    ...table.rows.map((row) => line(cells(row))),
    "",
  ].join("\n");
}

/** RFC 4180, with the minus that programs read. @param {Table} table */
export function tableToCsv({ head, rows }) {
  const cell = (/** @type {Cell} */ one) => {
    const text = textOf(one);
    const plain = isNumber(text) ? text.replace(/−/g, "-") : text;
    return /[",\r\n]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
