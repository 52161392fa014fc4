// npm run bench -- lighthouse [WORD]: the built page judged by Lighthouse, mobile preset: each lab by a link of its own,
// and pages of the documentation; only the addresses with the word in them, if there is one.
// A goal missed is exit code 1. The server compresses, as a host of static files does.
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { pathToFileURL } from "node:url";
import { chromium as browser } from "@playwright/test";
import { build } from "../../scripts/build.js";
import { installIn } from "../../scripts/bootstrap.js";
import { fromRoot } from "../../scripts/tools.js";
import { labs } from "../../web/labs/index.js";
import { chromium } from "../e2e/support/chromium.js";
import { serve } from "../e2e/support/server.js";

/** The least that each category may reach, of 100. */
const goals = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const addresses = [
  ...["home", ...labs.map(({ id }) => id)].map((id) => `#lab=${id}`),
  ...["index", "train", "layers", "api-model", "c", "zh/trace"].map((name) => `docs/${name}.html`),
].filter((address) => address.includes(process.argv[2] ?? ""));
const FOLDER = "tests/bench/lighthouse";

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

await build("core", "page");
await installIn(FOLDER);
const resolve = createRequire(pathToFileURL(fromRoot(FOLDER, "package.json"))).resolve;
const { default: lighthouse } = await import(pathToFileURL(resolve("lighthouse")));

const port = await freePort();
const { args, ...options } = chromium();
const chrome = await browser.launch({
  ...options,
  args: [...args, `--remote-debugging-port=${port}`],
});
const server = await serve("build/web", "/glassnet/", {}, { compress: true });
const rows = {};
let missed = false;
for (const address of addresses) {
  const { lhr } = await lighthouse(server.url + address, {
    port,
    logLevel: "error",
    onlyCategories: Object.keys(goals),
  });
  const scores = Object.entries(goals).map(([category, goal]) => {
    const { score: share, auditRefs } = lhr.categories[category];
    const score = Math.round(share * 100);
    if (score < goal) {
      missed = true;
      const short = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score < 0.9);
      console.log(
        `${address}: ${category}: ${short.map(({ id }) => lhr.audits[id].title).join("; ")}`,
      );
    }
    return [category, score];
  });
  const figure = (audit) => lhr.audits[audit].displayValue;
  rows[address] = {
    ...Object.fromEntries(scores),
    "largest paint": figure("largest-contentful-paint"),
    blocking: figure("total-blocking-time"),
    shift: figure("cumulative-layout-shift"),
    bytes: figure("total-byte-weight"),
  };
  for (const { node, score } of lhr.audits["layout-shifts"]?.details?.items ?? [])
    console.log(`${address}: ${node?.selector} shifts by ${score.toFixed(3)}`);
}
console.table(rows);
console.log("Lighthouse, of 100 at least:", goals);
await chrome.close();
await server.close();
process.exitCode = missed ? 1 : 0;
