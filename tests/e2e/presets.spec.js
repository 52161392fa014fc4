// Every worked example, to the last printed digit, against figures of PyTorch and plain Python (tests/golden/make_labs.py).
import { readFileSync } from "node:fs";
import { number, rows } from "./support/gradient.js";
import { expect, test } from "./support/test.js";

const golden = JSON.parse(readFileSync(new URL("../golden/labs.json", import.meta.url), "utf8"));

/** A figure as a slide prints it: a true minus, none before a zero. */
function printed(value, places) {
  const text = Math.abs(value).toFixed(places);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** Numbers that one of the core's 32 bits cannot tell from this one: 0.4974895 and 0.49748948…, w₁₃ of softmax. */
const nearTo = (value) => [1, 1 + 2 ** -24, 1 - 2 ** -24].map((by) => by * value);

/** So many digits that count: 0.012340, 523.81, 3.1416e−7. */
function significant(value, digits) {
  const size = Math.abs(value);
  if (size === 0) return "0";
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const isPlain = size >= 1e-3 && size < 1e6;
  const text = isPlain ? value.toFixed(decimals) : value.toExponential(digits - 1);
  return text.replace("e+", "e").replace(/-/g, "−");
}

test.describe("backpropagation: every number that is computed", () => {
  const ledger = (page) =>
    page
      .locator(".ledger [data-id]")
      .evaluateAll((all) =>
        Object.fromEntries(
          all.map((e) => [e.dataset.id, e.querySelector(".value")?.textContent ?? ""]),
        ),
      );
  for (const [preset, figures] of Object.entries(golden.backpropagation))
    for (const [round, places] of [
      ["shown", 6],
      ["full", 9],
    ])
      test(`${preset}, ${places} decimals, roundings ${round}`, async ({ page }) => {
        await page.goto(
          `./#lab=backprop&lang=en&at=999&preset=${preset}&round=${round}&places=${places}`,
        );
        const computed = async () =>
          Object.fromEntries(
            Object.entries(await ledger(page)).filter(([id]) => !/^([xywb]\d*|lr)$/.test(id)),
          );
        await expect.poll(async () => Object.keys(await computed()).length).toBeGreaterThan(6);
        const shown = await computed();
        expect(Object.keys(figures)).toEqual(expect.arrayContaining(Object.keys(shown)));
        // What the page leaves out is what it takes together, as δ = ŷ − y of softmax with cross-entropy.
        const allowed = (value) => (round === "full" ? [value] : nearTo(value));
        const isRight = ([id, text]) =>
          allowed(figures[id]).some((value) => printed(value, places) === text);
        const wrong = async () =>
          Object.entries(await computed()).filter((figure) => !isRight(figure));
        await expect.poll(wrong).toEqual([]);
      });
});

test.describe("the perceptron's table, the first misclassified sample each time", () => {
  const links = {
    textbook: "3,3,1:4,3,1:1,1,-1",
    AND: "0,0,-1:0,1,-1:1,0,-1:1,1,1",
    OR: "0,0,-1:0,1,1:1,0,1:1,1,1",
    NAND: "0,0,1:0,1,1:1,0,1:1,1,-1",
    XOR: "0,0,-1:0,1,1:1,0,1:1,1,-1",
  };
  const text = (v) => String(v).replace("-", "−");
  for (const [name, points] of Object.entries(links))
    test(name, async ({ page }) => {
      await page.goto(`./#lab=perceptron&lang=en&points=${points}`);
      await page.getByRole("button", { name: "Run to the end", exact: true }).click();
      const table = golden.perceptron[name].map(
        ([picked, w1, w2, b], i) =>
          `${i} ${picked ? `M${picked}` : "–"} (${text(w1)}, ${text(w2)}) ${text(b)}`,
      );
      const isSolved = name !== "XOR";
      if (isSolved) table.push(`${table.length} none ${table.at(-1).replace(/^\S+ \S+ /, "")}`);
      await expect
        .poll(async () =>
          (await rows(page, "table")).slice(0, table.length).map((cells) => cells.join(" ")),
        )
        .toEqual(table);
      if (isSolved) expect(await rows(page, "table")).toHaveLength(table.length);
    });
});

test.describe("the delta rule", () => {
  for (const [unit, feeds] of Object.entries(golden.delta))
    test(`${unit} unit: sample by sample, mini-batch, batch`, async ({ page }) => {
      for (const [feed, after] of Object.entries(feeds))
        for (const [updates, [w1, w2, b, error]] of Object.entries(after)) {
          const [a, c, d, e] = [w1, w2, b, error].map((v) => printed(v, 4));
          await page.goto(
            `./#lab=perceptron&lang=en&part=delta&unit=${unit}&feed=${feed}&updates=${updates}`,
          );
          await expect(page.getByTestId("delta")).toHaveText(
            `After ${updates} ${updates === "1" ? "update" : "updates"} E = ${e}, w = (${a}, ${c}), b = ${d}`,
          );
        }
    });
});

test.describe("descent along the curves", () => {
  for (const [curve, rates] of Object.entries(golden.curves))
    test(curve, async ({ page }) => {
      for (const [eta, steps] of Object.entries(rates)) {
        await page.goto(`./#lab=gradient&lang=en&curve=${curve}&eta=${eta}&at=${steps.length - 1}`);
        const table = () => rows(page, "curve-steps");
        const isRight = (text, value) => nearTo(value).some((v) => significant(v, 4) === text);
        const areRight = (row, i) => isRight(row[2], steps[i][0]) && isRight(row[3], steps[i][1]);
        await expect.poll(async () => (await table()).filter(areRight).length).toBe(steps.length);
        // Near a minimum the slope's last digits are those of x beyond its 32 bits.
        for (const [i, row] of (await table()).entries())
          expect(Math.abs(number(row[4]) - steps[i][2])).toBeLessThan(
            1e-5 + 5e-4 * Math.abs(steps[i][2]),
          );
      }
    });
});

for (const network of ["logistic", "xor"])
  test(`the loss of ${network}, 25 steps of each optimizer`, async ({ page }) => {
    const losses = golden[network];
    const race = Object.keys(losses).join(",");
    for (const at of [0, 1, 5, 25]) {
      await page.goto(`./#lab=gradient&lang=en&part=loss&network=${network}&race=${race}&at=${at}`);
      const shown = () =>
        page
          .locator("tr[data-racer]")
          .evaluateAll((all) => all.map((tr) => [tr.dataset.racer, tr.cells[2].textContent]));
      const isRight = ([name, text]) =>
        nearTo(losses[name][at]).some((v) => significant(v, 5) === text);
      await expect
        .poll(async () => (await shown()).map((racer) => isRight(racer) || racer))
        .toEqual(Object.keys(losses).map(() => true));
    }
  });

test("a slice of the loss of XOR: its heights at 49 places", async ({ page }) => {
  await page.goto("./#lab=gradient&lang=en&part=loss&network=xor");
  await expect(page.locator("progress")).toHaveCount(0);
  await page.getByText("Heights at some places (table)").click();
  const isRight = (text, loss) => nearTo(loss).some((v) => significant(v, 4) === text);
  await expect
    .poll(async () =>
      (await rows(page, "places")).map(([, ...cells], i) =>
        cells.map((text, k) => isRight(text, golden.xorSlice[i][k]) || text),
      ),
    )
    .toEqual(golden.xorSlice.map((row) => row.map(() => true)));
});
