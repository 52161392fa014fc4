// What the 2-D lab prints of runs, to the last printed digit, against PyTorch in double precision (tests/golden/make_plane.py).
import { readFileSync } from "node:fs";
import { percent, significant } from "../../web/ui/number.js";
import { button, open, reading } from "./support/plane.js";
import { expect, test } from "./support/test.js";

const golden = JSON.parse(readFileSync(new URL("../golden/plane.json", import.meta.url), "utf8"));

/**
 * What may be printed of a figure: of the number itself and, since weights of 24 bits have been added to up to a hundred
 * times, of those that differ from it by a millionth.
 */
const ofLoss = (v) => [1, 1 - 2 ** -20, 1 + 2 ** -20].map((by) => significant(by * v, 4));
const ofNorm = (v) => [1, 1 - 2 ** -20, 1 + 2 ** -20].map((by) => significant(by * v, 3));
/** Six digits of a weight, rounded; a small one's last are beyond those 24 bits of the largest, by which it was moved. */
const isWeight = (text, v, largest) => {
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(v))) - 5);
  return Math.abs(Number(text) - v) <= unit / 2 + 2 ** -19 * largest;
};

/** Every figure by a name, each as all that may be printed of it. */
function expected({ train, validation, test: exam, layers }) {
  const figures = {
    loss: ofLoss(train.loss),
    "validation-loss": ofLoss(validation.loss),
    exam: ofLoss(exam.loss).map((loss) => `On the test samples: loss ${loss}`),
  };
  if (train.accuracy !== undefined) {
    figures.accuracy = [percent(train.accuracy)];
    figures["validation-accuracy"] = [percent(validation.accuracy)];
    figures.exam = figures.exam.map((text) => `${text}, accuracy ${percent(exam.accuracy)}`);
  }
  figures.exam = figures.exam.map((text) => `${text}.`);
  layers.forEach(({ gradient, weight, units, dead, saturated }, k) => {
    figures[`gradient ${k}`] = ofNorm(gradient);
    figures[`weight ${k}`] = ofNorm(weight);
    figures[`dead ${k}`] = [`${dead} / ${units}`];
    figures[`saturated ${k}`] = [saturated === null ? "–" : percent(saturated, 0)];
  });
  return figures;
}

/** The same, as the page prints them. */
async function shown(page, names) {
  const texts = names.filter((name) => !/ /.test(name));
  const figures = Object.fromEntries(
    await Promise.all(texts.map(async (id) => [id, await reading(page, id).textContent()])),
  );
  const rows = await page
    .getByTestId("layers")
    .locator("tbody tr")
    .evaluateAll((all) =>
      all.map((tr) => [...tr.querySelectorAll("td")].map((td) => td.textContent)),
    );
  rows.forEach((cells, k) =>
    ["gradient", "weight", "dead", "saturated"].forEach((name, i) => {
      figures[`${name} ${k}`] = cells[i];
    }),
  );
  return figures;
}

for (const [name, { link, epochs, ...figures }] of Object.entries(golden))
  test(name, async ({ page }) => {
    await open(page, `&${link}`);
    for (let epoch = 1; epoch <= epochs; epoch++) {
      await button(page, "One epoch").click();
      await expect(reading(page, "epoch")).toHaveText(String(epoch));
    }
    await button(page, "Ask the test samples").click();
    await expect(reading(page, "exam")).toContainText("On the test samples");
    await expect(reading(page, "fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
    const wanted = expected(figures);
    const printed = await shown(page, Object.keys(wanted));
    // Of what may be printed, that which is; else what should be.
    const right = Object.entries(wanted).map(([key, texts]) => [
      key,
      texts.find((text) => text === printed[key]) ?? texts[0],
    ]);
    expect(printed).toEqual(Object.fromEntries(right));

    const weights = await page
      .locator(".neuron-weights input")
      .evaluateAll((all) => all.map((input) => input.value));
    const { output, layers } = figures;
    const largest = Math.max(...output.map(Math.abs));
    const isShown = layers.at(-1).units === 1; // of several outputs one must be chosen first
    expect(
      weights.map((text, i) => isWeight(text, output[i], largest) || [text, output[i]]),
    ).toEqual(isShown ? output.map(() => true) : []);
  });
