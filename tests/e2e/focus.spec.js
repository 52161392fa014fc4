// By keyboard alone: what is pressed and then taken away, switched off or redrawn leaves the focus near, never at the page's top.
import { callsOf } from "./support/late.js";
import { expect, test } from "./support/test.js";

/** A first key, with which what watches over the focus comes. */
async function open(page, route) {
  await page.goto(`./#lab=${route}&lang=en`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await page.waitForLoadState("networkidle");
}
const focused = (page) =>
  page.evaluate(() => {
    const { activeElement, body } = document;
    if (activeElement === body) return "the page's top";
    return activeElement.getAttribute("aria-label") ?? activeElement.textContent.trim();
  });

/** What is focused and pressed, and what has the focus then. */
const cases = [
  ["perceptron", "Run to the end", "Start again"], // there is nothing more to pick
  ["perceptron", "Exercise: M2 at iteration 5", "Exercise: M2 at iteration 5"],
  ["gradient", "To the end", /^\d*$/], // the slider beside it
  ["backprop&at=8", "Back to the beginning", "Play"],
  ["backprop&x=2,1", "Restore example", /^Input x/],
  ["plane", "Add a layer", "Diagram of the network", 5], // no more are possible: on to what they make
  ["plane", "Start again", "Start again", 3],
];

for (const [route, name, then, times = 1] of cases)
  test(`#lab=${route}: “${name}” pressed ${times} times`, async ({ page }) => {
    await open(page, route);
    const button = page.getByRole("button", { name, exact: true });
    await expect(button).toBeEnabled();
    await button.focus();
    for (let i = 0; i < times; i++) {
      await expect(button).toBeFocused();
      await page.keyboard.press("Enter");
      await page.waitForTimeout(300);
    }
    await expect.poll(() => focused(page)).toMatch(then);
  });

test("a button that is long switched off, as its work takes long, has the focus again when it is on", async ({
  page,
}) => {
  const calls = await callsOf(page, "trace");
  await open(page, "plane");
  const button = page.getByRole("button", { name: "Start again" });
  await expect(button).toBeEnabled();
  await button.focus();
  await calls.hold();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Pace" })).toBeFocused();
  await calls.letGo();
  await expect(button).toBeFocused();
});

test("a number of a formula that leads on to another formula leaves the focus in it", async ({
  page,
}) => {
  await open(page, "backprop");
  const number = page.locator(".derivation").getByRole("button", { name: "Input x₁: 1" });
  await number.focus();
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.evaluate(() => document.activeElement.closest("[data-part=formula]") !== null))
    .toBe(true);
});

test("a mouse takes nothing along, and no keyboard comes up on a touch screen", async ({
  page,
}) => {
  await open(page, "perceptron");
  await page.getByRole("button", { name: "Run to the end" }).click();
  await expect(page.getByRole("button", { name: "Run to the end" })).toBeDisabled();
  await page.waitForTimeout(400);
  expect(await page.evaluate(() => document.activeElement.matches("input, select"))).toBe(false);
});
