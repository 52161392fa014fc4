/**
 * From `import` to the first trained step of 784-128-10 (Adam, batch of 32), cold: each time a new process of Node, or a
 * new page of Chromium with its cache off.
 *
 *   npm run bench -- startup
 */
import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { chromium as browser } from "@playwright/test";
import { chromium } from "../e2e/support/chromium.js";
import { serve } from "../e2e/support/server.js";

const RUNS = 15;

/** Runs in another process, and in the page. @param {string} url of the package's entry */
async function firstStep(url) {
  const x = new Float32Array(32 * 784).fill(0.5);
  const y = new Uint8Array(32);
  const layers = [
    { type: "dense", units: 128, activation: "relu" },
    { type: "dense", units: 10, activation: "softmax" },
  ];
  const spec = { input: [784], layers, loss: "categoricalCrossentropy", optimizer: "adam" };
  const start = performance.now();
  const { load } = await import(url);
  const gn = await load();
  gn.model(spec).trainOnBatch(x, y);
  return performance.now() - start;
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

function inNode() {
  const entry = pathToFileURL("dist/index.js").href;
  const code = `console.log(await (${firstStep})(${JSON.stringify(entry)}))`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "-e", code]));
}

async function inChromium(chrome, url) {
  const page = await (await chrome.newContext()).newPage();
  await page.goto(`${url}index.js`); // any page of the origin
  await page.addScriptTag({ content: String(firstStep) });
  const taken = await page.evaluate((entry) => firstStep(entry), `${url}index.js?cold`);
  await page.context().close();
  return taken;
}

const server = await serve("dist");
const chrome = await browser.launch(chromium());
const times = { Node: [], Chromium: [] };
for (let run = 0; run < RUNS; run++) {
  times.Node.push(inNode());
  times.Chromium.push(await inChromium(chrome, server.url));
}
await chrome.close();
await server.close();
console.log(`import to first trained step, cold, ms: median of ${RUNS} (fastest)`);
for (const [name, values] of Object.entries(times)) {
  console.log(`  ${name}: ${median(values).toFixed(1)} (${Math.min(...values).toFixed(1)})`);
}
