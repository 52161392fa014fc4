/** A Next application: it trains on the server, and in the page that it makes. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openBrowser, outcomeAt } from "./support/browser.js";
import { expectTrained } from "./support/outcome.js";
import { PAGE } from "./support/pages.js";
import { makeProject, serveProject } from "./support/project.js";
import { tools } from "./support/setup.js";

const next = `${tools}/next/dist/bin/next`;
const env = { NEXT_TELEMETRY_DISABLED: "1" };
let server;
beforeAll(async () => {
  const programs = ["next/app", "next/next.config.js", "glassnet.js", ...PAGE];
  const project = await makeProject("next", [...programs, "../../e2e/support/server.js"]);
  await project.run(process.execPath, [next, "build"], env);
  server = await serveProject(project, [next, "start", "--port", "0"], env);
});
afterAll(() => server?.close());

test("trains on the server", async () => {
  const response = await fetch(`${server.url}/train`);
  expect(response.status).toBe(200);
  await expectTrained(await response.json(), { threads: 2 });
});

test("trains in the page", async () => {
  const browser = await openBrowser("chromium");
  try {
    const { outcome } = await outcomeAt(browser, server.url);
    await expectTrained(outcome, { threads: 2 });
  } finally {
    await browser.close();
  }
});
