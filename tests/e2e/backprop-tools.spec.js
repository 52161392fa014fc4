// The tools of the backpropagation lab.
import { expect, expectAccessible, test } from "./support/test.js";

/** A tool is fetched when it comes near the view. */
async function open(page, rest) {
  await page.goto(`./#lab=backprop&lang=en&${rest}`);
  await expect(page.locator(".ledger [data-id=z1]")).toBeVisible();
  await page.locator(".givens").scrollIntoViewIfNeeded();
  await page.locator(".tools").scrollIntoViewIfNeeded();
}

test.describe("code", () => {
  test("has the numbers at hand, in the language of the link, and changes with both", async ({
    page,
  }) => {
    await open(page, "code=torch&lr=0.25");
    const program = page.locator(".program");
    await expect(program).toContainText("import torch");
    await expect(program).toContainText("lr=0.25");
    await page.getByRole("combobox", { name: "Language" }).selectOption("JavaScript");
    await expect(program).toContainText('import { load } from "glassnet"');
    await expect.poll(() => new URL(page.url()).hash).toContain("code=js");
    await page.getByRole("combobox", { name: "Worked example" }).selectOption("xor");
    await expect(program).toContainText('"layer_2.kernel": [[0.7], [0.2]]');
    await expectAccessible(page, ".tools");
  });

  test("begins with the weights of the training step that is shown", async ({ page }) => {
    await open(page, "code=numpy&step=1");
    await expect(page.locator(".program")).toContainText(
      "W2 = np.array([[1.3489426], [1.4390934]])",
    );
  });

  test("is copied and kept as it stands", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(page, "code=numpy");
    await page.getByRole("button", { name: "Copy the NumPy program" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("dz1 = da1 * a1 * (1 - a1)\n");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "step_numpy.py" }).click();
    expect((await download).suggestedFilename()).toBe("step_numpy.py");
  });
});
