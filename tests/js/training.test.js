/** Training by epochs: train, fit, validation, early stopping, abort, progress, data sets. */
import { describe, expect, jest, test } from "@jest/globals";
import { load } from "glassnet";
import { distance, fnv1a, isFigure, numbers } from "./support/numbers.js";
import { noise, regression, small, smallData } from "./support/models.js";

const gn = await load();
const { x, y } = smallData(100);
const hash = (model) => fnv1a(model.getWeights());

async function collect(iterable) {
  const results = [];
  for await (const result of iterable) results.push(result);
  return results;
}

describe("train and fit", () => {
  test("train yields a result after each epoch, and the epochs count from 1", async () => {
    const model = gn.model(small);
    const results = await collect(model.train(x, y, { epochs: 3, batchSize: 32 }));
    expect(results.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    for (const { loss, accuracy, seconds } of results) {
      expect(loss).toBeGreaterThan(0);
      expect(accuracy).toBeGreaterThanOrEqual(0);
      expect(accuracy).toBeLessThanOrEqual(1);
      expect(seconds).toBeGreaterThanOrEqual(0);
    }
    expect(results.every(({ learningRate }) => isFigure(learningRate, "0.01"))).toBe(true);
    expect(model.steps).toBe(3 * 4);
  });

  test("fit collects the same results", async () => {
    const [one, other] = [gn.model(small), gn.model(small)];
    const timeless = (results) => results.map(({ seconds: _, ...rest }) => rest);
    const collected = await one.fit(x, y, { epochs: 3, batchSize: 32 });
    expect(timeless(collected)).toEqual(
      timeless(await collect(other.train(x, y, { epochs: 3, batchSize: 32 }))),
    );
    expect(hash(one)).toBe(hash(other));
  });

  test("by default is one epoch of shuffled batches of 32", async () => {
    const [model, explicit] = [gn.model(small), gn.model(small)];
    expect(await model.fit(x, y)).toHaveLength(1);
    await explicit.fit(x, y, { epochs: 1, batchSize: 32, shuffle: true });
    expect(model.steps).toBe(4);
    expect(hash(model)).toBe(hash(explicit));
  });

  test("learns", async () => {
    const model = gn.model(small);
    const results = await model.fit(x, y, { epochs: 60, batchSize: 10 });
    expect(results.at(-1).loss).toBeLessThan(results[0].loss / 2);
    expect(model.evaluate(x, y).accuracy).toBeGreaterThan(0.9);
  });

  test("without shuffling is trainOnBatch on one batch after the other, bit for bit", async () => {
    const [model, byHand] = [gn.model(small), gn.model(small)];
    const [result] = await model.fit(x, y, { batchSize: 32, shuffle: false });
    const losses = [0, 32, 64, 96].map((from) => {
      const to = Math.min(from + 32, 100);
      return [to - from, byHand.trainOnBatch(x.slice(from * 5, to * 5), y.slice(from, to)).loss];
    });
    expect(hash(model)).toBe(hash(byHand));
    const mean = losses.reduce((sum, [count, loss]) => sum + count * loss, 0) / 100;
    expect(distance([result.loss], [mean])).toBeLessThan(1e-6);
  });

  test("shuffles, when it is to", async () => {
    const [shuffled, same] = [gn.model(small), gn.model(small)];
    await shuffled.fit(x, y, { epochs: 2, batchSize: 7, shuffle: true });
    await same.fit(x, y, { epochs: 2, batchSize: 7, shuffle: false });
    expect(hash(shuffled)).not.toBe(hash(same));
  });

  test("shuffles differently in each epoch, and again alike after a reset or in a model opened", async () => {
    // w moves halfway to each target in turn: it tells the order of the last twenty or so
    const layers = [{ type: "dense", units: 1, useBias: false, kernelInitializer: "zeros" }];
    const optimizer = { type: "sgd", learningRate: 0.5 };
    const model = gn.model({ input: [1], layers, loss: "halfSquaredError", optimizer, seed: 5 });
    const ones = new Float32Array(50).fill(1);
    const targets = numbers(50, { seed: 6 });
    const epochFrom0 = async (trained) => {
      trained.setWeights({ "dense_1.kernel": [0] });
      await trained.fit(ones, targets, { batchSize: 1 });
      return trained.getWeights()["dense_1.kernel"][0];
    };
    const first = [await epochFrom0(model), await epochFrom0(model), await epochFrom0(model)];
    expect(new Set(first).size).toBe(3);
    model.reset();
    expect([await epochFrom0(model), await epochFrom0(model)]).toEqual(first.slice(0, 2));
    expect(await epochFrom0(gn.open(model.save()))).toBe(first[2]);
  });

  test("breaking out of the loop leaves a model that can be used and trained further", async () => {
    const model = gn.model(small);
    for await (const { epoch } of model.train(x, y, { epochs: 10, batchSize: 32 }))
      if (epoch === 2) break;
    expect(model.steps).toBe(8);
    await model.fit(x, y, { epochs: 1, batchSize: 32 });
    const straight = gn.model(small);
    await straight.fit(x, y, { epochs: 3, batchSize: 32 });
    expect(hash(model)).toBe(hash(straight));
  });

  test("weighted samples: weight 0 is as if the sample were not there, in the sum", async () => {
    const spec = {
      ...small,
      loss: { type: "categoricalCrossentropy", reduction: "sum" },
      optimizer: "sgd",
    };
    const [weighted, without] = [gn.model(spec), gn.model(spec)];
    const sampleWeight = Float32Array.from({ length: 100 }, (_, i) => Number(i < 50));
    await weighted.fit(x, y, { sampleWeight, batchSize: 100, shuffle: false });
    await without.fit(x.slice(0, 250), y.slice(0, 50), { batchSize: 100, shuffle: false });
    const [a, b] = [weighted, without].map((model) =>
      Object.values(model.getWeights()).flatMap((w) => [...w]),
    );
    expect(distance(a, b)).toBeLessThan(1e-5);
  });

  test("weights of samples go with them when they are shuffled", async () => {
    // each sample moves a weight of its own by half of its sample weight
    const count = 20;
    const layers = [{ type: "dense", units: 1, useBias: false, kernelInitializer: "zeros" }];
    const loss = { type: "halfSquaredError", reduction: "sum" };
    const model = gn.model({
      input: [count],
      layers,
      loss,
      optimizer: { type: "sgd", learningRate: 0.5 },
    });
    const eye = Float32Array.from({ length: count * count }, (_, k) =>
      Number(k % (count + 1) === 0),
    );
    const sampleWeight = Float32Array.from({ length: count }, (_, i) => i / 8);
    await model.fit(eye, new Float32Array(count).fill(1), { sampleWeight, batchSize: 3 });
    expect(model.getWeights()["dense_1.kernel"]).toEqual(sampleWeight.map((w) => w / 2));
  });
});

describe("validation and early stopping", () => {
  const { x: vx, y: vy } = smallData(40, 77);

  test("validation figures are those of evaluate after the epoch", async () => {
    const model = gn.model(small);
    for await (const result of model.train(x, y, { epochs: 2, validation: { x: vx, y: vy } })) {
      const { loss, accuracy } = model.evaluate(vx, vy);
      expect(result).toMatchObject({ validationLoss: loss, validationAccuracy: accuracy });
    }
  });

  test("validating does not change what is learned", async () => {
    const [plain, validated] = [gn.model(small), gn.model(small)];
    await plain.fit(x, y, { epochs: 3 });
    await validated.fit(x, y, { epochs: 3, validation: { x: vx, y: vy } });
    expect(hash(validated)).toBe(hash(plain));
  });

  test("stops when the validation loss has not fallen for `patience` epochs, and restores the best weights", async () => {
    const learnByHeart = noise(30);
    const unrelated = noise(60, 500);
    const model = gn.model({ ...small, optimizer: { type: "adam", learningRate: 0.05 } });
    const seen = [];
    const earlyStopping = { monitor: "validationLoss", patience: 3, restoreBestWeights: true };
    const options = { epochs: 500, batchSize: 10, validation: unrelated, earlyStopping };
    for await (const result of model.train(learnByHeart.x, learnByHeart.y, options))
      seen.push(result.validationLoss);
    expect(seen.length).toBeLessThan(500);
    const best = Math.min(...seen);
    expect(seen.length - 1 - seen.indexOf(best)).toBe(3);
    expect(model.evaluate(unrelated.x, unrelated.y).loss).toBe(best);
  });

  test("keeps the last weights when they are not to be restored", async () => {
    const learnByHeart = noise(30);
    const unrelated = noise(60, 500);
    const model = gn.model({ ...small, optimizer: { type: "adam", learningRate: 0.05 } });
    const earlyStopping = { monitor: "validationLoss", patience: 3, restoreBestWeights: false };
    const results = await model.fit(learnByHeart.x, learnByHeart.y, {
      epochs: 500,
      batchSize: 10,
      validation: unrelated,
      earlyStopping,
    });
    expect(model.evaluate(unrelated.x, unrelated.y).loss).toBe(results.at(-1).validationLoss);
  });

  test("an improvement below minDelta is none", async () => {
    const model = gn.model({ ...small, optimizer: { type: "sgd", learningRate: 1e-6 } });
    const earlyStopping = { monitor: "loss", patience: 2, minDelta: 0.1 };
    expect(await model.fit(x, y, { epochs: 50, earlyStopping })).toHaveLength(3);
  });

  test("can watch the accuracy, which is to rise", async () => {
    const model = gn.model({ ...small, optimizer: { type: "sgd", learningRate: 0 } });
    const earlyStopping = { monitor: "accuracy", patience: 1 };
    expect(await model.fit(x, y, { epochs: 50, earlyStopping })).toHaveLength(2);
  });
});

describe("abort and progress", () => {
  test("an abort rejects with a DOMException AbortError, and the model goes on living", async () => {
    const model = gn.model(small);
    const controller = new AbortController();
    const results = [];
    const run = async () => {
      for await (const result of model.train(x, y, { epochs: 1000, signal: controller.signal })) {
        results.push(result);
        if (results.length === 3) controller.abort();
      }
    };
    const error = await run().then(
      () => null,
      (e) => e,
    );
    expect(error).toBeInstanceOf(DOMException);
    expect(error.name).toBe("AbortError");
    expect(results).toHaveLength(3);
    const steps = model.steps;
    model.trainOnBatch(x, y);
    expect(model.steps).toBe(steps + 1);
    expect(await model.fit(x, y)).toHaveLength(1);
  });

  test("a signal aborted beforehand trains nothing", async () => {
    const model = gn.model(small);
    const before = hash(model);
    await expect(model.fit(x, y, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(hash(model)).toBe(before);
    expect(model.steps).toBe(0);
  });

  test("an abort is heard within an epoch", async () => {
    const model = gn.model({ ...small, layers: [{ type: "dense", units: 256 }, ...small.layers] });
    const many = smallData(200_000);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 0);
    await expect(
      model.fit(many.x, many.y, { batchSize: 1, signal: controller.signal }),
    ).rejects.toMatchObject({ name: "AbortError" });
    expect(model.steps).toBeLessThan(200_000);
  });

  test("progress says where training is, and ends at the last batch", async () => {
    const model = gn.model(small);
    const reports = [];
    await model.fit(x, y, {
      epochs: 2,
      batchSize: 32,
      onProgress: (report) => reports.push(report),
    });
    expect(reports.length).toBeGreaterThan(0);
    for (const report of reports) {
      expect(report).toMatchObject({ epochs: 2, batches: 4 });
      expect(report.epoch).toBeGreaterThanOrEqual(1);
      expect(report.epoch).toBeLessThanOrEqual(2);
      expect(report.batch).toBeLessThanOrEqual(4);
      expect(report.loss).toBeGreaterThan(0);
      for (const field of ["samples", "samplesPerSecond", "secondsLeft"])
        expect(report[field]).toBeGreaterThanOrEqual(0);
    }
    expect(reports.at(-1)).toMatchObject({ epoch: 2, batch: 4, samples: 100 });
  });

  test("training waits for a promise that onProgress returns: so it can be paused", async () => {
    const model = gn.model(small);
    let resume;
    const paused = new Promise((resolve) => (resume = resolve));
    let stepsWhilePaused;
    const onProgress = async ({ epoch }) => {
      if (epoch !== 2) return;
      const { steps } = model;
      setTimeout(() => {
        stepsWhilePaused = model.steps - steps;
        resume();
      }, 50);
      await paused;
    };
    const results = await model.fit(x, y, { epochs: 3, batchSize: 32, onProgress });
    expect(stepsWhilePaused).toBe(0);
    expect(results).toHaveLength(3);
    const straight = gn.model(small);
    await straight.fit(x, y, { epochs: 3, batchSize: 32 });
    expect(hash(model)).toBe(hash(straight));
  });

  test("an error thrown by onProgress comes out of fit", async () => {
    const model = gn.model(small);
    const onProgress = () => {
      throw new RangeError("mine");
    };
    await expect(model.fit(x, y, { epochs: 3, onProgress })).rejects.toThrow(
      new RangeError("mine"),
    );
    expect(await model.fit(x, y)).toHaveLength(1);
  });
});

describe("data sets", () => {
  const bytes = Uint8Array.from(numbers(60 * 5, { seed: 21, low: 0, high: 256 }));
  const labels = smallData(60).y;
  const [scale, mean, std] = [1 / 255, [0.1, 0.2, 0.3, 0.4, 0.5], [0.5, 0.6, 0.7, 0.8, 0.9]];
  const used = (v, i) => (scale * v - Math.fround(mean[i % 5])) / Math.fround(std[i % 5]);

  test("stand in place of x and y everywhere", async () => {
    const data = gn.dataset({ x, y });
    const [a, b] = [gn.model(small), gn.model(small)];
    expect(a.evaluate(data)).toEqual(b.evaluate(x, y));
    expect(a.predict(data)).toEqual(b.predict(x));
    expect(a.trainOnBatch(data)).toEqual(b.trainOnBatch(x, y));
    expect(a.gradients(data)).toEqual(b.gradients(x, y));
    const validation = gn.dataset(smallData(20, 3));
    const options = { epochs: 2, batchSize: 7 };
    const [withSet] = [await a.fit(data, { ...options, validation })];
    const withArrays = await b.fit(x, y, { ...options, validation: smallData(20, 3) });
    expect(withSet.map(({ validationLoss }) => validationLoss)).toEqual(
      withArrays.map(({ validationLoss }) => validationLoss),
    );
    expect(hash(a)).toBe(hash(b));
  });

  test("of bytes with scale, mean and std are the floats one would have computed, bit for bit", async () => {
    const floats = Float32Array.from(bytes, used);
    const [a, b] = [gn.model(small), gn.model(small)];
    const data = gn.dataset({ x: bytes, y: labels, scale, mean, std });
    expect(a.predict(data)).toEqual(b.predict(floats));
    await a.fit(data, { epochs: 3, batchSize: 7 });
    await b.fit(floats, labels, { epochs: 3, batchSize: 7 });
    expect(hash(a)).toBe(hash(b));
  });

  test("take one mean and std for all features, too", () => {
    const floats = Float32Array.from(bytes, (v) => (scale * v - 0.5) / 0.25);
    const model = gn.model(small);
    expect(model.predict(gn.dataset({ x: bytes, scale, mean: 0.5, std: 0.25 }))).toEqual(
      model.predict(floats),
    );
  });

  test("keep bytes as bytes", () => {
    const sizeOf = (data) => {
      const before = gn.memory().bytes;
      const set = gn.dataset(data);
      const bytes = gn.memory().bytes - before;
      set.dispose();
      return bytes;
    };
    const many = new Uint8Array(1 << 20);
    expect(sizeOf({ x: many })).toBeLessThan(1.1 * 2 ** 20);
    expect(sizeOf({ x: Float32Array.from(many) })).toBeGreaterThan(3.9 * 2 ** 20);
  });

  test("are copies: what happens to the arrays later does not matter", () => {
    const mine = x.slice();
    const data = gn.dataset({ x: mine, y });
    mine.fill(0);
    expect(gn.model(small).predict(data)).toEqual(gn.model(small).predict(x));
  });

  test("serve several models", () => {
    const data = gn.dataset({ x, y });
    const wide = gn.model({ ...small, layers: [{ type: "dense", units: 20 }, ...small.layers] });
    expect(wide.evaluate(data)).toEqual(wide.evaluate(x, y));
    expect(gn.model(small).evaluate(data)).toEqual(gn.model(small).evaluate(x, y));
  });
});

describe("a model", () => {
  test("is trained by one at a time", async () => {
    const model = gn.model(small);
    const first = model.train(x, y, { epochs: 2 });
    await first.next();
    await expect(model.fit(x, y)).rejects.toThrow(/being trained already/);
    await first.return();
    expect(await model.fit(x, y)).toHaveLength(1);
  });

  test("without a seed begins from 0, and again when it is reset", () => {
    const { seed: _, ...spec } = small;
    const model = gn.model(spec);
    expect(hash(model)).toBe(hash(gn.model({ ...small, seed: 0 })));
    model.trainOnBatch(x, y);
    model.reset();
    expect(hash(model)).toBe(hash(gn.model(spec)));
  });

  test("tells of an epoch that takes long as it goes on", async () => {
    let clock = 0;
    const now = jest.spyOn(performance, "now").mockImplementation(() => (clock += 300)); // ms
    const told = [];
    const onProgress = ({ epoch, batch }) => told.push([epoch, batch]);
    try {
      await gn.model(small).fit(x, y, { batchSize: 25, onProgress });
    } finally {
      now.mockRestore();
    }
    expect(told).toEqual([1, 2, 3, 4].map((batch) => [1, batch]));
  });
});

describe("a regression", () => {
  test("has no accuracy to stop at", async () => {
    const data = { x: numbers(40), y: numbers(20, { seed: 2 }) };
    const options = { validation: data, earlyStopping: { monitor: "validationAccuracy" } };
    const training = gn.model(regression).fit(data.x, data.y, options);
    await expect(training).rejects.toThrow(/validationAccuracy, which this model does not have/);
  });

  test("reports no accuracy, neither in training nor in validation", async () => {
    const data = { x: numbers(40), y: numbers(20, { seed: 2 }) };
    const [result] = await gn.model(regression).fit(data.x, data.y, { validation: data });
    expect(result.accuracy).toBeUndefined();
    expect(result.validationAccuracy).toBeUndefined();
    expect(result.validationLoss).toBeGreaterThan(0);
  });
});
