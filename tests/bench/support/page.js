/** page.js: an empty page of Chromium, served beside a folder of the project. */
import { chromium as browser } from "@playwright/test";
import { chromium } from "../../e2e/support/chromium.js";
import { serve } from "../../e2e/support/server.js";

/** The headers of isolation make the page's clock fine: steps of 5 µs, not of 100. */
const headers = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

export async function openPage(folder) {
  const server = await serve(folder);
  const chrome = await browser.launch(chromium());
  const page = await chrome.newPage();
  await page.route("**/empty.html", (route) =>
    route.fulfill({ contentType: "text/html", headers, body: "" }),
  );
  await page.goto(`${server.url}empty.html`);
  return {
    page,
    close: async () => {
      await chrome.close();
      await server.close();
    },
  };
}

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
