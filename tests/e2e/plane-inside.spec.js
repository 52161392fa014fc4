// The network on 2-D data, looked into: what the doctor says, what is broken on purpose, weights set by hand.
import { callsOf } from "./support/late.js";
import { button, epochs, open, reading, train } from "./support/plane.js";
import { expect, test } from "./support/test.js";

const finding = (page, key) => page.locator(`[data-finding=${key}]`);
const cells = async (page, row) =>
  (
    await page.getByTestId("layers").locator("tbody tr").nth(row).locator("td").allTextContents()
  ).map((text) => Number(text.replaceAll("−", "-")));

test("all weights 0: the gradients of the hidden layer are 0, the doctor names it, and it is mended", async ({
  page,
}) => {
  await open(page, "&pace=5&hidden=4:relu");
  const print = await reading(page, "fingerprint").textContent();
  await button(page, "All weights 0").click();
  await expect(page).toHaveURL(/init=zeros/);
  await expect(finding(page, "symmetric")).toContainText("The 4 neurons of hidden layer 1");
  await train(page, async () => (await epochs(page)) >= 20);
  await expect(finding(page, "symmetric")).toBeVisible();
  expect((await cells(page, 0)).slice(0, 2)).toEqual([0, 0]);
  await button(page, "Mend it").click();
  await expect(page).not.toHaveURL(/init=/);
  await expect(reading(page, "epoch")).toHaveText("0");
  await expect(reading(page, "fingerprint")).toHaveText(print);
  await expect(button(page, "Mend it")).toHaveCount(0);
});

test("what was broken on purpose is not mended in the network of a link that is followed", async ({
  page,
}) => {
  await open(page);
  await button(page, "All weights 0").click();
  await button(page, "Rate × 100").click();
  await expect(button(page, "Mend it")).toBeVisible();
  await page.getByRole("combobox", { name: "Initial weights" }).selectOption("glorotUniform");
  await button(page, "Mend it").click(); // the rate alone is left
  await expect(page).not.toHaveURL(/learningRate/);
  await button(page, "No bias").click();
  await expect(button(page, "Mend it")).toBeVisible();
  await page.evaluate(() => (location.hash = "#lab=plane&lang=en&data=xor"));
  await expect(button(page, "Mend it")).toHaveCount(0);
});

test("no bias: every line goes through the origin of what is read; unscaled inputs are named", async ({
  page,
}) => {
  await open(page, "&standardise=off&pace=5");
  await button(page, "No bias").click();
  await page.getByText("Equations of the first").click();
  await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText("1");
  for (const text of await page.locator(".equations li").allTextContents())
    expect(text).toMatch(/^h\d+: [^+−]*−?[\d.]*x₁ [+−] [\d.]*x₂ = 0$/);
  await button(page, "Inputs unscaled").click();
  await expect(page).toHaveURL(/unit=100/);
  await train(page, async () => (await epochs(page)) >= 5);
  await expect(finding(page, "unscaled")).toBeVisible();
});

test("a rate a hundred times too high: the loss overflows or diverges, and it is said", async ({
  page,
}) => {
  await open(page, "&data=plane&hidden=4:relu&pace=5");
  await button(page, "Rate × 100").click();
  await expect(page).toHaveURL(/learningRate:10(&|$)/);
  await button(page, "Train").click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(finding(page, "notFinite")).toContainText("learning rate of 10 is too high");
});

test("the layers in numbers: a dead ReLU layer, from weights set by hand", async ({ page }) => {
  await open(page, "&hidden=2:relu&neuron=1,1&standardise=off");
  for (const unit of [1, 2]) {
    await button(page, `Hidden layer 1, neuron ${unit}`).click();
    if (unit === 1) await button(page, `Hidden layer 1, neuron ${unit}`).click(); // the link has chosen it already
    for (const name of ["w · x₁", "w · x₂"]) await page.getByRole("textbox", { name }).fill("0");
    await page.getByRole("textbox", { name: "b", exact: true }).fill("-1");
  }
  await expect(
    page.getByTestId("layers").locator("tbody tr").first().locator("td").nth(2),
  ).toHaveText("2 / 2");
  await expect.poll(async () => (await cells(page, 0)).slice(0, 2)).toEqual([0, 0]);
  await expect(finding(page, "dead")).toBeVisible();
});

test("a weight is set by hand: the output follows, what is typed stays, training pauses", async ({
  page,
}) => {
  await open(page, "&hidden=");
  await button(page, "Train").click();
  await expect.poll(() => epochs(page)).toBeGreaterThan(3);
  const field = page.getByRole("textbox", { name: "w · x₁" });
  await field.focus();
  await expect(reading(page, "fingerprint")).toHaveText(/^[0-9a-f]{8}$/); // the epochs under way are over
  const rested = await epochs(page);
  await field.fill("");
  await field.pressSequentially("-0.123456789", { delay: 30 });
  await expect(field).toHaveValue("-0.123456789");
  await expect(page.getByTestId("neuron-sum")).toContainText("z = −0.123·x₁");
  await page.getByRole("textbox", { name: "w · x₂" }).fill("0");
  await page.getByRole("textbox", { name: "b", exact: true }).fill("0");
  await expect(field).toHaveValue("-0.123457");
  // With w = (−0.1, 0), b = 0 of standardised inputs the line is x₁ = its mean: one class is not told from the other.
  await expect(page.getByTestId("neuron-sum")).toHaveText("z = −0.123·x₁ + 0·x₂ + 0");
  expect(await epochs(page)).toBe(rested);
  await field.press("ArrowUp");
  await expect(page.getByTestId("neuron-sum")).toContainText("z = −0.0235·x₁");
  await button(page, "One epoch").click();
  await expect(reading(page, "epoch")).toHaveText(String(rested + 1));
});

test("a weight that is half typed stays when the epochs that were under way come in", async ({
  page,
}) => {
  const calls = await callsOf(page, "trace");
  await open(page, "&hidden=");
  const field = page.getByRole("textbox", { name: "w · x₁" });
  const before = await field.inputValue();
  await calls.hold();
  await button(page, "One epoch").click();
  await calls.held();
  await field.fill("-");
  await calls.letGo();
  await expect(reading(page, "epoch")).toHaveText("1");
  await expect(field).toHaveValue("-");
  await field.blur();
  await expect(field).toHaveValue(/^-?\d/);
  await expect(field).not.toHaveValue(before);
});
