/** page.js: Chromium, and empty pages in it beside a folder of the project. */
import { chromium as browser } from "@playwright/test";
import { chromium } from "../../e2e/support/chromium.js";
import { isolation as headers, serve } from "../../e2e/support/server.js";

/** A browser whose pages are each alone in their process. */
export async function openChromium(folder) {
  const server = await serve(folder, "/", headers);
  const chrome = await browser.launch(chromium());
  return {
    async newPage() {
      const page = await (await chrome.newContext()).newPage();
      await page.route("**/empty.html", (route) =>
        route.fulfill({ contentType: "text/html", headers, body: "" }),
      );
      await page.goto(`${server.url}empty.html`);
      // From here on no request goes through this process's hands: that would take milliseconds each.
      await page.unroute("**/empty.html");
      return page;
    },
    close: async () => {
      await chrome.close();
      await server.close();
    },
  };
}

export async function openPage(folder) {
  const chrome = await openChromium(folder);
  return { page: await chrome.newPage(), close: chrome.close };
}

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
