// Any table of the labs is taken along as LaTeX, Markdown or CSV, its symbols as text.
import { expect, test } from "./support/test.js";

/** Copies a table in a format, and gives what the clipboard then holds. */
async function copied(page, name, format) {
  await page.getByRole("button", { name: `Copy ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: format }).click();
  return page.evaluate(() => navigator.clipboard.readText());
}

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

test("the textbook's table as Markdown and CSV", async ({ page }) => {
  await page.goto("./#lab=perceptron&lang=en&picks=0,2");
  await expect(page.getByTestId("table").locator("tbody tr")).toHaveCount(3);
  const name = await page.getByTestId("table").locator("h3").textContent();
  expect(await copied(page, name, "Markdown")).toContain("| 2 | M3 | (2, 2) | 0 |\n");
  expect(await copied(page, name, "CSV")).toContain('1,M1,"(3, 3)",1\r\n');
});

test("the loss update by update as LaTeX, with its symbols", async ({ page }) => {
  await page.goto("./#lab=backprop&lang=en");
  await expect(page.locator(".history tbody tr").nth(1)).toContainText("2.314733");
  const text = await copied(page, "Step after step", "LaTeX");
  expect(text).toContain(
    "Updates & w$_{1}$ & w$_{2}$ & w$_{3}$ & w$_{4}$ & w$_{5}$ & w$_{6}$ & L \\\\",
  );
  expect(text).toContain(
    "$1$ & $0.577710$ & $1.538855$ & $2.309608$ & $3.004804$ & $1.348943$ & $1.439093$ & $2.314733$ \\\\",
  );
});

test("the racers without their buttons, a chart's figures, the health of the layers; also in a locked part", async ({
  page,
}) => {
  await page.goto("./?embed=1&lock=race#lab=gradient&lang=en&part=surfaces");
  await expect(page.locator("tr[data-racer=sgd] td").nth(1)).toHaveText("16.820");
  const racers = await copied(page, "Optimizers", "CSV");
  expect(racers.split("\r\n")[1]).toMatch(/^✓,SGD,16\.820,–$/);
  await page.goto("./#lab=plane&lang=en");
  await expect(page.getByRole("button", { name: "Train", exact: true })).toBeEnabled();
  const health = "Gradients and weights of each layer, dead and saturated neurons";
  expect(await copied(page, health, "CSV")).toMatch(/^Layer,.*\r\nHidden 1,/);
  await page.getByText("View as a table").first().click();
  expect(await copied(page, "Loss", "CSV")).toMatch(/^Epoch,Training,Validation\r\n0,/);
});
