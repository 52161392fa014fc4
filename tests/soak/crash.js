/**
 * crash.js: a trap in the core, of every sort, while it makes a model, trains or predicts. The call says CrashError, so does
 * every later use of anything that this instance made, and a fresh instance beside it works: in the thread and through a
 * worker, in Node and in Chromium.
 */
import { chromium } from "playwright-core";
import { CrashError, load } from "../../wasm/index.js";
import { load as loadWorker } from "../../wasm/worker.js";
import { chromium as installed } from "../e2e/support/chromium.js";
import { serve } from "../e2e/support/server.js";
import { fnv1a } from "../js/support/numbers.js";
import { perceptron } from "./support/networks.js";
import { grouped, lineOf, soak } from "./support/soak.js";
import { loadTrial, traps } from "./support/trial-core.js";
import { loadTrialWorker } from "./support/trial-worker.js";

const { spec, data } = perceptron;

/** Calls that allocate, in which the trap is sprung. */
const calls = {
  "gn.model": ({ gn }) => gn.model(spec),
  "gn.dataset": ({ gn }) => gn.dataset(data),
  predict: ({ idle }) => idle.predict(data.x),
  trainOnBatch: ({ idle }) => idle.trainOnBatch(data.x, data.y),
  fit: ({ idle, set }) => idle.fit(set, { batchSize: 3 }),
  trace: ({ idle }) => idle.trace(data.x, data.y),
};

/** Everything that can be done with what the instance made before. */
const uses = {
  memory: ({ gn }) => gn.memory(),
  model: ({ gn }) => gn.model(spec),
  dataset: ({ gn }) => gn.dataset(data),
  summary: ({ gn }) => gn.summary(spec),
  open: ({ gn, file }) => gn.open(file),
  transfer: ({ gn, model }) => gn.transfer(model),
  predict: ({ model }) => model.predict(data.x),
  evaluate: ({ model, set }) => model.evaluate(set),
  trainOnBatch: ({ model }) => model.trainOnBatch(data.x, data.y),
  fit: ({ model, set }) => model.fit(set),
  gradients: ({ model }) => model.gradients(data.x, data.y),
  trace: ({ model }) => model.trace(data.x),
  statistics: ({ model }) => model.statistics(data.x, data.y),
  checkGradients: ({ model }) => model.checkGradients(data.x, data.y),
  learningRateRange: ({ model, set }) => model.learningRateRange(set),
  getWeights: ({ model }) => model.getWeights(),
  setWeights: ({ model }) => model.setWeights({ "dense_1.bias": new Float32Array(7) }),
  getOptimizerState: ({ model }) => model.getOptimizerState(),
  save: ({ model }) => model.save(),
  reset: ({ model }) => model.reset(),
  steps: ({ model }) => model.steps,
  augmented: ({ set }) => set.augmented(0, { shape: [5, 1] }),
};

/** Through a worker, steps is a plain number, as it last was. */
const { steps: _steps, ...usesOfWorker } = uses;

const errorOf = (use, made) =>
  Promise.resolve()
    .then(() => use(made))
    .then(
      () => undefined,
      (error) => error,
    );

/** What a healthy instance learns. */
async function learn(gn) {
  const model = await gn.model(spec);
  await model.fit(data.x, data.y, { epochs: 2, batchSize: 3 });
  return fnv1a(await model.getWeights());
}

/**
 * One instance that crashes.
 *
 * @param {() => Promise<{ gn: Glassnet | AsyncGlassnet, trapNext: (trap: number) => void }>} loadTrial
 * @returns {Promise<string[]>} what was wrong
 */
async function crash(loadTrial, call, trap) {
  const { gn, trapNext } = await loadTrial();
  const model = await gn.model(spec);
  const [idle, set, file] = [await gn.model(spec), await gn.dataset(data), await model.save()];
  const made = { gn, model, idle, set, file };
  trapNext(traps[trap]);
  const wrong = [];
  const check = (name, error) => {
    if (!(error instanceof CrashError))
      wrong.push(`${trap} in ${call}, then ${name}: ${lineOf(error)}`);
  };
  const first = await errorOf(calls[call], made);
  check("the call itself", first);
  if (!/crashed in/.test(first?.message)) wrong.push(`${trap} in ${call}: ${first?.message}`);
  for (const [name, use] of Object.entries(gn.terminate ? usesOfWorker : uses))
    check(name, await errorOf(use, made));
  for (const one of [model, idle, set, gn]) await one.dispose(); // quietly, as at the end of every block
  gn.terminate?.();
  return wrong;
}

const combinations = Object.keys(calls).flatMap((call) =>
  Object.keys(traps).map((trap) => /** @type {const} */ ([call, trap])),
);

async function inNode(count) {
  const faults = [];
  const expected = await learn(await load());
  for (let i = 0; i < count; i++) {
    faults.push(...(await crash(loadTrial, ...combinations[i % combinations.length])));
    const hash = await learn(await load());
    if (hash !== expected) faults.push(`a fresh instance after crash ${i + 1} has learned ${hash}`);
  }
  return faults;
}

/** The core crashes, its worker does not: it answers every call with the error. A worker beside it goes on throughout. */
async function inWorkers(count) {
  const faults = [];
  const expected = await learn(await load());
  const beside = await loadWorker();
  for (let i = 0; i < count; i++) {
    faults.push(...(await crash(loadTrialWorker, ...combinations[i % combinations.length])));
    const fresh = await loadWorker();
    for (const [name, gn] of Object.entries({ fresh, beside })) {
      const hash = await learn(gn);
      if (hash !== expected)
        faults.push(`a worker (${name}) after crash ${i + 1} has learned ${hash}`);
    }
    fresh.terminate();
  }
  beside.terminate();
  return faults;
}

/** In a page: by turns in its thread, where the trap is set as in trial-core.js, and in a worker, as in trial-worker.js. */
async function crashInPage({ root, spec, data, count }) {
  const { load, CrashError } = await import(`${root}dist/index.js`);
  const { load: loadWorker } = await import(`${root}dist/worker.js`);
  const { instantiate } = WebAssembly;
  let last;
  WebAssembly.instantiate = async (...args) => (last = await instantiate.apply(WebAssembly, args));
  const bytes = await (await fetch(`${root}build/wasm/trial.wasm`)).arrayBuffer();
  const wasm = await WebAssembly.compile(bytes);
  const inThread = async () => {
    const gn = await load({ wasm });
    const { trial_at: at } = last.exports;
    return { gn, trapNext: (trap) => at(1, 0, trap) };
  };
  const inWorker = async () => {
    const worker = new Worker(`${root}tests/soak/support/trial-host.js`, { type: "module" });
    const gn = await loadWorker({ wasm, worker: () => worker });
    return { gn, trapNext: (trap) => worker.postMessage({ done: -1, trap }) };
  };
  const x = Float32Array.from(data.x);
  const faults = [];
  for (let i = 0; i < count; i++) {
    const [loadTrial, loadFresh] = [
      [inThread, load],
      [inWorker, loadWorker],
    ][i % 2];
    const { gn, trapNext } = await loadTrial();
    const model = await gn.model(spec);
    trapNext(1 + (i % 3));
    const uses = [
      () => gn.model(spec),
      () => model.predict(x),
      () => model.save(),
      () => gn.memory(),
    ];
    for (const use of uses) {
      try {
        await use();
        faults.push(`crash ${i + 1}: no error`);
      } catch (error) {
        if (!(error instanceof CrashError)) faults.push(`crash ${i + 1}: ${error}`);
      }
    }
    const fresh = await loadFresh();
    const { loss } = await (await fresh.model(spec)).trainOnBatch(x, data.y);
    if (!Number.isFinite(loss)) faults.push(`a fresh instance after crash ${i + 1} gives ${loss}`);
    for (const one of [gn, fresh]) one.terminate?.();
  }
  return faults;
}

async function inChromium(count) {
  const server = await serve(".");
  const browser = await chromium.launch(installed());
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}package.json`);
    const plain = { x: [...data.x], y: [...data.y] };
    return await page.evaluate(crashInPage, { root: server.url, spec, data: plain, count });
  } finally {
    await browser.close();
    await server.close();
  }
}

await soak("crash", async ({ short }) => {
  const [node, workers, browser] = short ? [100, 20, 20] : [1000, 200, 200];
  const faults = [
    ...(await inNode(node)),
    ...(await inWorkers(workers)),
    ...(await inChromium(browser)),
  ];
  const figure = `${grouped(node)} crashes in Node, ${grouped(workers)} in its workers, ${grouped(browser)} in one page of Chromium and its workers, by ${Object.keys(traps).join(", ")}: CrashError from each of ${Object.keys(uses).length} uses, fresh instances and other workers work`;
  return { figure, faults };
});
