/** Pages made by a bundler: every entry of the package trains, below a strict Content-Security-Policy. */
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, test } from "@jest/globals";
import { openBrowser, outcomeAt } from "./support/browser.js";
import { expectTrained } from "./support/outcome.js";
import { PAGE, testPage } from "./support/pages.js";
import { makeProject, serveProject } from "./support/project.js";

let browser;
beforeAll(async () => {
  browser = await openBrowser("chromium");
});
afterAll(() => browser?.close());

describe.each(["esbuild", "rollup", "vite", "webpack"])("%s", (bundler) => {
  let out;
  beforeAll(async () => {
    const programs = [...PAGE, "glassnet.js", `bundlers/${bundler}.js`];
    const { folder, run } = await makeProject(bundler, programs);
    await run(process.execPath, [`${bundler}.js`]);
    out = join(folder, "out");
    if (!existsSync(join(out, "index.html")))
      cpSync(join(folder, "index.html"), join(out, "index.html"));
  });
  testPage(() => ({ browser, folder: out }));
});

test("Vite's development server", async () => {
  const programs = [...PAGE, "glassnet.js", "bundlers/vite-dev.js", "../../e2e/support/server.js"];
  const server = await serveProject(await makeProject("vite-dev", programs), ["vite-dev.js"]);
  try {
    const { outcome } = await outcomeAt(browser, server.url);
    await expectTrained(outcome, { threads: 2 });
  } finally {
    server.close();
  }
});
