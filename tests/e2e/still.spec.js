// What is seen while a lab loads stays where it is: no layout shift to speak of, on screens high enough to show what is below.
import { labs } from "../../web/labs/index.js";
import { expect, test } from "./support/test.js";

/** web.dev calls 0.1 good; ours is a tenth of that. */
const LIMIT = 0.01;

const routes = [
  ...labs.map(({ id }) => [id, 1400]),
  ...["surfaces", "loss", "batches", "likelihood"].map((part) => [`gradient&part=${part}`, 1400]),
  ["digits", 2400],
];

for (const [route, height] of routes)
  test(`#lab=${route} comes without moving on a screen of 1920 × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width: 1920, height });
    await page.addInitScript(() => {
      globalThis.moved = [];
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries())
          globalThis.moved.push({ value, what: sources.map(({ node }) => node?.className) });
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`./#lab=${route}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(500); // what was fetched last is drawn
    const moved = await page.evaluate(() => globalThis.moved);
    const sum = moved.reduce((all, { value }) => all + value, 0);
    expect(sum, JSON.stringify(moved)).toBeLessThan(LIMIT);
  });
