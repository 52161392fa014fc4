/** browser.js: a Chromium with a profile on the disk, whose tabs and which itself can be killed. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium } from "playwright-core";
import { chromium as installed } from "../../e2e/support/chromium.js";

export class Browser {
  #profile = mkdtempSync(join(tmpdir(), "glassnet-"));
  #process;
  #browser;

  static async start() {
    const browser = new Browser();
    await browser.#start();
    return browser;
  }

  async #start() {
    const { executablePath, args } = installed();
    const port = join(this.#profile, "DevToolsActivePort");
    rmSync(port, { force: true });
    const own = ["--headless=new", "--remote-debugging-port=0", `--user-data-dir=${this.#profile}`];
    this.#process = spawn(executablePath, [...args, ...own, "about:blank"], {
      stdio: "ignore",
      detached: true, // a group of its own: the browser and all its processes
    });
    const lines = await until(() => readFileSync(port, "utf8").split("\n"));
    this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${lines[0]}`);
  }

  /** @param {string} url */
  async open(url) {
    const page = await this.#browser.contexts()[0].newPage();
    await page.goto(url);
    return page;
  }

  /** The tab's process dies. @param {import("playwright-core").Page} page */
  async crash(page) {
    const session = await page.context().newCDPSession(page);
    const crashed = page.waitForEvent("crash");
    session.send("Page.crash").catch(() => {}); // nobody is left to answer
    await crashed;
    await page.close();
  }

  /** All its processes die, as when the power fails but for the disk; then it is started again. */
  async kill() {
    await this.#end();
    await this.#start();
  }

  async #end() {
    const gone = new Promise((resolve) => this.#process.once("exit", resolve));
    process.kill(-this.#process.pid, "SIGKILL");
    await gone;
    await this.#browser.close().catch(() => {});
  }

  async end() {
    await this.#end();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Asks until there is an answer. @template T @param {() => T} ask @returns {Promise<T>} */
async function until(ask) {
  for (let tries = 0; ; tries++) {
    try {
      return ask();
    } catch (error) {
      if (tries === 300) throw error;
      await wait(100);
    }
  }
}
