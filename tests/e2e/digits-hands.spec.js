/** The digits lab with a finger, and without a pointer at all: what its other tests do with the mouse. */
import { comeTo } from "./support/come-to.js";
import { expect, test } from "./support/test.js";

async function open(page, rest = "") {
  await page.goto(`#lab=digits&lang=en${rest}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Handwritten digits");
}

const sample = (page, digit) => page.locator(".samples .sample").nth(digit);
const inside = (page) => page.locator(".inside");
const pictures = (page) =>
  page
    .getByTestId("variants")
    .locator("canvas")
    .evaluateAll((all) => new Set(all.map((canvas) => canvas.toDataURL())).size);
/** The middle of a place in an element, as shares of its sides, once it is in view. */
async function spot(locator, across, down) {
  await locator.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await locator.boundingBox();
  return [x + across * width, y + down * height];
}

test.describe("with a finger, on a phone", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  const tap = async (page, locator, across = 0.5, down = 0.5) =>
    page.touchscreen.tap(...(await spot(locator, across, down)));

  test("own digits: added, removed, learned", async ({ page }) => {
    await open(page, "&tuneMix=200&tuneEpochs=6");
    await sample(page, 0).tap();
    await comeTo(page.locator(".own-panel"));
    const own = page.getByTestId("own-digits").getByRole("listitem");
    await page.getByRole("button", { name: /^This is a 3/ }).tap();
    await page.getByRole("button", { name: /^This is a 0/ }).tap();
    await expect(own).toHaveCount(2);
    await page.getByRole("button", { name: "Remove this 0" }).tap();
    await expect(own).toHaveCount(1);
    await page.getByRole("button", { name: "Fine-tune the shipped network" }).tap();
    await expect(page.getByTestId("tune-outcome")).toContainText("0 rightly before and 1 after");
  });

  test("augmentation is switched on and previewed", async ({ page }) => {
    await open(page);
    await comeTo(page.locator(".augment"));
    await page.getByRole("switch", { name: /^shift/ }).tap();
    await expect.poll(() => pictures(page)).toBeGreaterThan(6);
  });

  test("a pair of the confusion matrix chooses the gallery", async ({ page }) => {
    await open(page);
    await comeTo(page.locator(".report"));
    const cell = page.locator("[data-cell='4,9']");
    await cell.tap();
    await expect(page.getByRole("heading", { name: "4 read as 9" })).toBeVisible();
    const { width, height } = await cell.boundingBox();
    expect(height).toBeGreaterThanOrEqual(44);
    expect(width).toBeGreaterThanOrEqual(24); // ten columns on a phone
  });

  test("a map is enlarged, its pixels read; the square of the occlusion moved; a window stepped both ways", async ({
    page,
  }) => {
    await open(page);
    await sample(page, 3).tap();
    await inside(page).getByRole("heading", { level: 2 }).scrollIntoViewIfNeeded();
    await inside(page).locator(".map-cell").first().tap();
    const detail = inside(page).getByTestId("detail");
    await tap(page, detail.getByRole("application"), 0.02, 0.02);
    await expect(detail.getByTestId("value")).toHaveText(/^Row 0, column 0: /);

    await inside(page).getByRole("tab", { name: "Occlusion" }).tap();
    await tap(page, inside(page).getByTestId("occlusion-map"), 0.99, 0.5);
    await expect(inside(page).getByTestId("cover")).toContainText("column 27");

    await inside(page).getByRole("tab", { name: "Step by step" }).tap();
    for (const way of ["Forward", "Gradient ∂L/∂w", "Gradient ∂L/∂x"]) {
      await inside(page).getByRole("button", { name: way }).tap();
      const check = inside(page).getByTestId("check");
      await expect(check).toHaveAttribute("data-equal", "true");
      const before = page.url();
      await inside(page).getByRole("button", { name: "Next window" }).tap();
      await expect(check).toHaveAttribute("data-equal", "true");
      await expect.poll(() => page.url()).not.toBe(before);
    }
    await inside(page).getByLabel("Layer").selectOption({ label: "Max pooling maxPooling2d_1" });
    await inside(page).getByRole("button", { name: "Gradient ∂L/∂x" }).tap();
    await expect(inside(page).getByTestId("check")).toHaveAttribute("data-equal", "true");
  });

  test("nothing of the lab is wider than the phone, whatever is unfolded", async ({ page }) => {
    await open(page, "&tool=layers&samples=300&epochs=2&hidden=16");
    await page.getByRole("button", { name: "Train", exact: true }).tap();
    await expect(page.locator('[data-phase="done"]')).toBeVisible();
    for (const part of [".tools", ".augment", ".own-panel", ".report"])
      await comeTo(page.locator(part));
    for (const summary of await page.locator("details:not([open]):not(.tool) > summary").all())
      if (await summary.isVisible()) await summary.tap();
    for (const name of ["rates", "bias"]) {
      await page.locator(`[data-tool=${name}] > summary`).tap();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    }
  });
});

test.describe("by keyboard alone", () => {
  /** Tab until it is there: so it can be reached. */
  async function reach(page, locator) {
    for (let i = 0; i < 80; i++) {
      if (await locator.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("80 times Tab do not lead there");
  }

  test("own digits: added and learned", async ({ page }) => {
    await open(page, "&tuneMix=200&tuneEpochs=6");
    await sample(page, 0).focus();
    await page.keyboard.press("Enter");
    await comeTo(page.locator(".own-panel"));
    const add = page.getByRole("button", { name: /^This is a 0/ });
    await add.focus(); // the first of ten
    await reach(page, page.getByRole("button", { name: /^This is a 3/ }));
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("own-digits").getByRole("listitem")).toHaveCount(1);
    await reach(page, page.getByRole("button", { name: "Fine-tune the shipped network" }));
    await page.keyboard.press("Space");
    await expect(page.getByTestId("tune-outcome")).toContainText("0 rightly before and 1 after");
  });

  test("augmentation, and the tools beside a training", async ({ page }) => {
    await open(page, "&samples=500&hidden=16");
    await comeTo(page.locator(".augment"));
    const rotate = page.getByRole("switch", { name: /^rotation/ });
    await rotate.focus();
    await page.keyboard.press("Space");
    await expect.poll(() => pictures(page)).toBe(12);
    const rates = page.locator("[data-tool=rates]");
    await rates.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    await reach(page, rates.getByRole("button", { name: "Try the rates" }));
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("rates-outcome")).toBeVisible();
  });
});
