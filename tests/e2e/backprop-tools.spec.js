// The tools of the backpropagation lab.
import { pathToFileURL } from "node:url";
import { expect, expectAccessible, test } from "./support/test.js";

/** The tools are fetched when they come near the view. */
async function toTools(page) {
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect(page.locator(".tools .tool-row").first()).toBeVisible({ timeout: 500 });
  }).toPass();
}

/** Opens the page anew: with another fragment alone, the network before stays for a moment. */
async function open(page, rest) {
  await page.goto("about:blank");
  await page.goto(`./#lab=backprop&lang=en&${rest}`);
  await expect(page.locator(".ledger [data-id=L]")).toBeVisible();
  await toTools(page);
}

test.describe("code", () => {
  test("has the numbers at hand, in the language of the link, and changes with both", async ({
    page,
  }) => {
    await open(page, "tool=code&code=torch&lr=0.25");
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
    await open(page, "tool=code&code=numpy&step=1");
    await expect(page.locator(".program")).toContainText(
      "W2 = np.array([[1.3489426], [1.4390934]])",
    );
  });

  test("is copied and kept as it stands", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(page, "tool=code&code=numpy");
    await page.getByRole("button", { name: "Copy the NumPy program" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("dz1 = da1 * a1 * (1 - a1)\n");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "step_numpy.py" }).click();
    expect((await download).suggestedFilename()).toBe("step_numpy.py");
  });
});

test.describe("check my calculation", () => {
  const field = (page, id) => page.locator(`[data-mark="${id}"] input`);
  const remark = (page, id) => page.locator(`[data-mark="${id}"] .remark`);
  async function write(page, id, text) {
    await field(page, id).fill(text);
    await field(page, id).press("Tab");
  }

  test("each figure is marked as it is written, its mistake named, and the link keeps them", async ({
    page,
  }) => {
    await open(page, "");
    await write(page, "z1", "1.25");
    await expect(remark(page, "z1")).toHaveText("Right");
    await write(page, "d.z1", "−4.489163");
    await expect(remark(page, "d.z1")).toContainText("f′(z), was forgotten");
    await expect(remark(page, "d.z1")).toContainText("δ₁ = ∂L/∂a₁ = −4.489163");
    await write(page, "d.w1", "-4.489163");
    await expect(remark(page, "d.w1")).toContainText("Done right, but with δ1, which went wrong");
    await write(page, "new.w5", "4.489426");
    await expect(remark(page, "new.w5")).toContainText("The learning rate η was forgotten");
    await write(page, "L", "eight");
    await expect(remark(page, "L")).toHaveText("This is not a number.");
    await expect(page.locator(".score")).toHaveText("23 numbers, 4 written, 1 right");
    await expectAccessible(page, ".tools");
    await expect
      .poll(() => new URL(page.url()).hash)
      .toContain("mine=z1:1.25,d.z1:-4.489163,d.w1:-4.489163,new.w5:4.489426");
    await page.reload();
    await toTools(page);
    await expect(remark(page, "d.z1")).toContainText("f′(z), was forgotten");
    await page.getByRole("button", { name: "Clear all" }).click();
    await expect(field(page, "z1")).toHaveValue("");
    await write(page, "z1", "1.3");
    await page.getByRole("combobox", { name: "Worked example" }).selectOption("xor");
    await expect(page.locator(".score")).toContainText("0 written");
  });

  test("a figure of the page itself is right, at every step and rounding", async ({ page }) => {
    for (const link of ["", "preset=mazur&places=9", "step=2&round=carried&places=3", "step=3"]) {
      await open(page, `at=999&${link}`);
      for (const id of ["L", "d.w1", "new.w5"]) {
        const shown = await page.locator(`.ledger [data-id="${id}"] .value`).textContent();
        await write(page, id, shown);
        await expect(remark(page, id)).toHaveText("Right");
      }
    }
  });
});

test.describe("take along", () => {
  test("the diagram is an SVG file that a browser opens, with the numbers of the page", async ({
    page,
    context,
  }, testInfo) => {
    for (const link of ["at=999", "at=999&preset=softmax-3", "at=5&preset=mazur"]) {
      await open(page, `tool=export&${link}`);
      const arriving = page.waitForEvent("download");
      await page.getByRole("button", { name: "backpropagation.svg" }).click();
      const path = testInfo.outputPath("diagram.svg");
      await (await arriving).saveAs(path);
      const shown = await page.locator('.ledger [data-id="L"] .value').allTextContents();
      const file = await context.newPage();
      await file.goto(pathToFileURL(path).href);
      const read = await file.evaluate(() => {
        const all = [...document.querySelectorAll("*")];
        const beyond = all.flatMap((element) =>
          [...element.attributes].filter(({ name }) => /^(on|href|src|style|xlink)/.test(name)),
        );
        const { width, height } = document.documentElement.getBBox();
        return {
          root: document.documentElement.namespaceURI,
          errors: document.querySelectorAll("parsererror").length,
          texts: all.map(({ textContent }) => textContent),
          beyond: beyond.length,
          isDrawn: width > 500 && height > 100,
        };
      });
      const root = "http://www.w3.org/2000/svg";
      expect(read).toMatchObject({ root, errors: 0, beyond: 0, isDrawn: true });
      for (const value of shown) expect(read.texts).toContain(value);
      await file.close();
    }
  });

  test("the derivation is copied as LaTeX, Markdown and CSV", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(page, "tool=export");
    await expectAccessible(page, ".tools");
    for (const [format, line] of [
      [
        "LaTeX",
        "z_{1} &= w_{1} \\cdot x_{1} + w_{2} \\cdot x_{2} = 0.5 \\cdot 1 + 1.5 \\cdot 0.5 = 1.250000 \\\\",
      ],
      ["Markdown", "| L | (y − ŷ)^2 | (4 − 1.755419)^2 | 5.038146 |"],
      ["CSV", "L,(y − ŷ)^2,(4 − 1.755419)^2,5.038146"],
    ]) {
      await page.getByRole("button", { name: "Copy the derivation" }).click();
      await page.getByRole("menuitem", { name: format }).click();
      await expect(page.getByRole("button", { name: "Copy the derivation" })).toContainText(format);
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(line);
    }
  });
});

test.describe("worksheets", () => {
  test("an exercise has blanks, a key from the core, and goes into the network", async ({
    page,
  }) => {
    await open(page, "tool=worksheet&sheet=3&level=gradients");
    const sheet = page.locator(".sheet").first();
    await expect(sheet).toContainText("Backpropagation, exercise 3");
    await expect(sheet.locator("[data-ask]")).toHaveCount(17);
    const picture = sheet.getByRole("img");
    const drawn = decodeURIComponent(await picture.getAttribute("src"));
    expect(drawn.match(/<text/g).length).toBeGreaterThan(2 * 17);
    expect(
      await picture.evaluate((img) => img.decode().then(() => img.naturalWidth)),
    ).toBeGreaterThan(800);
    await expectAccessible(page, ".tools");
    await page.getByText("Answers", { exact: true }).first().click();
    const answers = page.locator(".key [data-ask='d.w1'] b");
    await expect(answers).toHaveText(/^−?\d+\.\d{6}$/);
    const value = await answers.textContent();
    await page.getByRole("button", { name: "Put these numbers" }).click();
    await page.locator(".ledger [data-id='d.w1']").click();
    await expect(page.locator(".ledger [data-id='d.w1'] .value")).toHaveText(value);
  });

  test("is printed by itself, the key on a page of its own", async ({ page }) => {
    await open(page, "tool=worksheet");
    await page.evaluate(() => {
      window.print = () => {}; // the dialog would wait for somebody
    });
    await page.getByRole("button", { name: "Print" }).click();
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".diagram")).toBeHidden();
    await expect(page.locator(".sheet")).toHaveCount(2);
    await expect(page.locator(".key .sheet")).toBeVisible();
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
  });
});
