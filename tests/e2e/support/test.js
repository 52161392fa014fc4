// The `test` and `expect` of every page test. Beside what a test says itself, it fails when the page logs an
// error, throws, or asks for anything beyond its own origin.
import { test as base, expect } from "@playwright/test";
import axe from "axe-core";

export { expect };

export const test = base.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from the pattern
  baseURL: async ({}, use) => use(process.env.GLASSNET_URL),

  /** What the page must not do: each entry fails the test. A test that provokes an error empties it. */
  complaints: async ({ context, baseURL }, use) => {
    const complaints = [];
    const { origin } = new URL(baseURL);
    const isOwn = (url) => url.startsWith(`${origin}/`) || /^(data|blob|about|file):/.test(url);
    context.on("request", (request) => {
      if (!isOwn(request.url())) complaints.push(`request beyond the origin: ${request.url()}`);
    });
    context.on("response", (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`);
    });
    context.on("console", (message) => {
      if (/^Service Worker registration blocked by Playwright/.test(message.text())) return;
      if (["error", "warning"].includes(message.type()))
        complaints.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => complaints.push(`uncaught: ${error.error().stack}`));
    await use(complaints);
    expect(complaints).toEqual([]);
  },

  page: async ({ page, complaints: _ }, use) => use(page),
});

/** Fails with axe's violations in the page, or below `selector`, one readable line each. */
export async function expectAccessible(page, selector = "html") {
  // Evaluated through the debugger, not by a script element, so that the page's own policy stands.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (root) => {
    const results = await globalThis.axe.run(root, { resultTypes: ["violations"] });
    return results.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target}: ${failureSummary}`),
    );
  }, selector);
  expect(violations).toEqual([]);
}
