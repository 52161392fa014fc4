// The network on 2-D data: it learns, it can be stepped and taken back, and a seed gives the same run everywhere.
import { load } from "../../wasm/index.js";
import { datasets } from "../../web/labs/plane/datasets.js";
import { expand } from "../../web/labs/plane/features.js";
import { scaleOf, split, standardise } from "../../web/labs/plane/parts.js";
import { fingerprint } from "../../web/state/fingerprint.js";
import { randomStream } from "../../web/state/random.js";
import { button, epochs, open, reading, train, trained } from "./support/plane.js";
import { expect, expectAccessible, test } from "./support/test.js";

const percent = async (page, id) =>
  Number((await reading(page, id).textContent()).replace("%", ""));

test("it learns the circle; its curves have a table", async ({ page }) => {
  await open(page, "&pace=5");
  await train(page, async () => (await percent(page, "accuracy")) >= 98);
  expect(await percent(page, "validation-accuracy")).toBeGreaterThanOrEqual(93);
  await page.getByText("View as a table").first().click();
  const rows = page.getByRole("group", { name: "Loss" }).locator("tbody tr");
  const [first, last] = await Promise.all(
    [rows.first(), rows.last()].map(async (row) =>
      (await row.locator("td").allTextContents()).map(Number),
    ),
  );
  expect(last[0]).toBeLessThan(first[0] / 2);
  await expect(page.locator(".uplot canvas").first()).toBeVisible();
});

test("three epochs, however they are made, are those of the library in Node, to the bit", async ({
  page,
}) => {
  const gn = await load();
  const { train: samples } = split(
    datasets.xor.make(randomStream(2, -1), 60, 0.1),
    randomStream(2, -2),
    { validation: 0.2, test: 0.2 },
  );
  const inputs = expand(samples.x, ["x1", "x2"]);
  const rows = standardise(inputs, scaleOf(inputs));
  const model = gn.model({
    input: [2],
    layers: [
      { type: "dense", name: "hidden_1", units: 3, activation: "relu" },
      { type: "dense", name: "output", units: 1, activation: "sigmoid" },
    ],
    loss: "binaryCrossentropy",
    optimizer: { type: "adam", learningRate: 0.03 },
    seed: 7,
  });
  for (let epoch = 0; epoch < 3; epoch++) {
    const order = randomStream(7, epoch).order(36);
    for (let from = 0; from < 36; from += 10) {
      const at = order.slice(from, from + 10);
      model.trainOnBatch(
        Float32Array.from(at.flatMap((i) => rows[i])),
        Float32Array.from(at, (i) => samples.y[i]),
      );
    }
  }
  const wanted = await fingerprint(model);
  const link =
    "&data=xor&count=60&dataSeed=2&seed=7&hidden=3:relu&optimizer=adam,learningRate:0.03";

  await open(page, link);
  for (let i = 0; i < 3; i++) await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("3");
  await expect(reading(page, "fingerprint")).toHaveText(wanted);

  await button(page, "Start again").click();
  await expect(reading(page, "epoch")).toHaveText("0");
  await button(page, "One epoch").click();
  for (let i = 0; i < 10; i++) await button(page, "One sample").click();
  for (let i = 0; i < 3 + 4; i++) await button(page, "One batch").click();
  await expect(reading(page, "epoch")).toHaveText("3");
  await expect(reading(page, "fingerprint")).toHaveText(wanted);

  await page.reload();
  await train(page, async () => (await epochs(page)) >= 3);
  while ((await epochs(page)) > 3) {
    const now = await epochs(page);
    await button(page, "One step back").click();
    await expect(reading(page, "epoch")).toHaveText(String(now - 1));
  }
  await expect(reading(page, "fingerprint")).toHaveText(wanted);
});

test("a sample read is marked, and makes its update with its batch", async ({ page }) => {
  await open(page, "&batch=3");
  const before = await reading(page, "fingerprint").textContent();
  for (const waiting of [1, 2]) {
    await button(page, "One sample").click();
    await expect(page.locator(".waiting circle")).toHaveCount(waiting);
    await expect(reading(page, "fingerprint")).toHaveText(before);
  }
  await button(page, "One sample").click();
  await expect(page.locator(".waiting circle")).toHaveCount(0);
  await expect(reading(page, "fingerprint")).not.toHaveText(before);
  await button(page, "One step back").click();
  await expect(page.locator(".waiting circle")).toHaveCount(2);
  await expect(reading(page, "fingerprint")).toHaveText(before);
});

test("layers and neurons are added and taken away; a neuron's map is shown; all in the link", async ({
  page,
}) => {
  await open(page);
  await button(page, "Add a layer").click();
  await button(page, "Hidden layer 2: one neuron fewer").click();
  await page.getByRole("combobox", { name: "Activation of hidden layer 2" }).selectOption("relu");
  await expect(page).toHaveURL(/hidden=4:tanh,3:relu/);
  await expect(page.locator(".links path")).toHaveCount(2 * 4 + 4 * 3 + 3);
  await button(page, "Hidden layer 2, neuron 3").click();
  await expect(reading(page, "shown")).toContainText("neuron 3 of hidden layer 2");
  await expect(page).toHaveURL(/neuron=2,3/);
  await page.reload();
  await expect(reading(page, "shown")).toContainText("neuron 3 of hidden layer 2");
  for (let i = 0; i < 3; i++) await button(page, "Hidden layer 2: one neuron fewer").click();
  await expect(page).toHaveURL(/hidden=4:tanh(&|$)|#lab=plane&(?!.*hidden)/);
  await expect(reading(page, "shown")).toHaveText("Shown is the network's output.");
});

test("the picture is the output at each place, and a line where its neuron's z is 0", async ({
  page,
}) => {
  await open(page, "&hidden=2:sigmoid&marks=none");
  await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("1");
  await button(page, "Hidden layer 1, neuron 2").click();
  await page.getByText("Equations of the first").click();
  const text = await page.locator(".equations li").nth(1).textContent();
  const [, x1, sign, x2, signB, b] = text
    .replaceAll("−", "-")
    .match(/: (-?[\d.]*)x₁ ([-+]) ([\d.]*)x₂(?: ([-+]) ([\d.]+))? = 0/);
  const number = (s) => (s === "" ? 1 : s === "-" ? -1 : Number(s));
  const w = [number(x1), (sign === "-" ? -1 : 1) * number(x2)];
  const bias = (signB === "-" ? -1 : 1) * Number(b ?? 0);
  // Blue of a sigmoid is the fuller the larger: along each row it goes one way, as w₁ says.
  const blues = await page.locator("canvas.ground").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 25, 50, 1);
    return Array.from({ length: 50 }, (_, i) => data[4 * i]); // red falls where blue rises
  });
  const isRising = blues.every(
    (red, i) => i === 0 || (w[0] > 0 ? red <= blues[i - 1] : red >= blues[i - 1]),
  );
  expect(isRising).toBe(true);
  expect(blues[0]).not.toBe(blues[49]);
  // The line, drawn through the picture of 440 units for −6.5 … 6.5.
  const d = await page.locator(".lines path").nth(1).getAttribute("d");
  for (const [x, y] of d.match(/[\d.]+ [\d.]+/g).map((p) => p.split(" ").map(Number))) {
    const [px, py] = [-6.5 + (13 * x) / 440, 6.5 - (13 * y) / 440];
    expect(Math.abs(w[0] * px + w[1] * py + bias)).toBeLessThan(0.08);
  }
});

test("of squares, product and sines a neuron's line is a curve", async ({ page }) => {
  await open(page, "&hidden=1:tanh&inputs=x1Squared,x2Squared,product&seed=3");
  await page.getByText("Equations of the first").click();
  const text = (await page.locator(".equations li").textContent()).replaceAll("−", "-");
  /** The factor of a term, or the constant. */
  const factor = (name) => {
    const [, sign, size] = text.match(new RegExp(`([-+:]) ?(-?[\\d.]*)${name}`)) ?? [];
    return size === undefined ? 0 : (sign === "-" ? -1 : 1) * Number(size || 1);
  };
  const [a, b, ab, c] = ["x₁²", "x₂²", "x₁x₂", " = 0"].map(factor);
  const d = await page.locator(".lines path").getAttribute("d");
  const points = d.match(/[\d.]+ [\d.]+/g).map((p) => p.split(" ").map(Number));
  // At the edge of the picture the grid knows nothing beyond its last cells: there a whole one is missed.
  const within = points.filter((p) => p.every((v) => v > 0 && v < 440));
  expect(within.length).toBeGreaterThan(20);
  for (const [px, py] of within) {
    const [x, y] = [-6.5 + (13 * px) / 440, 6.5 - (13 * py) / 440];
    const slope = Math.hypot(2 * a * x + ab * y, 2 * b * y + ab * x);
    const off = Math.abs(a * x * x + b * y * y + ab * x * y + c) / slope;
    expect([px, py, off < 0.15]).toEqual([px, py, true]); // half a cell, and three digits of each factor
  }
});

test("settings change in the midst of a run: the weights stay", async ({ page }) => {
  await open(page);
  await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("1");
  const print = await reading(page, "fingerprint").textContent();
  await page.getByRole("textbox", { name: "Learning rate η" }).fill("0.5");
  await page.getByRole("textbox", { name: "Dropout rate" }).fill("0.2");
  await page.getByRole("combobox", { name: "Optimizer" }).selectOption("adam");
  await page.getByRole("combobox", { name: "Activation of hidden layer 1" }).selectOption("relu");
  await expect(page).toHaveURL(/optimizer=adam,learningRate:0.03/);
  await expect(reading(page, "fingerprint")).toHaveText(print);
  await expect(reading(page, "epoch")).toHaveText("1");
  await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("2");
  await page.getByRole("textbox", { name: "Seed", exact: true }).fill("4");
  await expect(reading(page, "epoch")).toHaveText("0");
});

test("every data set trains, and shows its samples", async ({ page }) => {
  await open(page);
  const names = Object.keys(datasets);
  for (const name of names) {
    await page.getByRole("combobox", { name: "Data set" }).selectOption(name);
    await expect(reading(page, "epoch")).toHaveText("0");
    await expect.poll(() => trained(page)).toBe(180);
    await button(page, "One epoch").click();
    await expect(reading(page, "epoch")).toHaveText("1");
    await expect(page.locator(".complaint")).toHaveCount(0);
  }
});

test("a rate that is too large ends in a NaN: it says so, and goes on from the step before", async ({
  page,
}) => {
  await open(page, "&data=plane&hidden=4:relu&optimizer=sgd,learningRate:1000");
  await button(page, "Train").click();
  await expect(page.getByRole("alert")).toContainText("too large a learning rate");
  await expect(button(page, "Train")).toBeEnabled();
  while (await button(page, "One step back").isEnabled())
    await button(page, "One step back").click();
  await page.getByRole("textbox", { name: "Learning rate η" }).fill("0.01");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("1");
});

test("input features in the link that do not exist are reported, and the default is taken", async ({
  page,
}) => {
  const ticked = page.getByRole("group", { name: "Input features" }).getByRole("checkbox");
  const report = page.getByRole("status").filter({ hasText: "something unreadable" });
  await open(page, "&inputs=x1Squared,x3,tanX1&noise=2");
  await expect(report.getByRole("listitem")).toHaveText([
    /^noise says “2”/,
    /^inputs says “x3,tanX1”, where one of x1, x2, x1Squared, .* Its default, x1,x2, is used/,
  ]);
  await expect(ticked.and(page.locator(":checked"))).toHaveCount(2);
  await expect(page).not.toHaveURL(/inputs/);
  await open(page, "&inputs=x2,x4&data=sine"); // a link that is followed while the lab is shown
  await expect(report.getByRole("listitem")).toHaveText([/^inputs says “x4”/]);
  await open(page, "&inputs=x1,product&data=sine"); // a curve has no product, and that is no mistake
  await expect(report).toHaveCount(0);
});

for (const width of [390, 1280])
  for (const theme of ["light", "dark"])
    test(`axe finds nothing at ${width} px, ${theme}; no sideways scrolling`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      for (const lang of ["zh", "en"]) {
        await page.goto(
          `./#lab=plane&lang=${lang}&theme=${theme}&data=threeBlobs&hidden=8:tanh,8:relu`,
        );
        await expect(reading(page, "fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
        await expectAccessible(page);
      }
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth),
      ).toBeLessThanOrEqual(0);
    });
