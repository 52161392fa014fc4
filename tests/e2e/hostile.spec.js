// Strings from outside are text and nothing else: in every field of the link, in what is pasted and in files.
import { labs } from "../../web/labs/index.js";
import { shell } from "../../web/state/properties.js";
import { hostile } from "./support/hostile.js";
import { expect, test } from "./support/test.js";

/** What must not have happened in the page since `watch`: elements, violations of the policy, code, dialogs. */
const harm = (page) =>
  page.evaluate(() => ({
    elements: document.querySelectorAll("#pwned, iframe, object, embed, base, main script").length,
    violations: globalThis.violations,
    ran: globalThis.pwned ?? {}.pwned ?? null,
  }));
const none = { elements: 0, violations: [], ran: null };

test.beforeEach(async ({ page }) => {
  page.on("dialog", (dialog) => {
    throw new Error(`a dialog: ${dialog.message()}`);
  });
  await page.addInitScript(() => {
    globalThis.violations = [];
    addEventListener("securitypolicyviolation", (event) =>
      globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
});

test("there are sixty of them, each another", () => {
  expect(new Set(hostile).size).toBe(60);
});

const tables = [["home", {}], ...labs.map(({ id, properties }) => [id, properties])];
for (const [id, properties] of tables)
  test(`${id}: every field of the link, each with sixty hostile strings`, async ({ page }) => {
    await page.goto(`./#lab=${id}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const keys = [...Object.keys(shell).filter((key) => key !== "lab"), ...Object.keys(properties)];
    for (const text of hostile) {
      const encoded = encodeURIComponent(
        text.toWellFormed?.() ?? text.replace(/[\uD800-\uDFFF]/g, ""),
      );
      const pairs = [...keys, encoded].map((key) => `${key}=${encoded}`);
      await page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        `#lab=${id}&${pairs.join("&")}`,
      );
      await page.evaluate(
        () => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 20)),
      );
      expect([text, await harm(page)]).toEqual([text, none]);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    }
    // What could not be read is said, as text.
    if (keys.length > 0) await expect(page.locator(".notice code").first()).toBeVisible();
  });

test("the lab's name and the query may be anything", async ({ page }) => {
  for (const text of hostile) {
    const encoded = encodeURIComponent(text.replace(/[\uD800-\uDFFF]/g, ""));
    await page.goto(`./?embed=1&hide=${encoded}&lock=${encoded}&${encoded}=1#lab=${encoded}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect([text, await harm(page)]).toEqual([text, none]);
  }
});

for (const [lab, link, shown] of [
  ["perceptron", "", "Samples: presets, add, paste CSV"],
  ["plane", "&data=own", undefined],
])
  test(`${lab}: pasted samples, and those of a file, are read as numbers or refused, whatever they are`, async ({
    page,
  }) => {
    await page.goto(`./#lab=${lab}&lang=en${link}`);
    if (shown) await page.getByText(shown).click();
    const field = page.locator(".csv textarea");
    for (const text of hostile) {
      const lines = `x1,x2,${text.replaceAll("\n", " ")}\n1,2,1\n${text},3,-1`;
      await field.fill(lines);
      await page.getByRole("button", { name: "Use these samples" }).click();
      expect([text, await harm(page)]).toEqual([text, none]);
      await page.locator(".csv input[type=file]").setInputFiles({
        name: `${text.replace(/[^ -.0-~]/g, "_").slice(0, 100)}.csv`,
        mimeType: "text/csv",
        buffer: Buffer.from(`${lines}\0`), // no text: its name is said
      });
      await expect(page.locator(".csv .complaint")).toBeVisible();
      expect([text, await harm(page)]).toEqual([text, none]);
    }
  });

test("a file's name, and every name in it, is text", async ({ page }) => {
  await page.goto("./#lab=digits&lang=en");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const input = page.locator("input[type=file]").first();
  let turn = 0; // the type is now one of ours, with a hostile name, now hostile itself
  for (const text of hostile) {
    const layer = text.slice(0, 60);
    const spec = {
      input: [784],
      layers: [{ type: turn++ % 2 ? text : "dense", name: layer, units: 10 }],
      loss: text,
    };
    const header = JSON.stringify({
      __metadata__: {
        glassnet: JSON.stringify({
          version: 1,
          spec,
          counters: { seed: 1, steps: 0, epochs: 0 },
        }),
      },
      [`${layer}.kernel`]: { dtype: "F32", shape: [1], data_offsets: [0, 4] },
    });
    const json = Buffer.from(header.padEnd(8 * Math.ceil(header.length / 8)));
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(json.length));
    await input.setInputFiles({
      name: `${text.replace(/[^ -.0-~]/g, "_").slice(0, 100)}.safetensors`,
      mimeType: "application/octet-stream",
      buffer: Buffer.concat([size, json, Buffer.alloc(4)]),
    });
    await page.waitForTimeout(30);
    expect([text, await harm(page)]).toEqual([text, none]);
  }
  await expect(page.locator(".complaint").first()).toContainText("1e400");
});

test("files of digits that are none are named as they are called", async ({ page }) => {
  await page.goto("./#lab=digits&lang=en");
  await page.getByRole("button", { name: "My MNIST files" }).click();
  for (const text of hostile) {
    const name = text.replace(/[^ -.0-~]/g, "_").slice(0, 100);
    await page.getByTestId("mnist-files").setInputFiles({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(text),
    });
    await expect(page.locator(".drop .complaint")).toBeVisible();
    expect([text, await harm(page)]).toEqual([text, none]);
  }
});
