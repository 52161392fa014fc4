// Tables on a phone: each scrolls within itself, and what its rows and columns are called stays in view.
import { labs } from "../../web/labs/index.js";
import { expect, test } from "./support/test.js";

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

const parts = ["surfaces", "loss", "batches", "likelihood"].map((part) => `gradient&part=${part}`);
const routes = [...labs.map(({ id }) => id), ...parts];

/** Down the page, so that all that comes when it is near is there. */
async function seeAll(page) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (let i = 0; i < 15; i++) {
    await page.evaluate(() => scrollBy(0, 800));
    await page.waitForTimeout(100);
  }
  await page.waitForLoadState("networkidle");
}

for (const route of routes)
  test(`#lab=${route}: with every table unfolded the page is no wider than the phone`, async ({
    page,
  }) => {
    await page.goto(`./#lab=${route}&lang=en`);
    await seeAll(page);
    const tables = page.locator("main details.twin");
    await tables.evaluateAll((all) => all.forEach((details) => (details.open = true)));
    for (const details of await tables.all()) await expect(details).toHaveAttribute("open");
    await page.waitForTimeout(300); // they are drawn when they are opened
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });

test("scrolled to its end, a table still says which row and which column", async ({ page }) => {
  await page.goto("./#lab=backprop&lang=en");
  const box = page.getByRole("group", { name: "Step after step" });
  await expect(box.getByRole("row")).toHaveCount(7);
  await box.scrollIntoViewIfNeeded();
  await box.evaluate((element) => element.scrollTo(element.scrollWidth, element.scrollHeight));
  const frame = await box.boundingBox();
  expect(await box.evaluate((element) => element.scrollLeft)).toBeGreaterThan(50);
  const row = await box.locator("tbody th").last().boundingBox();
  expect(row.x).toBeCloseTo(frame.x, 0);
  const column = await box.locator("thead th").last().boundingBox();
  expect(column.y).toBeCloseTo(frame.y, 0);
});
