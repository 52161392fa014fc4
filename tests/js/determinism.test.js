/** Same seed, same bits: in one instance or two, in the thread or in a worker, resumed or not. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { load as loadWorker } from "glassnet/worker";
import { distance, fnv1a, numbers } from "./support/numbers.js";
import { everyOptimizer, small, smallData } from "./support/models.js";

const gn = await load();
const { x, y } = smallData(100);
const hash = async (model) => fnv1a(await model.getWeights());
const dropping = {
  ...small,
  layers: [small.layers[0], { type: "dropout", rate: 0.25 }, small.layers[1]],
};

/** Trains by every road there is. */
async function journey(instance, spec) {
  const model = await instance.model(spec);
  await model.trainOnBatch(x, y, { sampleWeight: numbers(100, { seed: 4, low: 0 }) });
  await model.fit(x, y, { epochs: 3, batchSize: 7, validation: smallData(20, 5) });
  const data = await instance.dataset({
    x: Uint8Array.from(x, (v) => 128 + 100 * v),
    y,
    scale: 1 / 128,
    mean: 1,
    std: 0.5,
  });
  await model.fit(data, { epochs: 2, batchSize: 32 });
  return hash(model);
}

describe("the seed", () => {
  test.each(everyOptimizer.map((o) => [o.type ?? o, o]))(
    "decides all of a run with %s, dropout and shuffling included",
    async (_, optimizer) => {
      const spec = { ...dropping, optimizer };
      expect(await journey(gn, spec)).toBe(await journey(await load(), spec));
      expect(await journey(gn, { ...spec, seed: 2 })).not.toBe(await journey(gn, spec));
    },
  );

  test("0 is the default, and seeds up to 2⁵³ − 1 are all different", async () => {
    const { seed: _, ...unseeded } = small;
    expect(await hash(gn.model(unseeded))).toBe(await hash(gn.model({ ...small, seed: 0 })));
    const seeds = [0, 1, 2, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 2, 2 ** 53 - 1];
    const hashes = await Promise.all(seeds.map((seed) => hash(gn.model({ ...small, seed }))));
    expect(new Set(hashes).size).toBe(seeds.length);
  });

  test("other models in between change nothing", async () => {
    const [alone, among] = [gn.model(dropping), gn.model(dropping)];
    for (let step = 0; step < 3; step++) alone.trainOnBatch(x, y);
    for (let step = 0; step < 3; step++) {
      among.trainOnBatch(x, y);
      const other = gn.model({ ...dropping, seed: 99 });
      other.trainOnBatch(x, y);
      other.predict(numbers(500));
      other.dispose();
    }
    expect(await hash(among)).toBe(await hash(alone));
  });

  test("weights of two layers of one shape are not the same numbers", () => {
    const layers = [1, 2].map(() => ({ type: "dense", units: 6 }));
    const weights = gn.model({ input: [6], layers, seed: 1 }).getWeights();
    expect(weights["dense_1.kernel"]).not.toEqual(weights["dense_2.kernel"]);
  });
});

describe("the initializers draw what they say", () => {
  // mean and standard deviation of a kernel [400, 100]
  const [fanIn, fanOut] = [400, 100];
  const expected = {
    zeros: [0, 0],
    ones: [1, 0],
    constant: [0, 0],
    uniform: [0, 0.1 / Math.sqrt(12)],
    normal: [0, 0.05],
    lecunUniform: [0, Math.sqrt(1 / fanIn)],
    lecunNormal: [0, Math.sqrt(1 / fanIn)],
    glorotUniform: [0, Math.sqrt(2 / (fanIn + fanOut))],
    glorotNormal: [0, Math.sqrt(2 / (fanIn + fanOut))],
    heUniform: [0, Math.sqrt(2 / fanIn)],
    heNormal: [0, Math.sqrt(2 / fanIn)],
  };

  test.each(gn.schema.initializers.kinds.map(({ type }) => type))("%s", (kernelInitializer) => {
    expect(expected).toHaveProperty(kernelInitializer);
    const [mean, deviation] = expected[kernelInitializer];
    const model = gn.model({
      input: [fanIn],
      layers: [{ type: "dense", units: fanOut, kernelInitializer }],
      seed: 3,
    });
    const w = model.getWeights()["dense_1.kernel"];
    const average = w.reduce((sum, v) => sum + v, 0) / w.length;
    const spread = Math.sqrt(w.reduce((sum, v) => sum + (v - average) ** 2, 0) / w.length);
    // 40,000 draws: five standard errors
    expect(Math.abs(average - mean)).toBeLessThanOrEqual((5 * deviation) / 200 + 1e-6);
    expect(Math.abs(spread - deviation)).toBeLessThanOrEqual(0.03 * deviation + 1e-6);
    const limit = Math.sqrt(3) * deviation * (1 + 1e-6);
    if (kernelInitializer.match(/uniform/i))
      expect(w.every((v) => Math.abs(v) <= limit)).toBe(true);
  });

  test("constant and ranges come from their options", () => {
    const kernelOf = (kernelInitializer) =>
      gn
        .model({ input: [50], layers: [{ type: "dense", units: 50, kernelInitializer }] })
        .getWeights()["dense_1.kernel"];
    expect(kernelOf({ type: "constant", value: 0.75 }).every((v) => v === 0.75)).toBe(true);
    expect(kernelOf({ type: "uniform", min: 2, max: 3 }).every((v) => v >= 2 && v <= 3)).toBe(true);
  });
});

describe("a worker", () => {
  let worker;
  beforeAll(async () => {
    worker = await loadWorker();
  });
  afterAll(() => worker?.close?.());

  test("arrives at the same bits", async () => {
    expect(await journey(worker, dropping)).toBe(await journey(gn, dropping));
  });

  test("has the same objects, every method async, with the same answers", async () => {
    const [here, there] = [gn.model(small), await worker.model(small)];
    expect(worker.features).toEqual(gn.features);
    expect(worker.schema).toEqual(gn.schema);
    for (const [method, ...args] of [
      ["predict", x],
      ["evaluate", x, y],
      ["trainOnBatch", x, y],
      ["gradients", x, y],
      ["trace", x, y, { training: true }],
      ["checkGradients", x, y],
      ["getWeights"],
      ["summary"],
      ["save"],
    ]) {
      const answer = there[method](...args);
      expect(answer).toBeInstanceOf(Promise);
      expect(await answer).toEqual(here[method](...args));
    }
    expect(there.spec).toEqual(here.spec);
    expect(there.parameterCount).toBe(here.parameterCount);
    expect(there.outputShape).toEqual(here.outputShape);
  });

  test("leaves the caller's arrays where they are", async () => {
    const mine = x.slice();
    const model = await worker.model(small);
    await model.fit(mine, y);
    await model.predict(mine);
    expect(mine).toEqual(x);
  });

  test("trains as an async iterable with progress, and stops when it is told to", async () => {
    const model = await worker.model(small);
    const controller = new AbortController();
    const reports = [];
    const epochs = [];
    const run = async () => {
      const options = {
        epochs: 1000,
        signal: controller.signal,
        onProgress: (report) => reports.push(report),
      };
      for await (const { epoch } of model.train(x, y, options)) {
        epochs.push(epoch);
        if (epoch === 3) controller.abort();
      }
    };
    const error = await run().then(
      () => null,
      (e) => e,
    );
    expect(error).toBeInstanceOf(DOMException);
    expect(error.name).toBe("AbortError");
    expect(epochs).toEqual([1, 2, 3]);
    expect(reports.length).toBeGreaterThan(0);
    expect(await model.fit(x, y)).toHaveLength(1);
  });

  test("goes on answering while it trains", async () => {
    const model = await worker.model(small);
    const other = await worker.model({ ...small, seed: 2 });
    const controller = new AbortController();
    const training = model
      .fit(x, y, { epochs: 100_000, signal: controller.signal })
      .catch((error) => error);
    expect(await other.predict(x)).toEqual(gn.model({ ...small, seed: 2 }).predict(x));
    controller.abort();
    expect((await training).name).toBe("AbortError");
  });

  test("sends the errors over as they are", async () => {
    const { ArgumentError, ShapeError, DisposedError } = await import("glassnet");
    const spec = { ...small, layers: [{ type: "dense", units: 3, activation: "smax" }] };
    const here = (() => {
      try {
        return gn.model(spec);
      } catch (error) {
        return error;
      }
    })();
    const there = await worker.model(spec).catch((error) => error);
    expect(there).toBeInstanceOf(ArgumentError);
    expect(there.toJSON()).toEqual(here.toJSON());
    const model = await worker.model(small);
    await expect(model.predict(x.slice(1))).rejects.toBeInstanceOf(ShapeError);
    await model.dispose();
    await model.dispose();
    await expect(model.predict(x)).rejects.toBeInstanceOf(DisposedError);
  });

  test("opens what the thread has saved, and the other way round", async () => {
    const here = gn.model(small);
    await here.fit(x, y);
    const there = await worker.open(here.save());
    expect(await hash(there)).toBe(await hash(here));
    for (const model of [here, there]) await model.fit(x, y, { epochs: 2 });
    expect(await hash(gn.open(await there.save()))).toBe(await hash(here));
  });

  test("counts its own memory", async () => {
    const before = await worker.memory();
    const model = await worker.model(small);
    expect((await worker.memory()).models).toBe(before.models + 1);
    await model.dispose();
    expect((await worker.memory()).models).toBe(before.models);
  });
});

test("batches of any size give the sums of their samples' gradients", () => {
  const model = gn.model({ ...small, loss: { type: "categoricalCrossentropy", reduction: "sum" } });
  const whole = model.gradients(x, y).gradients;
  const sums = Object.fromEntries(
    Object.entries(whole).map(([name, g]) => [name, new Float64Array(g.length)]),
  );
  for (let r = 0; r < 100; r++) {
    const { gradients } = model.gradients(x.slice(r * 5, r * 5 + 5), y.slice(r, r + 1));
    for (const [name, g] of Object.entries(gradients)) g.forEach((v, i) => (sums[name][i] += v));
  }
  for (const [name, g] of Object.entries(whole)) expect(distance(g, sums[name])).toBeLessThan(1e-5);
});
