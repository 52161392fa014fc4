/** The digits lab's training toolbox: what keeps from overfitting, the range test, the diagnosis, layers in numbers, F1. */
import { comeTo } from "./support/come-to.js";
import { expect, expectAccessible, test } from "./support/test.js";

async function open(page, rest = "") {
  await page.goto(`#lab=digits&lang=en${rest}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Handwritten digits");
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const phase = (page, name) => expect(page.locator(`[data-phase="${name}"]`)).toBeVisible();
const tool = (page, name) => page.locator(`[data-tool="${name}"]`);

async function train(page) {
  await button(page, /^Train/).click();
  await phase(page, "done");
}

test("the other ways against overfitting are folded away, said in the summary, and each changes the weights", async ({
  page,
}) => {
  await open(page);
  await expect(page.getByLabel("Label smoothing")).toBeHidden();
  await page.getByText("More ways", { exact: true }).click();
  await page.getByLabel("L1 factor").fill("0.001");
  await page.getByLabel("Label smoothing").fill("0.1");
  await page.getByLabel("Constraint on the weights").selectOption("maxNorm");
  await page.locator(".others").getByLabel("Largest norm c").fill("3");
  await page.getByLabel("Weight of digit 8").fill("5");
  await expect(page.getByText("More ways (4 in force)")).toBeVisible();
  await expect(page).toHaveURL(/constraint=maxNorm,max:3/);
  await expect(page).toHaveURL(/classWeights=1,1,1,1,1,1,1,1,5,1/);
  const prints = [];
  for (const rest of [
    "",
    "&l1=0.001",
    "&smoothing=0.1",
    "&constraint=maxNorm,max:0.5",
    "&classWeights=1,1,1,1,1,1,1,1,5,1",
    "&optimizer=adam,clipNorm:0.1",
  ]) {
    await page.goto("about:blank");
    await open(page, `&hidden=16&samples=300&epochs=2${rest}`);
    await train(page);
    await expect(page.getByTestId("fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
    prints.push(await page.getByTestId("fingerprint").textContent());
  }
  expect(new Set(prints).size).toBe(prints.length);
});

test("a digit that weighs nothing is not learned, and its F1 is nothing", async ({ page }) => {
  await open(page, "&hidden=32&samples=2000&epochs=4&classWeights=1,1,1,1,1,1,1,1,0,1");
  await train(page);
  await comeTo(page.locator(".report"));
  await page.getByText("Precision, recall and F1 of each digit").click();
  const rows = page.getByTestId("scores").locator("tbody tr");
  await expect(rows).toHaveCount(11);
  await expect(rows.nth(8).locator("td")).toHaveText(["0.0%", "0.0%", "0.0%"]);
  const f1 = (await rows.locator("td:last-child").allTextContents()).map(parseFloat);
  expect(f1.slice(0, 8).every((share) => share > 30)).toBe(true);
  const mean = f1.slice(0, 10).reduce((sum, share) => sum + share, 0) / 10;
  expect(Math.abs(mean - f1[10])).toBeLessThan(0.1);
  await expectAccessible(page, ".report");
});

test("early stopping ends the run and takes the best epoch back, and its figures are shown", async ({
  page,
}) => {
  await open(page, "&hidden=64&samples=300&epochs=60&optimizer=adam,learningRate:0.01");
  await page.getByText("More ways", { exact: true }).click();
  await page.getByLabel("Early stopping").selectOption("validationLoss");
  await expect(page.getByLabel("Epochs of patience")).toHaveValue("2");
  await train(page);
  const said = await page.getByTestId("phase").textContent();
  const [, last, best] = said.match(/after (\d+) epochs; the weights of epoch (\d+), the best,/);
  expect(Number(last)).toBe(Number(best) + 2);
  await page.locator(".train").getByText("View as a table").last().click();
  const row = page
    .getByRole("table", { name: "Accuracy" })
    .getByRole("rowheader", { name: best, exact: true })
    .locator("xpath=..");
  await expect(row).toContainText(await page.getByTestId("validation-accuracy").textContent());
});

test("the range test draws the loss over the rates and sets the one it suggests", async ({
  page,
}) => {
  await open(page, "&samples=1000&hidden=32");
  await tool(page, "rates").locator("summary").first().click();
  await expect(page).toHaveURL(/tool=rates/);
  await button(page, "Try the rates").click();
  const outcome = page.getByTestId("rates-outcome");
  await expect(outcome).toHaveText(/The loss falls fastest near [\d.]+\./);
  const [, rate] = (await outcome.textContent()).match(/near ([\d.]+)\. /);
  expect(Number(rate)).toBeGreaterThan(1e-4);
  expect(Number(rate)).toBeLessThan(0.3);
  await button(page, `Train with ${rate}`).click();
  await expect(page.getByLabel("Learning rate", { exact: true })).toHaveValue(rate);
  await tool(page, "rates").getByText("View as a table").click();
  const rows = tool(page, "rates").getByRole("table").locator("tbody tr");
  await expect(rows.first().locator("th")).toHaveText("0.00001");
  expect(await rows.count()).toBeGreaterThan(40);
  await expectAccessible(page, "[data-tool=rates]");
});

test("the diagnosis: four errors, their gaps, and the sentence that follows", async ({ page }) => {
  await open(page, "&tool=bias&hidden=64&samples=300&epochs=30");
  await tool(page, "bias").scrollIntoViewIfNeeded(); // fetched when it comes near
  await expect(tool(page, "bias")).toContainText("Train a network first");
  await train(page);
  const diagnosis = page.getByTestId("diagnosis");
  await expect(diagnosis).toHaveAttribute("data-verdict", "variance"); // 300 digits, learned by heart
  await expect(diagnosis).toContainText("more data or data augmentation");
  const table = page.getByTestId("errors");
  const errors = (await table.locator("tbody td:nth-child(2)").allTextContents()).map(parseFloat);
  expect(errors).toHaveLength(4);
  const [human, atTraining, atValidation, atTest] = errors;
  expect(human).toBe(0.2);
  expect(atTraining).toBeLessThan(2);
  const accuracy = parseFloat(await page.getByTestId("validation-accuracy").textContent());
  expect(Math.abs(100 - accuracy - atValidation)).toBeLessThan(0.06);
  expect(Math.abs(atTest - atValidation)).toBeLessThan(5);
  await expectAccessible(page, "[data-tool=bias]");
  await page.getByRole("button", { name: "中文" }).click();
  await expect(diagnosis).toContainText("方差大");
});

test("layers in numbers: nothing recorded unless open, then every epoch, and dead units show", async ({
  page,
}) => {
  await open(page, "&network=mlp&hidden=32,32&samples=500&epochs=3");
  await train(page);
  await tool(page, "layers").locator("summary").first().click();
  const rows = page.getByTestId("layer-statistics").locator("tbody tr");
  await expect(rows.locator("th")).toHaveText(["flatten_1", "dense_1", "dense_2", "dense_3"]);
  await expect(tool(page, "layers").getByRole("slider")).toHaveCount(0); // the network at rest, once
  await button(page, "Train anew").click();
  await phase(page, "running").catch(() => {});
  await phase(page, "done");
  await expect(tool(page, "layers").getByRole("slider")).toHaveAttribute("max", "2");
  const zeros = (await rows.locator("td:nth-child(4)").allTextContents()).map(parseFloat);
  expect(zeros[1]).toBeGreaterThan(10); // ReLU
  expect(zeros[3]).toBe(0); // softmax
  await expectAccessible(page, "[data-tool=layers]");
});
