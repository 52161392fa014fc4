// A table of the page as LaTeX, Markdown and CSV, read by others' readers and by ours.
import { describe, expect, test } from "@jest/globals";
import { readCsv } from "../../wasm/readers/csv.js";
import temml from "temml";
import { latexText, tableToCsv, tableToLatex, tableToMarkdown } from "../../web/ui/copy/table.js";

const table = {
  caption: "Weights | after 5 % of the steps",
  head: [
    "step",
    { text: "∂L/∂w₁", latex: "\\frac{\\partial L}{\\partial w_{1}}" },
    "name, “it_self”",
  ],
  rows: [
    ["0", "−0.777096", "a & b"],
    ["1", "1.5e−9", 'say "x"'],
    ["2", "–", "50 %"],
  ],
};

test("LaTeX is a tabular: numbers in math mode to the right, text with its signs escaped", () => {
  expect(tableToLatex(table)).toBe(`% Weights | after 5 % of the steps
\\begin{tabular}{rrl}
\\hline
step & $\\frac{\\partial L}{\\partial w_{1}}$ & name, “it\\_self” \\\\
\\hline
$0$ & $-0.777096$ & a \\& b \\\\
$1$ & $1.5\\times 10^{-9}$ & say "x" \\\\
$2$ & – & 50 \\% \\\\
\\hline
\\end{tabular}
`);
});

test("every formula in the LaTeX is read by a LaTeX reader", () => {
  const formulas = [...tableToLatex(table).matchAll(/\$([^$]+)\$/g)].map(([, formula]) => formula);
  expect(formulas.length).toBeGreaterThan(4);
  for (const formula of formulas)
    expect(temml.renderToString(formula, { throwOnError: true, strict: true })).toContain("<math");
});

test("text for LaTeX keeps no sign that LaTeX would take for its own", () => {
  expect(latexText("a_b^c ~ 50% {x} \\ −1 ≤ η·w₁₂")).toBe(
    "a\\_b\\textasciicircum{}c \\textasciitilde{} 50\\% \\{x\\} \\textbackslash{} $-$1 $\\le$ $\\eta$$\\cdot$w$_{12}$",
  );
});

test("Markdown has a line a row, and a bar in a cell is no border", () => {
  expect(tableToMarkdown(table)).toBe(`**Weights \\| after 5 % of the steps**

| step | ∂L/∂w₁ | name, “it\\_self” |
| ---: | ---: | --- |
| 0 | −0.777096 | a & b |
| 1 | 1.5e−9 | say "x" |
| 2 | – | 50 % |
`);
});

describe("CSV", () => {
  test("quotes what needs quotes and writes the minus of programs", () => {
    expect(tableToCsv(table)).toBe(
      'step,∂L/∂w₁,"name, “it_self”"\r\n0,-0.777096,a & b\r\n1,1.5e-9,"say ""x"""\r\n2,–,50 %\r\n',
    );
  });

  test("is read back by the library's own reader", () => {
    const text = tableToCsv({
      head: ["x", "y, z"],
      rows: [
        ["−1.5", "2"],
        ["0.25", "−3e−2"],
      ],
    });
    const { x, y, columns } = readCsv(text, { header: true, target: "y, z" });
    expect([...x]).toEqual([-1.5, 0.25]);
    expect([...y]).toEqual([2, Math.fround(-0.03)]);
    expect(columns).toEqual(["x"]);
  });
});
