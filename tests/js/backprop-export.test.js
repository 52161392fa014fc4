/** The derivation and the diagram of the backpropagation lab as text, read by others' readers. */
import { describe, expect, test } from "@jest/globals";
import temml from "temml";
import { computeByHand } from "../../web/labs/backprop/by-hand.js";
import { layoutOf } from "../../web/labs/backprop/layout.js";
import { presets } from "../../web/labs/backprop/presets.js";
import { quantitiesOf } from "../../web/labs/backprop/quantities.js";
import {
  derivationLatex,
  derivationTable,
} from "../../web/labs/backprop/tools/export/derivation.js";
import { diagramSvg } from "../../web/labs/backprop/tools/export/svg.js";
import { tableToCsv } from "../../web/ui/copy/table.js";
import { fixed } from "../../web/ui/number.js";
import { everyNetwork, wanted } from "./support/backprop.js";

const cases = [
  ...Object.keys(presets).map((preset) => [preset, wanted({ preset }).given]),
  ...everyNetwork().map((given) => [
    `${given.network.loss} after ${given.network.layers.at(-1).activation}`,
    given,
  ]),
];

function sourceOf(given) {
  const table = quantitiesOf(given.network);
  const values = computeByHand(table, (q) => q.value({ ...given, trace: undefined }));
  const head = { name: "quantity", formula: "formula", numbers: "with numbers", value: "value" };
  return { table, values, print: (id) => fixed(values.get(id), 6), phase: (name) => name, head };
}

describe("the derivation", () => {
  test.each(cases)("of %s in LaTeX is read by a LaTeX reader, a line a quantity", (_, given) => {
    const source = sourceOf(given);
    const latex = derivationLatex(source);
    expect(temml.renderToString(latex, { displayMode: true, throwOnError: true })).toContain(
      "<math",
    );
    expect(latex.split("\n").filter((line) => line.includes(" &= "))).toHaveLength(
      source.table.size,
    );
  });

  test("says symbols, numbers and result", () => {
    const source = sourceOf(wanted({}).given);
    const latex = derivationLatex(source).split("\n");
    expect(latex).toContain(
      "\\delta_{1} &= \\frac{\\partial L}{\\partial a_{1}}\\cdot \\frac{\\partial a_{1}}{\\partial z_{1}} = \\frac{\\partial L}{\\partial a_{1}} \\cdot a_{1} \\cdot \\left(1 - a_{1}\\right) = -4.489163 \\cdot 0.777300 \\cdot \\left(1 - 0.777300\\right) = -0.777096 \\\\".replace(
        "\\cdot \\frac{\\partial a_{1}}",
        " \\cdot \\frac{\\partial a_{1}}",
      ),
    );
    const rows = derivationTable(source).rows;
    expect(rows.find(([name]) => name === "∂L/∂w₂")).toEqual([
      "∂L/∂w₂",
      "∂L/∂z₁ · ∂z₁/∂w₂ = δ₁ · x₂",
      "−0.777096 × 0.500000",
      "−0.388548",
    ]);
    expect(tableToCsv(derivationTable(source))).toContain(
      "L,(y − ŷ)^2,(4.000000 − 1.755419)^2,5.038146\r\n",
    );
  });
});

/** The names of the elements that are open at the end, of a text that holds elements, attributes and text alone. */
const stillOpen = (xml) =>
  [...xml.matchAll(/<(\/?)([a-z]+)((?: [\w:-]+="[^"<&]*(?:&\w+;[^"<&]*)*")*)>/g)].reduce(
    (open, [, close, name]) => {
      if (!close) return [...open, name];
      expect(open.at(-1)).toBe(name);
      return open.slice(0, -1);
    },
    [],
  );

test.each(cases)("the diagram of %s has every number, and closes what it opens", (_, given) => {
  const { table, values, print } = sourceOf(given);
  const svg = diagramSvg({
    layout: layoutOf(given.network, 1080, { row: 24, labelRow: 21, places: 6 }),
    title: 'a < b & "c"',
    row: 24,
    labelRow: 21,
    symbolOf: (id) => table.get(id).symbol,
    valueOf: (id) => values.get(id),
    signOf: (id) => Math.sign(values.get(id)),
    print,
    caption: String,
  });
  expect(stillOpen(svg)).toEqual([]);
  expect(svg).toContain("<title>a &lt; b &amp; &quot;c&quot;</title>");
  for (const id of ["L", "x1", "new.w1"]) expect(svg).toContain(`>${print(id)}</text>`);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});
