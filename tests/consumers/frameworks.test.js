/** The components of the documentation, as they stand there: built, mounted in Chromium, their button pressed. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { fromRoot, root } from "../../scripts/tools.js";
import { serve } from "../e2e/support/server.js";
import { blocksIn } from "../js/support/code-blocks.js";
import { headersOf, openBrowser } from "./support/browser.js";
import { makeProject } from "./support/project.js";

const blocks = blocksIn(readFileSync(fromRoot("web/docs/guides/frameworks.md"), "utf8"));
const frameworks = ["react", "vue", "svelte"];

let browser, server;
beforeAll(async () => {
  browser = await openBrowser("chromium");
  const pages = frameworks.flatMap((name) => [`${name}.html`, `${name}.js`]);
  const programs = ["build.js", ...pages].map((name) => `frameworks/${name}`);
  const { folder, run } = await makeProject("frameworks", programs);
  for (const { file, text } of blocks) if (file) writeFileSync(join(folder, file), text);
  await run(process.execPath, ["build.js"]);
  server = await serve(relative(root, join(folder, "out")), "/", headersOf({ isolated: false }));
});
afterAll(async () => {
  await server?.close();
  await browser?.close();
});

test.each(frameworks)("%s: the component trains, and ends at what the page says", async (name) => {
  const said = blocks.find(({ words }) => words.includes("output")).text.trim();
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(`${error}`));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`${server.url}${name}.html`);
  await page.locator("button").click();
  const isOver = (text) => document.querySelector("output")?.textContent === text;
  await page.waitForFunction(isOver, { timeout: 60_000 }, said);
  expect(errors).toEqual([]);
  await page.close();
});
