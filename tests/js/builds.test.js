/** load({ fast, threads }): what one gets, here and where the engine or the page lacks something. */
import { execFileSync } from "node:child_process";
import { setFlagsFromString } from "node:v8";
import { expect, test } from "@jest/globals";
import { ArgumentError, DisposedError, load } from "glassnet";
import { load as loadExternal } from "glassnet/external";
import { load as loadWorker } from "glassnet/worker";
import { goldenRuns, runGolden } from "./support/golden-runs.js";
import { smallData } from "./support/models.js";
import { fnv1a } from "./support/numbers.js";

const golden = goldenRuns.training;
const dist = (name) => new URL(`../../dist/${name}`, import.meta.url);
/** Node 20 wants it; later ones have relaxed SIMD anyway. */
const RELAXED = "--experimental-wasm-relaxed-simd";

const largestDifference = (a, b) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

/** What a program prints, in a Node of its own. @param {string[]} flags @param {string} code */
function inChild(flags, code) {
  const program = `import { load } from ${JSON.stringify(dist("index.js"))};\n${code}`;
  const args = [...flags, "--input-type=module", "-e", program];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", timeout: 30_000 }));
}

const features = `console.log(JSON.stringify((await load({ fast: true, threads: 2 })).features))`;

test.each(Object.entries(goldenRuns))(
  "threads: the same weights of %s, bit for bit, for any number of them",
  async (_, run) => {
    for (const threads of [1, 2, 3]) {
      const gn = await load({ threads });
      expect(gn.features).toEqual({ simd: true, relaxedSimd: false, threads });
      expect(fnv1a(await runGolden(gn, run))).toBe(run.hash);
      gn.dispose();
    }
  },
);

/** Large enough for each of its products and its updates to be cut into parts. */
const wide = {
  input: [300],
  layers: [
    { type: "dense", units: 1800, activation: "relu" },
    { type: "dense", units: 70, activation: "tanh" },
    { type: "dense", units: 3, activation: "softmax" },
  ],
  loss: "categoricalCrossentropy",
  optimizer: { type: "adam", learningRate: 0.001 },
  seed: 3,
};

/** The same of images: convolutions, pooling and activations over whole batches of them. */
const images = {
  input: [20, 15, 1],
  layers: [
    { type: "conv2d", filters: 16, kernelSize: 3, padding: "same", activation: "sigmoid" },
    { type: "maxPooling2d", poolSize: 2 },
    { type: "conv2d", filters: 13, kernelSize: [3, 2], activation: "relu" },
    { type: "averagePooling2d", poolSize: 2 },
    { type: "flatten" },
    { type: "dense", units: 60, activation: "relu" },
    { type: "dense", units: 3, activation: "softmax" },
  ],
  loss: "categoricalCrossentropy",
  optimizer: "rmsprop",
  seed: 3,
};

async function trainWide(gn, spec = wide) {
  const { x, y } = smallData(150, 2, 300);
  const model = gn.model(spec);
  await model.fit(x, y, { epochs: 3, batchSize: 120 });
  const weights = model.getWeights();
  gn.dispose();
  return weights;
}

test("work that is cut into parts gives the same bits as whole", async () => {
  for (const spec of [wide, images]) {
    const expected = fnv1a(await trainWide(await load(), spec));
    for (const threads of [2, 3])
      expect(fnv1a(await trainWide(await load({ threads }), spec))).toBe(expected);
  }
});

test("fast: the same training to within rounding, the same on any number of threads", async () => {
  setFlagsFromString(RELAXED);
  const [exact, fast] = [await load(), await load({ fast: true })];
  expect(fast.features.relaxedSimd).toBe(true);
  const [a, b] = [await trainWide(exact), await trainWide(fast)];
  for (const name of Object.keys(a)) expect(largestDifference(a[name], b[name])).toBeLessThan(2e-4);
  expect(fnv1a(b)).not.toBe(fnv1a(a)); // it is another arithmetic
  const both = await load({ fast: true, threads: 2 });
  expect(fnv1a(await trainWide(both))).toBe(fnv1a(b));
});

test("threads also in a worker, and by the wasm beside", async () => {
  const remote = await loadWorker({ threads: 2 });
  expect(remote.features.threads).toBe(2);
  expect(fnv1a(await runGolden(remote, golden))).toBe(golden.hash);
  remote.terminate();
  const external = await loadExternal({ threads: 2 });
  expect(external.features.threads).toBe(2);
  expect(fnv1a(await runGolden(external, golden))).toBe(golden.hash);
  external.dispose();
});

test("fast and threads together, where the engine has relaxed SIMD", () => {
  expect(inChild([RELAXED], features)).toEqual({ simd: true, relaxedSimd: true, threads: 2 });
});

test("without shared memory there is one thread, and features says so", () => {
  const without = `delete globalThis.SharedArrayBuffer;\n`;
  expect(inChild([], without + features)).toMatchObject({ threads: 1 });
});

test("a program ends while its threads sleep", () => {
  expect(
    inChild([], `const gn = await load({ threads: 3 }); console.log(gn.features.threads)`),
  ).toBe(3);
});

test("an instance that is disposed of takes its models along", async () => {
  const gn = await load({ threads: 2 });
  const model = gn.model(golden.spec);
  gn.dispose();
  gn.dispose();
  expect(() => gn.memory()).toThrow(DisposedError);
  expect(() => model.getWeights()).toThrow(DisposedError);
  model.dispose();
});

test("a thread whose script is not there is told by its option", async () => {
  const threadScript = dist("nothing.js").href;
  await expect(load({ threads: 2, threadScript })).rejects.toThrow(ArgumentError);
  await expect(load({ threads: 2, threadScript })).rejects.toThrow(/threadScript/);
});

test.each([0, 65, 1.5, "2"])("threads: %p is refused", async (threads) => {
  await expect(load({ threads })).rejects.toThrow(/threads is .* from 1 to 64/);
});
