/** The whole training step, line by line, as text that other programs read. */
import { rowText, symbolText } from "../../expression.js";
import { numberLatex, rowLatex, symbolLatex } from "./latex.js";

/** @typedef {import("../../quantities.js").Quantity} Quantity */
/**
 * @typedef {{ table: ReadonlyMap<string, Quantity>, print(id: string): string,
 *   phase(name: import("../../quantities.js").Phase): string, head: { name: string, formula: string, numbers: string, value: string } }} Source
 *   print: a value as the page prints it; phase, head: words
 */

/** @param {Source} source one row a quantity @returns {import("../../../../ui/copy/table.js").Table} */
export function derivationTable({ table, print, head }) {
  const symbolOf = (/** @type {string} */ id) =>
    symbolText(/** @type {Quantity} */ (table.get(id)).symbol);
  return {
    head: [head.name, head.formula, head.numbers, head.value],
    rows: [...table.values()].map(({ id, forms }) => [
      symbolOf(id),
      forms.map((form) => rowText(form, symbolOf)).join(" = "),
      forms.length ? rowText(/** @type {any} */ (forms.at(-1)), print).replaceAll("·", "×") : "",
      print(id),
    ]),
  };
}

/** An align* of amsmath, a phase after another. @param {Source} source */
export function derivationLatex({ table, print, phase }) {
  const symbolOf = (/** @type {string} */ id) =>
    symbolLatex(/** @type {Quantity} */ (table.get(id)).symbol);
  const valueOf = (/** @type {string} */ id, /** @type {number} */ at) =>
    numberLatex(print(id), at);
  /** @type {string[]} */
  const lines = [];
  let last = "";
  for (const quantity of table.values()) {
    if (quantity.phase !== last) lines.push(`% ${phase(quantity.phase)}`);
    last = quantity.phase;
    const { id, forms } = quantity;
    const parts = [
      ...forms.map((form) => rowLatex(form, symbolOf)),
      ...forms.slice(-1).map((form) => rowLatex(form, valueOf)),
      valueOf(id, 0),
    ];
    lines.push(`${symbolOf(id)} &= ${parts.join(" = ")} \\\\`);
  }
  return ["\\begin{align*}", ...lines, "\\end{align*}", ""].join("\n");
}
