/**
 * Training through the public interface, in Node and in Chromium and, where Debian's python3-torch is installed, in
 * PyTorch on one thread beside it: samples and steps a second. Rounds alternate; medians.
 *
 *   npm run bench -- training        ROUNDS=7 by default; DIST=… measures another build of the package
 */
import { execFileSync, spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { median, openPage } from "./support/page.js";
import { cases, openTraining } from "./support/training.js";

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const DIST = process.env.DIST ?? "dist";
const PYTHON = "/usr/bin/python3";

async function inNode() {
  const { load } = await import(pathToFileURL(`${DIST}/index.js`).href);
  return openTraining(await load());
}

async function inChromium({ page }, dist) {
  await page.evaluate(async (dist) => {
    const { openTraining } = await import("/tests/bench/support/training.js");
    const { load } = await import(`/${dist}/index.js`);
    window.training = openTraining(await load());
  }, dist);
  return { round: () => page.evaluate(() => window.training.round()) };
}

/** What the PyTorch script needs to know of a case. */
function forTorch([name, { spec, options }]) {
  return {
    name,
    sizes: [spec.input[0], ...spec.layers.map(({ units }) => units)],
    activation: spec.layers[0].activation,
    optimizer: spec.optimizer.type,
    learningRate: spec.optimizer.learningRate,
    batch: options.batchSize,
    steps: spec.input[0] > 100 ? 500 : 2000,
  };
}

function inTorch() {
  if (spawnSync(PYTHON, ["-c", "import torch"]).status !== 0) return undefined;
  const argument = JSON.stringify(Object.entries(cases).map(forTorch));
  const script = ["tests/bench/training_torch.py", argument];
  return { round: async () => JSON.parse(execFileSync(PYTHON, script)) };
}

const page = await openPage("");
const places = { Node: await inNode(), Chromium: await inChromium(page, DIST), PyTorch: inTorch() };
if (!places.PyTorch) delete places.PyTorch;
for (const place of Object.values(places)) await place.round(); // warms up
const rounds = Object.fromEntries(Object.keys(places).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, place] of Object.entries(places)) rounds[name].push(await place.round());
}
await page.close();

const table = {};
for (const [name, { options }] of Object.entries(cases)) {
  table[name] = {};
  for (const [place, done] of Object.entries(rounds)) {
    const samples = median(done.map((round) => round[name]));
    table[name][`${place} samples/s`] = Math.round(samples);
    table[name][`${place} steps/s`] = Math.round(samples / options.batchSize);
  }
}
console.log("training, medians");
console.table(table);
