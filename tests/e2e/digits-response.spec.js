/** The page answers while a network trains: the time from a press, stroke or key to the next frame, as the browser itself measures it. */
import { expect, test } from "./support/test.js";

const LIMIT = 200; // ms: what a person feels as at once

/** Other programs share the machine with this one: the best of so many rounds counts. */
const ROUNDS = 3;

/** The slowest of the events since the last call, by Event Timing. @param {import("@playwright/test").Page} page */
async function slowest(page) {
  await page.waitForTimeout(150); // an entry is there once its frame has been shown
  return page.evaluate(() => {
    const all = globalThis.eventTimings.splice(0);
    return all.reduce((worst, entry) => (entry.duration > worst.duration ? entry : worst), {
      duration: 0,
    });
  });
}

const watch = () => {
  globalThis.eventTimings = [];
  new PerformanceObserver((list) => {
    for (const { name, duration, target } of list.getEntries())
      globalThis.eventTimings.push({ name, duration, on: target?.className ?? "" });
  }).observe({ type: "event", durationThreshold: 16 });
};

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
    await page.addInitScript(watch);
    await page.goto(`#lab=digits&lang=en&network=${network}&samples=20000&epochs=100`);
    await page.locator(".samples .sample").nth(3).click();
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await expect(page.locator('[data-phase="running"]')).toBeVisible({ timeout: 60_000 });
    const rounds = [];
    for (
      let round = 0;
      round < ROUNDS && !rounds.some(({ duration }) => duration <= LIMIT);
      round++
    ) {
      await slowest(page); // forgets what was before
      await use(page);
      rounds.push(await slowest(page));
    }
    await expect(page.locator('[data-phase="running"]')).toBeVisible();
    expect(rounds.at(-1).duration, JSON.stringify(rounds)).toBeLessThanOrEqual(LIMIT);
    expect(rounds.at(-1).duration).toBeGreaterThan(0);
  });
