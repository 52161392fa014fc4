// The example that is a page: served as it stands, beside the package's own files, by a server that knows no tool.
import { readFileSync } from "node:fs";
import { serve } from "./support/server.js";
import { expect, test } from "./support/test.js";

test.use({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from the pattern
  baseURL: async ({}, use) => {
    const server = await serve(".");
    await use(server.url);
    await server.close();
  },
});

test("spiral.html trains in a plain page and ends at what it says", async ({ page }) => {
  const source = readFileSync(new URL("../../examples/spiral.html", import.meta.url), "utf8");
  const [, said] = source.match(/<!-- Output: (.*) -->\n$/);
  await page.goto("examples/spiral.html");
  await expect(page.locator("output")).toHaveText(said);
});
