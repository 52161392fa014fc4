// The page inside another: what a teacher hides and locks, and the dialog that gives the HTML for it.
import { expect, expectAccessible, test } from "./support/test.js";

test("an embedded lab has no header, and its hidden part is not there", async ({ page }) => {
  await page.goto("./?embed=1&hide=table#lab=perceptron&lang=en");
  await expect(page.getByRole("heading", { name: "Plane and decision boundary" })).toBeVisible();
  await expect(page.getByRole("banner")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Table of iterations" })).toHaveCount(0);
  const full = page.getByRole("link", { name: "Open in glassnet" });
  expect(await full.getAttribute("href")).toMatch(/^\/glassnet\/#lab=perceptron/);
  await expectAccessible(page);
});

test("a locked part is read but not changed, by mouse or keyboard; the others are open", async ({
  page,
}) => {
  await page.goto("./?embed=1&lock=table#lab=perceptron&lang=en");
  const pick = page.getByRole("button", { name: "Pick the first" });
  await expect(page.getByText("Locked: to read, not to change")).toBeVisible();
  await pick.click({ force: true });
  await pick.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  const rate = page.getByLabel("Learning rate η");
  await rate.focus();
  await page.keyboard.type("7");
  await expect(rate).toHaveValue("1");
  await page.keyboard.press("Tab"); // moving on is allowed
  await expect(rate).not.toBeFocused();
  await page.waitForTimeout(300);
  expect(new URL(page.url()).hash).not.toContain("picks");

  await page.getByText("Samples: presets, add, paste CSV").click();
  await expect(page.getByLabel("x₁").first()).toBeEditable();
  await expectAccessible(page);
});

test("an embedded page tells the page around how high it is", async ({ page, baseURL }) => {
  await page.setContent(`<iframe src="${baseURL}?embed=1#lab=perceptron" width="900"></iframe>`);
  await page.evaluate(() => {
    addEventListener("message", ({ data }) => {
      if (data.glassnet === "height") document.title = String(data.height);
    });
  });
  await expect.poll(async () => Number(await page.title())).toBeGreaterThan(300);
});

test("the dialog gives a link, and HTML with the parts that were locked and hidden", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("./#lab=perceptron&lang=en&eta=2");
  await page.getByRole("button", { name: "Share or embed" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this page" });
  await expect(dialog.getByLabel("A link to just this state")).toHaveValue(
    /#lab=perceptron.*eta=2/,
  );
  await dialog.getByRole("radio", { name: "Plane and decision boundary: Locked" }).check();
  await dialog.getByRole("radio", { name: "Table of iterations: Hidden" }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Copy" }).last().click();
  await expect(dialog.getByText("Copied")).toBeVisible();
  const html = await page.evaluate(() => navigator.clipboard.readText());
  expect(html).toContain("?embed=1&amp;hide=table&amp;lock=plane#lab=perceptron");
  expect(html).toMatch(/^<iframe src="http.*title="Neuron and perceptron · glassnet".*<\/iframe>$/);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});
