/** What a training learns from and is checked with: class weights, a validation split, metrics of the validation. */
import { describe, expect, test } from "@jest/globals";
import { ArgumentError, ShapeError, load } from "glassnet";
import { fnv1a } from "./support/numbers.js";
import { regression, small, smallData } from "./support/models.js";
import { watch } from "./support/refusal.js";

const gn = await load();
const { x, y } = smallData(50);
const hash = (model) => fnv1a(model.getWeights());
const timeless = (results) => results.map(({ seconds: _, ...rest }) => rest);
const oneHot = Float32Array.from({ length: 150 }, (_, i) => Number(y[Math.floor(i / 3)] === i % 3));
const weights = [0.5, 1, 4];

/** Trains a fresh model; → [its hash, its losses]. */
async function trained(given, targets, options, spec = small) {
  const model = gn.model(spec);
  const results = await model.fit(given, targets, { epochs: 3, batchSize: 8, ...options });
  return [hash(model), results.map(({ loss }) => loss)];
}

describe("classWeight", () => {
  const sampleWeight = Float32Array.from(y, (c) => weights[c]);

  test("is a weight of every sample of the class, bit for bit", async () => {
    const expected = await trained(x, y, { sampleWeight });
    expect(await trained(x, y, { classWeight: weights })).toEqual(expected);
    expect(await trained(x, y, { classWeight: Float64Array.from(weights) })).toEqual(expected);
    expect(expected).not.toEqual(await trained(x, y, {}));
  });

  test("as an object leaves the other classes at 1", async () => {
    expect(await trained(x, y, { classWeight: { 0: 0.5, 2: 4 } })).toEqual(
      await trained(x, y, { classWeight: weights }),
    );
  });

  test("works for one-hot targets, for data sets and for time steps", async () => {
    const expected = await trained(x, y, { classWeight: weights });
    expect(await trained(x, oneHot, { classWeight: weights })).toEqual(expected);
    expect(
      await trained(gn.dataset({ x, y }), { classWeight: weights, epochs: 3, batchSize: 8 }),
    ).toEqual(expected);
    const steps = { ...small, input: [5, 5], optimizer: "sgd" };
    const [timed] = await trained(
      x,
      y,
      { classWeight: weights, batchSize: 2, shuffle: false },
      steps,
    );
    const rows = { ...small, optimizer: "sgd" };
    const [plain] = await trained(
      x,
      y,
      { classWeight: weights, batchSize: 10, shuffle: false },
      rows,
    );
    expect(timed).toBe(plain);
  });

  test("multiplies sampleWeight", async () => {
    const half = new Float32Array(50).fill(0.5);
    const both = sampleWeight.map((weight) => weight / 2);
    expect(await trained(x, y, { classWeight: weights, sampleWeight: half })).toEqual(
      await trained(x, y, { sampleWeight: both }),
    );
  });

  test("of one yes/no output is that of no and of yes", async () => {
    const spec = {
      ...small,
      layers: [{ type: "dense", units: 1, activation: "sigmoid" }],
      loss: "binaryCrossentropy",
    };
    const bits = y.map((c) => Number(c === 2));
    const asSamples = Float32Array.from(bits, (bit) => (bit ? 3 : 1));
    expect(await trained(x, bits, { classWeight: { 1: 3 } }, spec)).toEqual(
      await trained(x, bits, { sampleWeight: asSamples }, spec),
    );
    expect(await trained(x, Float32Array.from(bits), { classWeight: [1, 3] }, spec)).toEqual(
      await trained(x, bits, { sampleWeight: asSamples }, spec),
    );
  });

  test("is of training only: validation goes without", async () => {
    const model = gn.model(small);
    const options = { classWeight: weights, validation: { x, y } };
    const [{ validationLoss }] = await model.fit(x, y, options);
    expect(validationLoss).toBe(model.evaluate(x, y).loss);
  });

  test("of one training is forgotten by the next", async () => {
    const [one, other] = [gn.model(small), gn.model(small)];
    for (const model of [one, other]) await model.fit(x, y, { classWeight: weights });
    await one.fit(x, y);
    await other.fit(x, y, { classWeight: [1, 1, 1] });
    expect(hash(one)).toBe(hash(other));
  });
});

describe("validationSplit", () => {
  test("holds the last samples back, before any shuffling, and trains on the others", async () => {
    const [split, byHand] = [gn.model(small), gn.model(small)];
    const options = { epochs: 2, batchSize: 8 };
    const results = await split.fit(x, y, { ...options, validationSplit: 0.2 });
    const validation = { x: x.slice(200), y: y.slice(40) };
    const expected = await byHand.fit(x.slice(0, 200), y.slice(0, 40), { ...options, validation });
    expect(timeless(results)).toEqual(timeless(expected));
    expect(hash(split)).toBe(hash(byHand));
  });

  test.each([
    [0.07, 100, 93],
    [0.29, 100, 71],
    [0.9, 10, 1],
    [0.15, 10, 8],
    [1 / 3, 9, 6],
  ])("%p of %p samples leaves %p", async (validationSplit, count, expected) => {
    const samples = smallData(count);
    const model = gn.model(small);
    await model.fit(samples.x, samples.y, { batchSize: 1, validationSplit });
    expect(model.steps).toBe(expected);
  });

  test("splits a data set, too, and takes its weights along", async () => {
    const sampleWeight = Float32Array.from(y, (_, i) => Number(i % 3 > 0));
    const [one, other] = [gn.model(small), gn.model(small)];
    const held = gn.dataset({ x, y, sampleWeight });
    const results = await one.fit(held, { validationSplit: 0.3 });
    const same = await other.fit(x, y, { validationSplit: 0.3, sampleWeight });
    expect(timeless(results)).toEqual(timeless(same));
    expect(results[0].validationLoss).not.toBe(one.evaluate(x.slice(175), y.slice(35)).loss);
  });

  test("is what early stopping watches, and the best weights come back", async () => {
    const noisy = { x, y: y.map((c, i) => (i % 2 ? (c + 1) % 3 : c)) };
    const spec = { ...small, optimizer: { type: "adam", learningRate: 0.1 } };
    const run = { epochs: 100, batchSize: 8, validationSplit: 0.4, earlyStopping: { patience: 4 } };
    const model = gn.model(spec);
    const results = await model.fit(noisy.x, noisy.y, run);
    const losses = results.map(({ validationLoss }) => validationLoss);
    const best = losses.indexOf(Math.min(...losses));
    expect(results).toHaveLength(best + 1 + 4);
    const again = gn.model(spec);
    await again.fit(noisy.x, noisy.y, { ...run, earlyStopping: undefined, epochs: best + 1 });
    expect(hash(model)).toBe(hash(again));
    expect(model.evaluate(noisy.x.slice(150), noisy.y.slice(30)).loss).toBe(losses[best]);
  });
});

describe("metrics of the validation", () => {
  test("stand in each epoch's result", async () => {
    const model = gn.model(small);
    const metrics = ["f1", "confusionMatrix"];
    const validation = smallData(20, 5);
    const results = await model.fit(x, y, { epochs: 2, validation, metrics });
    const { f1, confusionMatrix } = model.evaluate(validation.x, validation.y, { metrics });
    expect(results[1].validationMetrics).toEqual({ f1, confusionMatrix });
    expect(results[0].validationMetrics.f1.perClass).toHaveLength(3);
  });
});

describe("refused before anything is learned", () => {
  const model = gn.model(small);
  const line = gn.model(regression);
  model.trainOnBatch(x, y);
  line.trainOnBatch([[1, 2]], [1]);
  const { refused } = watch(gn, model);
  const fit = (options) => () => model.fit(x, y, { batchSize: 50, ...options });
  const argument = (...says) => ({ Class: ArgumentError, says });

  test.each([
    ["a share of 0", { validationSplit: 0 }, argument(/validationSplit is 0/, /above 0/)],
    ["a share of 1", { validationSplit: 1 }, argument(/below 1/)],
    ["a share as text", { validationSplit: "0.5" }, argument(/validationSplit is "0.5"/)],
    ["a share that leaves nothing", { validationSplit: 0.999 }, argument(/leaves 0 to train on/)],
    [
      "both ways of validation",
      { validationSplit: 0.5, validation: { x, y } },
      argument(/not both/),
    ],
    ["metrics of nothing", { metrics: ["f1"] }, argument(/validation/)],
    ["an unknown metric", { metrics: ["f2"], validationSplit: 0.5 }, argument(/"f2"/)],
    [
      "a metric with too large a k",
      { metrics: ["topKAccuracy"], validationSplit: 0.5 },
      argument(/k is 5/),
    ],
    ["a class that is not there", { classWeight: { 3: 1 } }, argument(/"3"/, /0 to 2/)],
    ["a class by another name", { classWeight: { cat: 1 } }, argument(/"cat"/)],
    ["a negative weight", { classWeight: [1, -1, 1] }, argument(/classWeight\[1\]/, /at least 0/)],
    ["a weight that is no number", { classWeight: { 1: NaN } }, argument(/classWeight\[1\]/)],
    [
      "a weight beyond float32",
      { classWeight: [1, 1, 1e39] },
      argument(/classWeight\[2\]/, /finite/),
    ],
    ["a text for a weight", { classWeight: { 1: "2" } }, argument(/classWeight\[1\] is string/)],
    ["too few weights", { classWeight: [1, 1] }, { Class: ShapeError, says: [/2 numbers for 3/] }],
  ])("%s", (_, options, wanted) => refused(fit(options), wanted));

  test("weights of classes where there are none", () =>
    refused(
      () => line.fit([[1, 2]], [1], { classWeight: [1, 2] }),
      argument(/tell classes apart/),
    ));

  test("weights of classes for several independent answers", async () => {
    const spec = { ...small, loss: "binaryCrossentropy" };
    spec.layers = [{ type: "dense", units: 3, activation: "sigmoid" }];
    const several = gn.model(spec);
    await expect(several.fit(x, oneHot, { classWeight: [1, 2, 3] })).rejects.toThrow(
      /tell classes apart/,
    );
  });
});
