/** Every argument and every option of every method, given every odd value: done, or refused by a typed error. */
import { afterAll, describe, expect, test } from "@jest/globals";
import * as glassnet from "glassnet";
import { load as loadInWorker } from "glassnet/worker";
import { odd } from "./support/odd.js";
import { errorOf, watch } from "./support/refusal.js";
import { small, smallData } from "./support/models.js";

const gn = await glassnet.load();
const model = gn.model(small);
const { x, y } = smallData(4);
const data = gn.dataset({ x, y });
const file = model.save();
model.trace(new Float32Array(100), new Uint8Array(20)); // takes memory for its work
const { unchanged } = watch(gn, model);
const text = "a,b,c\n1,2,0\n3,4,1\n";

/** A model that may be changed, for one call. */
async function withModel(use) {
  const own = gn.open(file);
  try {
    await use(own);
  } finally {
    own.dispose();
  }
}
const dispose = (made) => made.dispose();

/** Calls with a value in one place. */
const arguments_ = {
  "model(spec)": (value) => dispose(gn.model(value)),
  "summary(spec)": (value) => gn.summary(value),
  "open(bytes)": (value) => dispose(gn.open(value)),
  "transfer(model)": (value) => dispose(gn.transfer(value)),
  "predict(x)": (value) => model.predict(value),
  "evaluate(x)": (value) => model.evaluate(value, y),
  "evaluate(, y)": (value) => model.evaluate(x, value),
  "gradients(x)": (value) => model.gradients(value, y),
  "trace(x)": (value) => model.trace(value),
  "trace(, y)": (value) => model.trace(x, value),
  "checkGradients(, y)": (value) => model.checkGradients(x, value),
  "trainOnBatch(, y)": (value) => withModel((own) => own.trainOnBatch(x, value)),
  "fit(x)": (value) => withModel((own) => own.fit(value, y)),
  "setWeights(weights)": (value) => withModel((own) => own.setWeights(value)),
  "setWeights({ name })": (value) => withModel((own) => own.setWeights({ "dense_1.bias": value })),
  "applyGradients(gradients)": (value) => withModel((own) => own.applyGradients(value)),
  "applyGradients({ name })": (value) =>
    withModel((own) =>
      own.applyGradients({ ...own.gradients(x, y).gradients, "dense_1.bias": value }),
    ),
  "reset(seed)": (value) => withModel((own) => own.reset(value)),
  "augmented(index)": (value) => data.augmented(value, { shape: [5, 1] }),
  "readCsv(text)": (value) => glassnet.readCsv(value),
  "readIdx(bytes)": (value) => glassnet.readIdx(value),
  "centreDigit(pixels)": (value) => glassnet.centreDigit(value, 2, 1),
  "centreDigit(, width)": (value) => glassnet.centreDigit([0, 1], value, 1),
  "suggestLearningRate(points)": (value) => glassnet.suggestLearningRate(value),
  "load({ wasm })": (value) => glassnet.load({ wasm: value }),
};

/** Calls with options: those that each needs, and those that get the odd values. */
const calls = {
  dataset: [(o) => dispose(gn.dataset(o)), { x }, "x y sampleWeight scale mean std augment"],
  augmented: [(o) => data.augmented(0, o), { shape: [5, 1] }, "shape seed epoch"],
  evaluate: [(o) => model.evaluate(x, y, o), {}, "sampleWeight metrics"],
  gradients: [(o) => model.gradients(x, y, o), {}, "training"],
  trace: [(o) => model.trace(x, y, o), {}, "training"],
  statistics: [(o) => model.statistics(x, y, o), {}, "training"],
  checkGradients: [(o) => model.checkGradients(x, y, o), {}, "epsilon training"],
  trainOnBatch: [(o) => withModel((own) => own.trainOnBatch(x, y, o)), {}, "sampleWeight"],
  fit: [
    (o) => withModel((own) => own.fit(x, y, o)),
    {},
    "batchSize shuffle sampleWeight augment classWeight validation validationSplit metrics earlyStopping statistics signal",
  ],
  learningRateRange: [
    (o) => model.learningRateRange(x, y, o),
    { steps: 3 },
    "from to batchSize smoothing sampleWeight signal",
  ],
  transfer: [(o) => dispose(gn.transfer(model, o)), {}, "keep freeze layers loss optimizer seed"],
  summary: [(o) => gn.summary(small, o), {}, "batchSize"],
  save: [(o) => model.save(o), {}, "optimizer dtype"],
  readCsv: [(o) => glassnet.readCsv(text, o), {}, "header delimiter target classes"],
  diagnose: [glassnet.diagnose, { train: 0.1 }, "human heldOut validation test tolerance"],
  load: [glassnet.load, {}, "fast threadScript memoryLimit"],
  metrics: [
    (o) => model.evaluate(x, y, { metrics: [o] }),
    { type: "accuracy", name: "share" },
    "type name k",
  ],
};

const isTyped = (error) => error instanceof glassnet.GlassnetError && error.code !== "crash";

/** What a call with each of the odd values did that it should not have. */
async function faultsOf(use, values = odd) {
  const faults = [];
  for (const [name, value] of Object.entries(values)) {
    const error = await Promise.resolve()
      .then(() => use(value))
      .then(
        () => null,
        (thrown) => thrown,
      );
    if (error !== null && !(isTyped(error) && error.message.length > 15))
      faults.push(`${name}: ${error?.stack ?? error}`.slice(0, 300));
    if (error !== null && error.message.length > 1000)
      faults.push(`${name}: a message without end`);
    structuredClone(error?.details); // as a worker sends them
  }
  return faults;
}

test.each(Object.entries(arguments_))("%s", async (_, use) => {
  expect(await faultsOf(use)).toEqual([]);
  unchanged();
});

describe.each(Object.entries(calls))("an option of %s", (_, [use, needed, names]) => {
  test.each(names.split(" "))("%s", async (name) => {
    expect(await faultsOf((value) => use({ ...needed, [name]: value }))).toEqual([]);
    unchanged();
  });

  test("or something in place of all of them", async () => {
    expect(await faultsOf(use)).toEqual([]);
    unchanged();
  });
});

test("what was checked is what is used: an option is read once", async () => {
  let reads = 0;
  const changing = {
    get batchSize() {
      return reads++ === 0 ? 2 : -1;
    },
  };
  await withModel((own) => own.fit(x, y, changing));
  expect(reads).toBe(1);
});

test("an option may be inherited, and is checked all the same", async () => {
  const inherited = Object.create({ epochs: 0.5 });
  expect(await errorOf(() => model.fit(x, y, inherited))).toBeInstanceOf(glassnet.ArgumentError);
});

describe("in a worker", () => {
  let worker;
  let remote;
  afterAll(() => worker.terminate());

  test.each([
    ["model(spec)", (value) => worker.model(value)],
    ["predict(x)", (value) => remote.predict(value)],
    ["fit(, options)", (value) => remote.fit(x, y, value)],
    ["fit(, { validation })", (value) => remote.fit(x, y, { validation: value })],
    ["load(options)", (value) => loadInWorker({ memoryLimit: value })],
  ])("%s", async (name, use) => {
    worker ??= await loadInWorker();
    remote ??= await worker.model(small);
    // There a function is a listener, and its error is the caller's own.
    const { "JSON that throws": _, ...others } = odd;
    const ended = name.startsWith("load") ? async (value) => (await use(value)).terminate() : use;
    expect(await faultsOf(ended, others)).toEqual([]);
    expect(await remote.predict(x)).toHaveLength(12);
  });
});
