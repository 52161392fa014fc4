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
 * DIST=… measures another build of ours.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { installIn } from "../../scripts/bootstrap.js";
import { fromRoot, main, ToolError } from "../../scripts/tools.js";
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

/** Says a thing once. */
function sayer() {
  const said = new Set();
  return (line) => {
    if (!said.has(line)) console.log(`  ${line}`);
    said.add(line);
  };
}

/** Runs the topics one after the other: their tables, the rows of their goals, and whether anything failed. */
async function runAll(topics, settings) {
  const chromium = await openChromium("");
  const [sections, goals] = [[], []];
  let failed = false;
  for (const name of topics) {
    const topic = { name, ...(await import(`./topics/${name}.js`)).topic };
    const log = sayer();
    const fail = (line) => {
      failed = true;
      log(`FAILED: ${line}`);
    };
    const run = (topic.measure ?? compare)({ topic, chromium, log, fail, ...settings });
    const results = await run.catch((error) => fail(`${name}: ${error.stack}`));
    if (!results) continue;
    sections.push(figures(topic, results));
    goals.push(...goalRows(topic, results));
    console.log(`\n${sections.at(-1)}\n`);
  }
  await chromium.close();
  return { sections, goals, failed };
}

await main(async (given) => {
  const { topics, chosen, isQuick, write } = readArguments(given);
  await installIn("tests/bench");
  await bundlePeers();
  const settings = isQuick ? { rounds: 3, stretch: 0.01 } : { rounds: 7, stretch: 0.03 };
  const found = chosen.some(({ places }) => places.includes("native")) && blas();
  if (found) console.log(`${found.name} (GFLOP/s: ${found.speeds.join(", ")})`);

  const { sections, goals, failed } = await runAll(topics, { chosen, ...settings });
  const verdict = `### Ours as a multiple of theirs\n\n${table([goalHead, ...goals])}`;
  console.log(verdict);
  if (write) {
    const native = found ? `Native: ${found.name}, one thread.\n\n` : "";
    await writeResults(`${native}${verdict}\n\n${sections.join("\n\n")}`);
  }
  return failed ? 1 : 0;
});
process.exit();
