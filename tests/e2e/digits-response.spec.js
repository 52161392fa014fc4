/** The page answers while a network trains: the time from a press, stroke or key to the next frame, as the browser itself measures it. */
import { expectAnswered, LIMIT, watch } from "./support/response.js";
import { expect, test } from "./support/test.js";

/** What somebody does beside a training: draws, opens, chooses, types, changes the language and the theme. */
async function use(page) {
  const pad = await page.getByTestId("pad").boundingBox();
  await page.mouse.move(pad.x + 0.3 * pad.width, pad.y + 0.3 * pad.height);
  await page.mouse.down();
  for (let i = 1; i <= 12; i++)
    await page.mouse.move(
      pad.x + (0.3 + 0.03 * i) * pad.width,
      pad.y + (0.3 + 0.04 * i) * pad.height,
    );
  await page.mouse.up();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await page.locator(".samples .sample").nth(5).click();
  await page.locator(".train").getByText("View as a table").first().click();
  await page.locator(".train").getByText("View as a table").first().click();
  await page.getByTestId("pad").focus();
  for (const key of ["Space", "ArrowDown", "ArrowDown", "ArrowRight", "Space", "Backspace"])
    await page.keyboard.press(key);
  for (const lang of ["中文", "English"]) await page.getByRole("button", { name: lang }).click();
}

for (const network of ["perceptron", "mlp", "lenet5", "resnet"])
  test(`${network} trains, and every press, stroke and key is answered within ${LIMIT} ms`, async ({
    page,
  }) => {
    await watch(page);
    await page.goto(`#lab=digits&lang=en&network=${network}&samples=20000&epochs=100`);
    await page.locator(".samples .sample").nth(3).click();
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await expect(page.locator('[data-phase="running"]')).toBeVisible();
    await expectAnswered(page, () => use(page));
    await expect(page.locator('[data-phase="running"]')).toBeVisible();
  });
