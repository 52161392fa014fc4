// The documentation as it is built: every page opens, says what it should, fits a phone and is accessible in both themes;
// the blocks of HTML in it are pages that run.
import { readFileSync, readdirSync } from "node:fs";
import { extname } from "node:path";
import { blocksIn } from "../js/support/code-blocks.js";
import { expect, expectAccessible, test } from "./support/test.js";

const root = new URL("../../", import.meta.url);
const built = readdirSync(new URL("build/web/docs/", root), { recursive: true })
  .filter((name) => name.endsWith(".html"))
  .sort();

test("the playground leads to it in the reader's language, and it leads back", async ({ page }) => {
  await page.goto("./#lang=en");
  await page.getByRole("link", { name: "Docs" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
  await page.getByRole("link", { name: "中文" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("概览");
  await page.getByRole("banner").getByRole("link", { name: "演练场" }).click();
  await page.getByRole("link", { name: "文档" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("概览");
});

for (const [theme, width] of [
  ["light", 390],
  ["light", 1280],
  ["dark", 390],
  ["dark", 1280],
])
  test(`every page is accessible and fits, ${theme}, ${width} pixels wide`, async ({ page }) => {
    expect(built.length).toBeGreaterThan(30);
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 900 });
    for (const name of built) {
      await page.goto(`./docs/${name}`);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(`${name}: ${overflow}`).toBe(`${name}: 0`);
      await expectAccessible(page);
    }
  });

test("the chosen theme stays from page to page, in the playground, too, and nothing moves while one loads", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("./docs/");
  await page.getByRole("button", { name: "Light or dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  for (const address of ["./", "./docs/layers.html"]) {
    await page.goto(address);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  }
  const shift = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0)),
        ).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(0), 500);
      }),
  );
  expect(shift).toBe(0);
});

test("on a phone the header leads to the contents, and they to the pages", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./docs/train.html");
  await page.getByRole("link", { name: "Contents" }).click();
  const contents = page.locator("#contents");
  await expect(contents.getByRole("link").first()).toBeInViewport();
  await contents.getByRole("link", { name: "Layers", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Layers");
});

test("what is looked for is found by its words, with the keyboard alone, and the contents come back", async ({
  page,
}) => {
  await page.goto("./docs/zh/train.html");
  await page.keyboard.press("/");
  await page.keyboard.type("批归一化");
  const search = page.getByRole("search");
  await expect(search.getByRole("link").first()).toContainText("batchNormalization");
  await expect(search.getByRole("status")).toHaveText(/^\d+ 处$/);
  const contents = page
    .getByRole("navigation", { name: "目录" })
    .getByRole("link", { name: "概览" });
  await expect(contents).toBeHidden();
  await expectAccessible(page);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("没有这样的词");
  await expect(search.getByRole("status")).toHaveText("没有找到");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
  await expect(contents).toBeVisible();
  await page.keyboard.type("dropout");
  await expect(search.getByRole("link").first()).toContainText("Dropout");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/zh\/layers\.html#dropout$/);
});

test.describe("blocks of HTML", () => {
  const types = { ".js": "text/javascript", ".wasm": "application/wasm" };
  const map = `<script type="importmap">{ "imports": {
    "glassnet": "./glassnet/index.js", "glassnet/worker": "./glassnet/worker.js" } }</script>`;

  const guides = readdirSync(new URL("web/docs/guides/", root)).filter((n) => n.endsWith(".md"));
  const blocks = guides.flatMap((name) => {
    const all = blocksIn(readFileSync(new URL(`web/docs/guides/${name}`, root), "utf8"));
    return all.flatMap(({ language, text, line }, i) =>
      language === "html" ? [{ name, line, text, said: all[i + 1].text.trim() }] : [],
    );
  });

  for (const { name, line, text, said } of blocks)
    test(`${name}, line ${line}, shows what the page says`, async ({ page, baseURL }) => {
      // In a folder of a site beside a copy of the package, as the guide says.
      await page.route(`${baseURL}site/**`, (route) => {
        const path = new URL(route.request().url()).pathname.split("/site/")[1];
        if (path === "") {
          const body = text.includes("importmap") ? text : text.replace("<script", `${map}<script`);
          return route.fulfill({ body, contentType: "text/html; charset=utf-8" });
        }
        const file = new URL(`dist/${path.replace("glassnet/", "")}`, root);
        return route.fulfill({ body: readFileSync(file), contentType: types[extname(path)] });
      });
      await page.goto("./site/");
      await expect(page.locator("output")).toHaveText(said);
    });
});
