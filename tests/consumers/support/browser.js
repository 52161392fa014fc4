/** browser.js: pages in the system's Chromium and Firefox, driven over WebDriver BiDi or Chromium's own protocol. */
import puppeteer from "puppeteer-core";
import { relative } from "node:path";
import { root } from "../../../scripts/tools.js";
import { chromium } from "../../e2e/support/chromium.js";
import { isolation, serve } from "../../e2e/support/server.js";

const launch = {
  chromium: () => puppeteer.launch({ browser: "chrome", ...chromium() }),
  firefox: () =>
    puppeteer.launch({
      browser: "firefox",
      executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
    }),
};

/** @param {"chromium" | "firefox"} name */
export const openBrowser = (name) => launch[name]();

/** All that the package needs of a page's Content-Security-Policy; the last is for the icon of the page. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data:";

/** Without `isolated` a page has no SharedArrayBuffer. */
export const headersOf = ({ isolated }) => ({
  "content-security-policy": policy,
  ...(isolated ? isolation : {}),
});

/** What a page at `url` leaves in `outcome`, and whether it had a SharedArrayBuffer. An error on its console fails it. */
export async function outcomeAt(browser, url) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(`${error.message ?? error}`));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location()?.url})`);
  });
  try {
    await page.goto(url);
    for (let tries = 0; tries < 600 && errors.length === 0; tries++) {
      const found = await page.evaluate(async () =>
        globalThis.outcome === undefined
          ? null
          : {
              outcome: await globalThis.outcome,
              sharesMemory: typeof SharedArrayBuffer !== "undefined",
            },
      );
      if (found?.outcome.error) errors.push(found.outcome.error);
      else if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(errors.join("\n") || `${url} came to nothing in a minute`);
  } finally {
    await page.close();
  }
}

/** The same of a folder of static files, served for the time. */
export async function outcomeOf(browser, folder, { isolated, page = "index.html" }) {
  const server = await serve(relative(root, folder), "/", headersOf({ isolated }));
  try {
    return await outcomeAt(browser, server.url + page);
  } finally {
    await server.close();
  }
}
