// Without a network: the page that was opened once, and the page of one file.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { labs } from "../../web/labs/index.js";
import { expect, expectAccessible, test } from "./support/test.js";

const single = fileURLToPath(new URL("../../build/web/glassnet.html", import.meta.url));

/** The digits lab reads a drawn stroke, with the network that the page ships. */
async function recognises(page) {
  const pad = page.locator(".pad canvas").first();
  const { x, y, width, height } = await pad.boundingBox();
  const at = (u, v) => [x + u * width, y + v * height];
  await page.mouse.move(...at(0.5, 0.15));
  await page.mouse.down();
  for (let v = 0.15; v <= 0.85; v += 0.05) await page.mouse.move(...at(0.5, v));
  await page.mouse.up();
  await expect(page.locator(".bars .best th").first()).toHaveText("1");
}

/** Opens a lab in the same document, as a link in the header would. */
async function open(page, lab) {
  await page.evaluate((id) => (location.hash = `#lab=${id}&lang=en`), lab);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

test.describe("opened once", () => {
  test.use({ serviceWorkers: "allow" });

  test("every lab works with the network off", async ({ page, context }) => {
    await page.goto("./");
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload(); // now by the service worker
    await context.setOffline(true);
    await page.reload();
    for (const { id } of labs) await open(page, id);
    await open(page, "backprop");
    await page.goto("./?embed=1#lab=digits&lang=en");
    await recognises(page);
  });

  test("a newer build waits until it is asked for, then takes over", async ({ page }) => {
    const worker = fileURLToPath(new URL("../../build/web/service-worker.js", import.meta.url));
    const before = readFileSync(worker, "utf8");
    await page.goto("./#lang=en");
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    try {
      writeFileSync(worker, before.replace(/VERSION = "\w+"/, 'VERSION = "newer"'));
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
      await page.getByRole("button", { name: "Load it" }).click();
      await expect
        .poll(() => page.evaluate(() => caches.keys()).catch(() => []))
        .toEqual(["glassnet-newer"]);
      await expect(page.getByRole("button", { name: "Load it" })).toHaveCount(0);
    } finally {
      writeFileSync(worker, before);
    }
  });
});

test.describe("as one file", () => {
  test.use({ offline: true });

  test("every lab works, opened from a disk", async ({ page }, info) => {
    const copy = info.outputPath("一个文件.html");
    copyFileSync(single, copy);
    await page.goto(`${pathToFileURL(copy)}#lang=en`);
    await expect(page.getByRole("heading", { name: "A network made of glass" })).toBeVisible();
    for (const { id } of labs) {
      await open(page, id);
      await expectAccessible(page);
    }
    await open(page, "digits");
    await recognises(page);
  });

  test("it carries everything and asks for nothing", () => {
    const html = readFileSync(single, "utf8");
    const markup = html.replace(/<script type="module">.*<\/script>/s, "");
    expect(markup.length).toBeLessThan(html.length / 2);
    const outside = markup.match(/<[^>]+\s(?:src|href)="(?!data:|#)[^"]*"/g) ?? [];
    expect(outside).toEqual([]);
    expect(html).toContain("connect-src 'none'");
    expect(html.length).toBeLessThan(1_500_000);
  });
});
