/** pages.js: what a page that uses the package must come to: the same weights by every entry, with and without threads. */
import { expect, test } from "@jest/globals";
import { outcomeOf } from "./browser.js";
import { expectTrained } from "./outcome.js";

/** The programs of a page. */
export const PAGE = ["every-entry.js", "own-worker.js", "page.js", "index.html"];

/**
 * Declares the tests of a page of static files.
 *
 * @param {() => { browser: import("puppeteer-core").Browser, folder: string }} where known when they run
 */
export function testPage(where) {
  test.each([
    ["a page with shared memory: two threads", { isolated: true }],
    ["a page without SharedArrayBuffer: one", { isolated: false }],
  ])("%s", async (_, { isolated }) => {
    const { browser, folder } = where();
    const { outcome, sharesMemory } = await outcomeOf(browser, folder, { isolated });
    expect(sharesMemory).toBe(isolated);
    expect(Object.keys(outcome)).toHaveLength(7);
    await expectTrained(outcome, { threads: isolated ? 2 : 1 });
  });
}
