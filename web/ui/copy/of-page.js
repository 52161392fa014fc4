/** A table as it stands on the page, read for copying: what is typeset there as text. */
import { lowered, raised } from "../number.js";

/** @param {Node} node @returns {string} */
function textOf(node) {
  if (!(node instanceof HTMLElement)) return node instanceof Text ? node.data : "";
  if (node instanceof HTMLInputElement) return node.checked ? "✓" : "";
  const inner = [...node.childNodes].map(textOf);
  if (node.matches(".fraction")) return inner.join("/");
  const text = inner.join("");
  if (node.tagName === "SUB") return lowered(text);
  return node.tagName === "SUP" ? raised(text) : text;
}

/** As many cells as the row is wide. @param {HTMLTableRowElement} row */
const cellsOf = (row) =>
  [...row.cells].flatMap((cell) => [
    textOf(cell).trim().replace(/\s+/g, " "),
    ...new Array(cell.colSpan - 1).fill(""),
  ]);

/** Columns of buttons, marked with `data-copy="no"` at their heads, are left out. @param {HTMLTableElement} table @param {string} caption @returns {import("./table.js").Table} */
export function tableOf(table, caption) {
  const [head, ...rows] = [...table.rows];
  const isTaken = [...head.cells].map((cell) => cell.dataset.copy !== "no");
  const taken = (/** @type {HTMLTableRowElement} */ row) =>
    cellsOf(row).filter((_, k) => isTaken[k]);
  return { caption, head: taken(head), rows: rows.map(taken) };
}
