// The gradient check of the backpropagation lab: every gradient beside differences of the loss, and the sweep of ε.
import { expect, expectAccessible, test } from "./support/test.js";

const panel = (page) => page.locator("[data-part=check]");

/** The panel is fetched when one scrolls to it. */
async function open(page, fragment = "") {
  await page.goto(`./#lab=backprop${fragment}`);
  await expect(page.locator(".diagram button").first()).toBeVisible();
  await page.locator("footer").scrollIntoViewIfNeeded();
}

test("every gradient is checked, and one of them for all ε", async ({ page }) => {
  await open(page);
  await panel(page).getByRole("button", { name: "检验每个梯度" }).click();
  const rows = panel(page).getByTestId("gradient-check").locator("tbody tr");
  await expect(rows).toHaveCount(6);
  // 10⁻⁴, two-sided, on the course's network: ∂L/∂w₁ = −0.777096 to seven digits and more
  await expect(rows.first()).toContainText(/−0\.77709\d+−0\.77709\d+/);
  await expect(rows.first().locator("td").last()).not.toContainText("…"); // the core has answered
  await expect(page).toHaveURL(/sweep=w1/);

  await rows.nth(4).getByRole("button").click();
  await expect(page).toHaveURL(/sweep=w5/);
  const slider = panel(page).getByRole("slider", { name: "ε" });
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(slider).toHaveAttribute("aria-valuetext", "10⁻¹²");
  await expect(panel(page).locator(".sweep-quotient")).toContainText("2 · 10⁻¹²");
  await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", "3.2 × 10⁻¹²");

  await panel(page).locator("summary").click();
  const twin = panel(page).locator(".twin tbody tr");
  await expect(twin).toHaveCount(25);
  await expect(twin.first().locator("th")).toHaveText("10⁻¹²");
});

test("the link opens it, for the training step and the network that it names", async ({ page }) => {
  await open(page, "&preset=xor&sweep=b3&epsilon=-10&step=2");
  const rows = panel(page).getByTestId("gradient-check").locator("tbody tr");
  await expect(rows).toHaveCount(9);
  await expect(rows.nth(8)).toHaveClass(/is-looked/);
  await expect(panel(page).locator(".sweep-worst")).toContainText(/9 个梯度.*e−\d+/);
});

for (const width of [390, 1280])
  test(`the check passes axe at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, "&sweep=w1");
    await expect(panel(page).locator(".sweep-quotient")).toBeVisible();
    await expectAccessible(page);
  });
