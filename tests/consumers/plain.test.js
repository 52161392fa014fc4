/** A page with no tool at all, in Chromium and in Firefox, below a strict Content-Security-Policy. */
import { afterAll, beforeAll, describe } from "@jest/globals";
import { openBrowser } from "./support/browser.js";
import { PAGE, testPage } from "./support/pages.js";
import { makeProject } from "./support/project.js";

let folder;
beforeAll(async () => {
  ({ folder } = await makeProject("plain", [...PAGE, "plain/glassnet.js"]));
});

describe.each(["chromium", "firefox"])("%s", (name) => {
  let browser;
  beforeAll(async () => {
    browser = await openBrowser(name);
  });
  afterAll(() => browser?.close());
  testPage(() => ({ browser, folder }));
});
