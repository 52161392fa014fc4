/**
 * The MLP of the figures on the original MNIST: accuracy, speed and the hash of the weights, in Node, in Chromium and
 * natively. All three must end in the same weights, bit for bit.
 *
 *   npm run bench -- mnist           EPOCHS=5 by default
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as browser } from "@playwright/test";
import { load } from "../../dist/index.js";
import { chromium } from "../e2e/support/chromium.js";
import { serve } from "../e2e/support/server.js";
import { mlp, mnistFolder, readMnist } from "../js/support/mnist.js";
import { fnv1a } from "../js/support/numbers.js";

const epochs = Number(process.env.EPOCHS ?? 5);

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

async function inNode(train, test) {
  const { weights, ...figures } = await trainAndTest(await load(), {
    train,
    test,
    spec: mlp,
    epochs,
  });
  return { ...figures, hash: fnv1a(weights) };
}

async function inChromium(train, test) {
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
    { spec: mlp, epochs },
  );
  await chrome.close();
  await server.close();
  return { ...figures, hash: fnv1a(weights) };
}

function natively(train, test) {
  const folder = mkdtempSync(join(tmpdir(), "glassnet-mnist-"));
  const file = (name, bytes) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const { optimizer, layers, input, loss, seed } = mlp;
  const spec = file("spec.json", JSON.stringify({ input, layers, loss, optimizer, seed }));
  const parts = [train.x, train.y, test.x, test.y].map((bytes, i) => file(`part${i}`, bytes));
  const out = execFileSync("build/native/bench_mnist", [spec, ...parts, String(epochs)]);
  rmSync(folder, { recursive: true });
  return JSON.parse(out);
}

if (!mnistFolder) {
  console.log("mnist: skipped, the four files are not there (set GLASSNET_MNIST to their folder)");
} else {
  const [train, test] = await Promise.all(["train", "test"].map(readMnist));
  const rows = {};
  for (const [name, run] of Object.entries({
    Node: inNode,
    Chromium: inChromium,
    native: natively,
  })) {
    const { accuracy, samplesPerSecond, hash } = await run(train, test);
    rows[name] = { accuracy, "samples/s": Math.round(samplesPerSecond), "hash of weights": hash };
  }
  console.log(`784-128-10, Adam 1e-3, batches of 32, ${epochs} epochs on MNIST`);
  console.table(rows);
  const hashes = new Set(Object.values(rows).map((row) => row["hash of weights"]));
  if (hashes.size > 1) throw new Error("the builds end in different weights");
}
