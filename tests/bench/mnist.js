/**
 * The networks of the figures on the original MNIST: accuracy, speed and the hash of the weights, in Node, in Chromium
 * and natively. All three must end in the same weights, bit for bit.
 *
 *   npm run bench -- mnist                                    784-128-10, 5 epochs
 *   npm run bench -- mnist leNet5 --epochs 10 --where Node
 *   npm run bench -- mnist leNet5 --cosine                    the rate falls to nothing over the epochs
 *
 * GLASSNET_MNIST names the folder: of the original, or of any set of 28 × 28 images in four files of the same names.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium as browser } from "@playwright/test";
import { load } from "../../dist/index.js";
import { chromium } from "../e2e/support/chromium.js";
import { serve } from "../e2e/support/server.js";
import { figureNetworks, mnistFolder, readMnist } from "../js/support/mnist.js";
import { fnv1a } from "../js/support/numbers.js";

const places = { Node: inNode, Chromium: inChromium, native: natively };

/** The network's name, its spec, how many epochs, and where. */
function task() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      epochs: { type: "string", default: "5" },
      cosine: { type: "boolean" },
      where: { type: "string", multiple: true, default: Object.keys(places) },
    },
  });
  const [name = "mlp"] = positionals;
  const unknown = [
    ...(Object.hasOwn(figureNetworks, name) ? [] : [name]),
    ...values.where.filter((where) => !Object.hasOwn(places, where)),
  ];
  if (unknown.length > 0) throw new Error(`mnist: there is no ${unknown.join(", ")}`);
  const epochs = Number(values.epochs);
  if (!(Number.isInteger(epochs) && epochs > 0)) throw new Error("mnist: epochs is a count");
  const spec = structuredClone(figureNetworks[name]);
  if (values.cosine) spec.optimizer.schedule = { type: "cosine", over: epochs };
  return { name, spec, epochs, where: values.where };
}

/** Runs in the page too, which gets its text: it may use nothing but its arguments. */
async function trainAndTest(gn, { train, test, spec, epochs }) {
  const data = await gn.dataset({ ...train, scale: 1 / 255 });
  const held = await gn.dataset({ ...test, scale: 1 / 255 });
  const model = await gn.model(spec);
  const start = performance.now();
  await model.fit(data, { epochs, batchSize: 32 });
  const seconds = (performance.now() - start) / 1000;
  const { accuracy } = await model.evaluate(held);
  return {
    accuracy,
    samplesPerSecond: (epochs * train.y.length) / seconds,
    weights: await model.getWeights(),
  };
}

async function inNode(job) {
  const { weights, ...figures } = await trainAndTest(await load(), job);
  return { ...figures, hash: fnv1a(weights) };
}

async function inChromium({ train, test, spec, epochs }) {
  const server = await serve("dist");
  const chrome = await browser.launch(chromium());
  const page = await chrome.newPage();
  const files = { trainX: train.x, trainY: train.y, testX: test.x, testY: test.y };
  for (const [name, bytes] of Object.entries(files)) {
    await page.route(`**/${name}`, (route) => route.fulfill({ body: Buffer.from(bytes) }));
  }
  await page.goto(`${server.url}index.js`);
  await page.addScriptTag({ content: String(trainAndTest) });
  const { weights, ...figures } = await page.evaluate(
    async ({ spec, epochs }) => {
      const read = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());
      const { load } = await import(new URL("index.js", location.href).href);
      const train = { x: await read("trainX"), y: await read("trainY") };
      const test = { x: await read("testX"), y: await read("testY") };
      const gn = await load();
      const { weights, ...figures } = await trainAndTest(gn, { train, test, spec, epochs });
      const lists = Object.entries(weights).map(([name, w]) => [name, [...w]]);
      return { ...figures, weights: Object.fromEntries(lists) };
    },
    { spec, epochs },
  );
  await chrome.close();
  await server.close();
  return { ...figures, hash: fnv1a(weights) };
}

function natively({ train, test, spec, epochs }) {
  const folder = mkdtempSync(join(tmpdir(), "glassnet-mnist-"));
  const file = (name, bytes) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const specFile = file("spec.json", JSON.stringify(spec));
  const parts = [train.x, train.y, test.x, test.y].map((bytes, i) => file(`part${i}`, bytes));
  const out = execFileSync("build/native/bench_mnist", [specFile, ...parts, String(epochs)]);
  rmSync(folder, { recursive: true });
  return JSON.parse(out);
}

async function measure({ name, spec, epochs, where }) {
  const [train, test] = await Promise.all(["train", "test"].map(readMnist));
  const rows = {};
  for (const place of where) {
    const job = { train, test, spec, epochs };
    const { accuracy, samplesPerSecond, hash } = await places[place](job);
    rows[place] = { accuracy, "samples/s": Math.round(samplesPerSecond), "hash of weights": hash };
  }
  const schedule = spec.optimizer.schedule ? ", falling along a cosine" : "";
  console.log(`${name}, Adam 1e-3${schedule}, batches of 32, ${epochs} epochs on MNIST`);
  console.table(rows);
  const hashes = new Set(Object.values(rows).map((row) => row["hash of weights"]));
  if (hashes.size > 1) throw new Error("the builds end in different weights");
}

if (mnistFolder) await measure(task());
else
  console.log("mnist: skipped, the four files are not there (set GLASSNET_MNIST to their folder)");
