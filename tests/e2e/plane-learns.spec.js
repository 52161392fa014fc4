// The network on 2-D data: what it learns of classes and of a curve, what the doctor says then, and that advice taken helps.
import { load } from "../../wasm/index.js";
import { datasets } from "../../web/labs/plane/datasets.js";
import { expand } from "../../web/labs/plane/features.js";
import { scaleOf, split, standardise } from "../../web/labs/plane/parts.js";
import { fingerprint } from "../../web/state/fingerprint.js";
import { randomStream } from "../../web/state/random.js";
import { epochs, open, reading, train } from "./support/plane.js";
import { expect, test } from "./support/test.js";

const finding = (page, key) => page.locator(`[data-finding=${key}]`);
const figure = async (page, id) =>
  Number((await reading(page, id).textContent()).replace("%", "").replaceAll("−", "-"));

test("three classes: it learns them, and all is well, in both languages", async ({ page }) => {
  await open(page, "&data=threeBlobs&pace=5");
  await train(
    page,
    async () => (await epochs(page)) >= 60 && (await figure(page, "accuracy")) >= 97,
  );
  await expect(finding(page, "well")).toContainText("All is well");
  const made = await epochs(page);
  await page.getByRole("button", { name: "中文" }).click(); // the run stays
  await expect(finding(page, "well")).toContainText("一切正常");
  expect(await epochs(page)).toBe(made);
});

test("a curve: it comes to lie on the sine, whose share of the variance is said", async ({
  page,
}) => {
  await open(page, "&data=sine&noise=0&hidden=8:tanh&optimizer=adam,learningRate:0.01&pace=20");
  await train(page, async () => (await figure(page, "loss")) < 0.005);
  await expect(finding(page, "well")).toContainText(/R² = (0\.99|1\.00)/);
});

test("too low a rate is named with a higher one, which is taken in the midst of the run and helps", async ({
  page,
}) => {
  await open(page, "&optimizer=sgd,learningRate:0.001");
  await train(page, async () => (await epochs(page)) >= 15);
  const text = await finding(page, "slow").textContent();
  const [, rate] = text.match(/set it to ([\d.]+),/);
  expect(rate).toBe("0.01");
  const before = await epochs(page);
  const loss = await figure(page, "loss");
  await page.getByRole("textbox", { name: "Learning rate η" }).fill("0.1");
  await train(page, async () => (await epochs(page)) >= before + 40);
  expect(await figure(page, "loss")).toBeLessThan(0.7 * loss);
  await expect(finding(page, "slow")).toHaveCount(0);
});

test("at the fastest pace it is the run that the library makes epoch by epoch, to the bit", async ({
  page,
}) => {
  await open(page, "&pace=most");
  await train(page, async () => (await epochs(page)) >= 100);
  const made = await epochs(page);
  const samples = datasets.circle.make(randomStream(1, -1), 300, 0.1);
  const shares = { validation: 0.2, test: 0.2 };
  const { x, y } = split(samples, randomStream(1, -2), shares).train;
  const inputs = expand(x, ["x1", "x2"]);
  const rows = standardise(inputs, scaleOf(inputs));
  const gn = await load();
  const model = gn.model({
    input: [2],
    layers: [
      { type: "dense", name: "hidden_1", units: 4, activation: "tanh" },
      { type: "dense", name: "output", units: 1, activation: "sigmoid" },
    ],
    loss: "binaryCrossentropy",
    optimizer: { type: "sgd", learningRate: 0.1 },
    seed: 1,
  });
  for (let epoch = 0; epoch < made; epoch++) {
    const order = randomStream(1, epoch).order(y.length);
    const given = order.map((i) => rows[i]);
    await model.fit(
      given,
      order.map((i) => y[i]),
      { batchSize: 10, shuffle: false },
    );
  }
  await expect(reading(page, "fingerprint")).toHaveText(await fingerprint(model));
});
