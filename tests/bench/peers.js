/**
 * glassnet and what a user would take instead, on the same work in the same run, in Node, in Chromium and, for PyTorch,
 * natively: all on one thread. Each peer's results are compared with ours before anything is timed; rounds alternate;
 * medians. The topics are the files of topics/, the peers those of peers/.
 *
 *   npm run bench -- peers                   everything, in less than ten minutes
 *   npm run bench -- peers gemm mlp          these topics
 *     --quick                                fewer and shorter rounds, two minutes in all
 *     --only glassnet,jax-js                 these peers
 *     --write                                the tables into RESULTS.md
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { installIn } from "../../scripts/bootstrap.js";
import { fromRoot, ToolError } from "../../scripts/tools.js";
import { peers } from "./peers/index.js";
import { bundlePeers } from "./support/bundle.js";
import { compare } from "./support/compare.js";
import { openChromium } from "./support/page.js";
import { figures, goalHead, goalRows, table } from "./support/report.js";
import { blas } from "./support/torch.js";

const inOrder = ["gemm", "conv", "mlp", "lenet", "xor", "latency", "cold", "memory", "size"];
const rank = (name) => (inOrder.includes(name) ? inOrder.indexOf(name) : inOrder.length);
const names = readdirSync(fromRoot("tests/bench/topics"))
  .map((file) => file.replace(/\.js$/, ""))
  .sort((a, b) => rank(a) - rank(b));

function readArguments(given) {
  const flags = given.filter((word) => word.startsWith("--"));
  const only = given[given.indexOf("--only") + 1]?.split(",");
  const words = given.filter((word, i) => !word.startsWith("--") && given[i - 1] !== "--only");
  const unknown =
    words.find((word) => !names.includes(word)) ??
    flags.find((flag) => !["--quick", "--only", "--write"].includes(flag));
  if (unknown) throw new ToolError(`peers: no ${unknown}; there are ${names.join(", ")}`);
  return {
    topics: words.length > 0 ? names.filter((name) => words.includes(name)) : names,
    chosen: flags.includes("--only") ? peers.filter(({ name }) => only.includes(name)) : peers,
    isQuick: flags.includes("--quick"),
    write: flags.includes("--write"),
  };
}

/** Puts text between the two marks of RESULTS.md. */
async function writeResults(text) {
  const path = fromRoot("tests/bench/RESULTS.md");
  const marked = /(<!-- peers -->)[^]*(<!-- \/peers -->)/;
  const whole = readFileSync(path, "utf8").replace(
    marked,
    (_, from, to) => `${from}\n\n${text}\n\n${to}`,
  );
  writeFileSync(path, await format(whole, { ...(await resolveConfig(path)), parser: "markdown" }));
}

const { topics, chosen, isQuick, write } = readArguments(process.argv.slice(2));
await installIn("tests/bench");
await bundlePeers();
const settings = isQuick ? { rounds: 3, stretch: 0.01 } : { rounds: 7, stretch: 0.03 };
const found = chosen.some(({ places }) => places.includes("native")) && blas();
if (found) console.log(`${found.name} (GFLOP/s: ${found.speeds.join(", ")})`);

const chromium = await openChromium("");
const sections = [];
const goals = [];
for (const name of topics) {
  const topic = { name, ...(await import(`./topics/${name}.js`)).topic };
  const said = new Set();
  const log = (line) => said.has(line) || (said.add(line), console.log(`  ${line}`));
  const fail = (line) => {
    process.exitCode = 1;
    log(`FAILED: ${line}`);
  };
  const run = { topic, chosen, chromium, log, fail, ...settings };
  const results = await (topic.measure ?? compare)(run).catch((error) =>
    fail(`${name}: ${error.stack}`),
  );
  if (!results) continue;
  sections.push(figures(topic, results));
  goals.push(...goalRows(topic, results));
  console.log(`\n${sections.at(-1)}\n`);
}
await chromium.close();
const verdict = `### Ours as a multiple of theirs\n\n${table([goalHead, ...goals])}`;
console.log(verdict);
if (write) {
  const native = found ? `PyTorch here: ${found.name}, one thread.\n\n` : "";
  await writeResults(`${native}${verdict}\n\n${sections.join("\n\n")}`);
}
process.exit();
