/** The learning-rate range test: what it gives, and that the model never feels it. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ArgumentError, NumericError, load, suggestLearningRate } from "glassnet";
import { load as loadWorker } from "glassnet/worker";
import { small, smallData } from "./support/models.js";
import { watch } from "./support/refusal.js";

const gn = await load();
const { x, y } = smallData(64);
const all = { from: 1e-3, to: 10, steps: 20, batchSize: 16, smoothing: 0 };
const sgd = { ...small, optimizer: { type: "sgd", momentum: 0.9 } };

describe("learningRateRange", () => {
  test("goes in equal factors from the first rate to the last", async () => {
    const points = await gn.model(small).learningRateRange(x, y, { ...all, to: 0.1 });
    expect(points).toHaveLength(20);
    expect(points[0].learningRate).toBe(1e-3);
    expect(points[19].learningRate).toBeCloseTo(0.1, 12);
    const factors = points.slice(1).map((p, i) => p.learningRate / points[i].learningRate);
    for (const factor of factors) expect(factor).toBeCloseTo(100 ** (1 / 19), 9);
  });

  test("ends where the loss is no longer a number, however sudden", async () => {
    const layers = [{ type: "dense", units: 1, kernelInitializer: "ones" }];
    const model = gn.model({ input: [1], layers, loss: "meanSquaredError" });
    const data = [new Float32Array(32).fill(3e8), new Float32Array(32)];
    const points = await model.learningRateRange(...data, { from: 1e-17, to: 1e6, steps: 3 });
    expect(points).toHaveLength(2); // the step of 3e-6 makes a loss of 1e40
  });

  test("makes the steps of training, each with its rate: the losses are those before them", async () => {
    const byHand = gn.model(sgd);
    const losses = (rates) =>
      rates.map((learningRate) => {
        const step = gn.model({
          ...sgd,
          optimizer: { ...sgd.optimizer, learningRate, momentum: 0 },
        });
        step.setWeights(byHand.getWeights());
        const { loss } = step.trainOnBatch(x, y);
        byHand.setWeights(step.getWeights());
        return loss;
      });
    const plain = gn.model({ ...sgd, optimizer: { type: "sgd" } });
    const points = await plain.learningRateRange(x, y, {
      ...all,
      steps: 5,
      to: 0.1,
      batchSize: 64,
    });
    const expected = losses(points.map(({ learningRate }) => learningRate));
    // The batch is in another order: sums round otherwise.
    points.forEach(({ loss }, i) => expect(loss).toBeCloseTo(expected[i], 5));
  });

  test.each([
    ["sgd with momentum", sgd],
    ["adam", small],
  ])("%s: weights, counters and the optimizer's state stay, bit for bit", async (_, spec) => {
    const model = gn.model(spec);
    await model.fit(x, y, { epochs: 2 });
    const before = model.save();
    await model.learningRateRange(x, y, all);
    expect(model.save()).toEqual(before);
    expect([model.steps, model.epochs]).toEqual([4, 2]);
  });

  test("begins where the model is, optimizer's state and all, and does the same again", async () => {
    const model = gn.model(sgd);
    await model.fit(x, y, { epochs: 20 });
    const points = await model.learningRateRange(x, y, { ...all, batchSize: 64 });
    expect(points[0].loss).toBeCloseTo(model.evaluate(x, y).loss, 5);
    expect(await gn.open(model.save()).learningRateRange(x, y, { ...all, batchSize: 64 })).toEqual(
      points,
    );
    const anew = gn.open(model.save({ optimizer: false }));
    expect(await anew.learningRateRange(x, y, { ...all, batchSize: 64 })).not.toEqual(points);
  });

  test("takes each loss with a share of those before, the beginning made up for", async () => {
    const model = gn.model(small);
    const options = { ...all, to: 0.1 };
    const raw = await model.learningRateRange(x, y, options);
    const smooth = await model.learningRateRange(x, y, { ...options, smoothing: 0.8 });
    let sum = 0;
    raw.forEach(({ loss }, i) => {
      sum = 0.8 * sum + 0.2 * loss;
      expect(smooth[i].loss).toBeCloseTo(sum / (1 - 0.8 ** (i + 1)), 9);
    });
  });

  test("ends where the loss explodes: above the first, and more than four times the least", async () => {
    const points = await gn.model(sgd).learningRateRange(x, y, { ...all, to: 1e6, steps: 100 });
    expect(points.length).toBeLessThan(100);
    const losses = points.map(({ loss }) => loss);
    const last = losses.pop();
    expect(last).toBeGreaterThan(4 * Math.min(...losses));
    expect(last).toBeGreaterThan(losses[0]);
    losses.forEach((loss, i) => {
      const least = Math.min(...losses.slice(0, i));
      expect(loss > 4 * least && loss > losses[0]).toBe(false);
    });
  });

  test("ends where the loss is no number any more, and tells what came before", async () => {
    const layers = [{ type: "dense", units: 3 }];
    const line = gn.model({ ...sgd, layers, loss: "meanSquaredError", optimizer: "sgd" });
    const points = await line.learningRateRange(x, y, {
      ...all,
      from: 1,
      to: 1e6,
      steps: 3,
      batchSize: 64,
    });
    expect(points.length).toBeGreaterThan(0);
    for (const { loss } of points) expect(Number.isFinite(loss)).toBe(true);
  });

  test("a model that cannot make a step says so", async () => {
    const model = gn.model({
      ...sgd,
      layers: [{ type: "dense", units: 3 }],
      loss: "meanSquaredError",
    });
    const { "dense_1.kernel": kernel } = model.getWeights();
    model.setWeights({ "dense_1.kernel": kernel.fill(1e30) });
    await expect(model.learningRateRange(x, y, all)).rejects.toBeInstanceOf(NumericError);
  });

  test("does without the optimizer's schedule", async () => {
    const schedule = { type: "exponential", rate: 0.5, by: "step" };
    const scheduled = gn.model({ ...small, optimizer: { ...small.optimizer, schedule } });
    await scheduled.fit(x, y);
    const plain = gn.model(small);
    plain.setWeights(scheduled.getWeights());
    const options = { ...all, steps: 5, batchSize: 64 };
    const begun = gn.transfer(scheduled, { freeze: false });
    expect(await begun.learningRateRange(x, y, options)).toEqual(
      await plain.learningRateRange(x, y, options),
    );
  });

  test("takes data sets and weights", async () => {
    const model = gn.model(small);
    const points = await model.learningRateRange(x, y, all);
    expect(await model.learningRateRange(gn.dataset({ x, y }), all)).toEqual(points);
    const sampleWeight = new Float32Array(64).fill(0.5);
    const [first] = await model.learningRateRange(x, y, { ...all, sampleWeight });
    expect(first.loss).toBeCloseTo(points[0].loss / 2, 6);
  });

  test("gives its memory back, also when it is aborted", async () => {
    const model = gn.model(small);
    model.evaluate(x, y);
    const { bytes, models, datasets } = gn.memory();
    await model.learningRateRange(x, y, all);
    const controller = new AbortController();
    const options = { ...all, to: 0.01, steps: 100_000, signal: controller.signal };
    const running = model.learningRateRange(x, y, options);
    setTimeout(() => controller.abort(), 20);
    await expect(running).rejects.toHaveProperty("name", "AbortError");
    expect(gn.memory()).toMatchObject({ bytes, models, datasets });
  });
});

describe("suggestLearningRate", () => {
  const curve = (...losses) => losses.map((loss, i) => ({ learningRate: 10 ** (i - 4), loss }));

  test("is where the loss falls fastest over the logarithm of the rate", () => {
    expect(suggestLearningRate(curve(2, 1.9, 1.5, 0.8, 0.7, 3))).toBe(0.01);
  });

  test("is none where it falls nowhere, or with two points", () => {
    expect(suggestLearningRate(curve(1, 2, 3))).toBeUndefined();
    expect(suggestLearningRate(curve(2, 1))).toBeUndefined();
  });

  test("trains better than a hundredth of it", async () => {
    const model = gn.model(small);
    const rate = suggestLearningRate(await model.learningRateRange(x, y, { from: 1e-5, to: 10 }));
    const train = async (learningRate) => {
      const other = gn.model({ ...small, optimizer: { type: "adam", learningRate } });
      return (await other.fit(x, y, { epochs: 10 })).at(-1).loss;
    };
    expect(await train(rate)).toBeLessThan(await train(rate / 100));
  });
});

describe("refused", () => {
  const model = gn.model(small);
  model.trainOnBatch(x, y);
  const { refused } = watch(gn, model);
  test.each([
    ["a first rate that is not below the last", { from: 1, to: 1 }, [/from is 1/, /below to/]],
    ["a rate of 0", { from: 0 }, [/from is 0/, /above 0/]],
    ["a rate beyond the optimizer's range", { to: 1e9 }, [/learningRate/, /1000000/]],
    ["one step", { steps: 1 }, [/steps is 1/]],
    ["a smoothing of 1", { smoothing: 1 }, [/smoothing is 1/]],
    ["an unknown option", { rate: 1 }, [/"rate"/]],
  ])("%s", (_, options, says) =>
    refused(() => model.learningRateRange(x, y, options), { Class: ArgumentError, says }),
  );
});

describe("in a worker", () => {
  let worker;
  beforeAll(async () => {
    worker = await loadWorker();
  });
  afterAll(() => worker.terminate());

  test("gives the same points", async () => {
    const [here, there] = [gn.model(small), await worker.model(small)];
    expect(await there.learningRateRange(x, y, all)).toEqual(
      await here.learningRateRange(x, y, all),
    );
  });
});
