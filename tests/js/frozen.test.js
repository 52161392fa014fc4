// Layers that are frozen (`trainable: false`), and networks that are only outlined.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { LimitError, load } from "../../dist/index.js";
import { numbers } from "./support/numbers.js";
import { errorOf, expectRefusal } from "./support/refusal.js";

let gn;
beforeAll(async () => (gn = await load()));
afterAll(() => expect(gn.memory().models).toBe(0));

const spec = (trainable) => ({
  input: [3],
  layers: [
    { type: "dense", units: 4, activation: "tanh", trainable, kernelRegularizer: "l2" },
    { type: "dense", units: 2 },
  ],
  loss: "meanSquaredError",
  optimizer: { type: "adamw", learningRate: 0.1, weightDecay: 0.5 },
  seed: 3,
});
const x = [1, 2, 3, -1, 0, 1];
const y = [1, 0, 0, 1];

test("a frozen layer keeps its weights, whatever the optimizer decays; the others learn as ever", () => {
  const model = gn.model(spec(false));
  const before = model.getWeights();
  for (let k = 0; k < 3; k++) model.trainOnBatch(x, y);
  const after = model.getWeights();
  expect(after["dense_1.kernel"]).toEqual(before["dense_1.kernel"]);
  expect(after["dense_1.bias"]).toEqual(before["dense_1.bias"]);
  expect(after["dense_2.kernel"]).not.toEqual(before["dense_2.kernel"]);
  model.dispose();
});

test("a frozen layer has no gradient and no penalty; what lies behind it has the same gradient as before", () => {
  const [free, frozen] = [true, false].map((trainable) => gn.model(spec(trainable)));
  const [all, some] = [free, frozen].map((model) => model.gradients(x, y));
  expect(Object.keys(some.gradients)).toEqual(["dense_2.kernel", "dense_2.bias"]);
  expect(some.gradients["dense_2.kernel"]).toEqual(all.gradients["dense_2.kernel"]);
  expect(some.inputGradient).toEqual(all.inputGradient);
  const penalty = free.getWeights()["dense_1.kernel"].reduce((sum, w) => sum + 0.01 * w * w, 0);
  expect(all.loss - some.loss).toBeCloseTo(penalty, 5);
  expect(frozen.trace(x, y).layers[0].parameters.kernel).not.toHaveProperty("gradient");
  expect(frozen.checkGradients(x, y).maxRelativeError).toBeLessThan(1e-3);
  for (const model of [free, frozen]) model.dispose();
});

test("a model with a frozen layer is saved, opened and trained on, bit for bit", () => {
  const model = gn.model(spec(false));
  model.trainOnBatch(x, y);
  const opened = gn.open(model.save());
  for (const each of [model, opened]) each.trainOnBatch(x, y);
  expect(opened.getWeights()).toEqual(model.getWeights());
  for (const each of [model, opened]) each.dispose();
});

test("a frozen layer counts among what can be learned", () => {
  const model = gn.model(spec(false));
  expect(model.parameterCount).toBe(3 * 4 + 4 + 4 * 2 + 2);
  expect(model.summary().map(({ trainable }) => trainable)).toEqual([false, true]);
  model.dispose();
});

test("an outline counts without making weights", () => {
  const large = {
    input: [16384],
    layers: [
      { type: "dense", units: 8192 },
      { type: "dense", units: 10 },
    ],
    optimizer: "adam",
  };
  const before = gn.memory();
  const outline = gn.summary(large, { batchSize: 4 });
  expect(gn.memory().bytes).toBe(before.bytes);
  const count = 16384 * 8192 + 8192 + 8192 * 10 + 10;
  expect(outline).toMatchObject({
    inputShape: [16384],
    outputShape: [10],
    parameterCount: count,
    multiplyAdds: 16384 * 8192 + 8192 * 10,
  });
  expect(outline.layers.map(({ multiplyAdds }) => multiplyAdds)).toEqual([16384 * 8192, 81920]);
  expect(outline.memory.weights).toBe(4 * 4 * (count + 2)); // the second bias is filled up to 12
});

test("an outline says what the same model then takes", () => {
  const { memory } = gn.summary(spec(true), { batchSize: 2 });
  const before = gn.memory().bytes;
  const model = gn.model(spec(true));
  const description = gn.memory().bytes - before - memory.weights;
  model.trainOnBatch(x, y);
  expect(gn.memory().bytes - before).toBe(memory.weights + memory.workspace + description);
  model.dispose();
});

test("an outline refuses what a model refuses", () => {
  expect(() => gn.summary({ input: [2], layers: [{ type: "dense" }] })).toThrow(/units/);
  expect(() => gn.summary(spec(true), { batchSize: 0 })).toThrow(/batchSize is 0/);
});

describe("outlines of networks that no machine holds", () => {
  test("memory counts in more than 32 bits", () => {
    const image = { input: [1024, 1024, 1], layers: [{ type: "activation", activation: "relu" }] };
    const of = (batchSize) =>
      gn.summary({ ...image, loss: "meanSquaredError" }, { batchSize }).memory.workspace;
    expect(of(4096) / 4096).toBeCloseTo(of(1), 0);
  });

  // A row of 4,096 windows, each giving back 2^20 numbers: 2^32 in all, which 32 bits would take for none.
  test("a convolution whose gradient needs 16 GiB is refused before it begins", async () => {
    const conv2d = { type: "conv2d", filters: 1, kernelSize: [1, 4096], strides: [2, 1] };
    const layers = [
      { type: "dense", units: 256 },
      { ...conv2d, padding: "same" },
    ];
    const wide = { input: [1, 4096, 1], layers, loss: "meanSquaredError" };
    expect(gn.summary(wide, { batchSize: 1 }).memory.workspace).toBeGreaterThan(2 ** 34);
    const model = gn.model(wide);
    const error = await errorOf(() => model.trainOnBatch(numbers(4096), numbers(4096)));
    expectRefusal(error, { Class: LimitError, says: [/workspace/, /memoryLimit/] });
    model.dispose();
  });

  test("a receptive field stops at 2^32", () => {
    const pool = { type: "maxPooling2d", poolSize: 4096, padding: "same" };
    const { layers } = gn.summary({ input: [4, 4, 1], layers: Array(9).fill(pool) });
    const fields = layers.map(({ receptiveField }) => receptiveField[0]);
    expect(fields).toEqual([2 ** 12, 2 ** 24, ...Array(7).fill(2 ** 32)]);
  });
});
