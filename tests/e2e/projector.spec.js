// Larger text: for a projector the page grows with the screen; by the browser's zoom to 200 % nothing is lost.
import { labs } from "../../web/labs/index.js";
import { expect, expectAccessible, test } from "./support/test.js";

const routes = ["home", ...labs.map(({ id }) => id)];
const toggle = (page) => page.getByRole("button", { name: "Projector" });
const textSize = (page) =>
  page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("the page grows with the screen: asked for, in the link, remembered, and taken back", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto("./#lab=backprop&lang=en");
  expect(await textSize(page)).toBe(16);
  await toggle(page).click();
  await expect(toggle(page)).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => textSize(page)).toBeCloseTo(1920 / 90, 2);
  await expect(page).toHaveURL(/size=projector/);
  await page.goto("./#lab=plane&lang=en");
  await page.reload();
  await expect.poll(() => textSize(page)).toBeCloseTo(1920 / 90, 2);
  await expectAccessible(page);
  await toggle(page).click();
  await expect.poll(() => textSize(page)).toBe(16);
});

test("a laptop has no need of it", async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto("./#lab=backprop&lang=en&size=projector");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(toggle(page)).toBeHidden();
  expect(await textSize(page)).toBe(16);
});

for (const route of routes)
  test(`${route}: nothing is wider than a screen of 3840 pixels, nor than one zoomed to 200 %`, async ({
    page,
  }) => {
    for (const [width, height] of [
      [3840, 2160],
      [640, 400], // 1280 × 800 at 200 %
    ]) {
      await page.setViewportSize({ width, height });
      await page.goto("about:blank");
      await page.goto(`./#lab=${route}&lang=en&size=projector`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      expect(await overflow(page)).toBe(0);
    }
  });

test("every number of the diagram keeps within its card, however large the text", async ({
  page,
}) => {
  for (const width of [1280, 2560]) {
    await page.setViewportSize({ width, height: 1400 });
    await page.goto("about:blank");
    await page.goto("./#lab=backprop&lang=en&at=23&size=projector");
    await expect(page.locator(".diagram .value").first()).toBeVisible();
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll(".diagram .value")].flatMap((value) => {
        const inner = value.getBoundingClientRect();
        const outer = value.closest(".unit, .label").getBoundingClientRect();
        const fits =
          inner.left >= outer.left - 1 &&
          inner.right <= outer.right + 1 &&
          inner.top >= outer.top - 1 &&
          inner.bottom <= outer.bottom + 1;
        return fits ? [] : [value.parentElement.dataset.id];
      }),
    );
    expect(outside).toEqual([]);
  }
});
