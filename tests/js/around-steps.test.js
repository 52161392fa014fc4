/** Schedules, clipping, label smoothing, constraints: what the figures of PyTorch (pytorch.test.js) leave open. */
import { describe, expect, test } from "@jest/globals";
import { ArgumentError, FormatError, NumericError, load } from "glassnet";
import { load as loadWorker } from "glassnet/worker";
import { fnv1a, numbers } from "./support/numbers.js";
import { regression, small, smallData } from "./support/models.js";
import { errorOf, expectRefusal } from "./support/refusal.js";

const gn = await load();
const { x, y } = smallData(30);
const withOptimizer = (more) => ({ ...small, optimizer: { ...small.optimizer, ...more } });

const rates = async (schedule, epochs) => {
  const model = gn.model(withOptimizer({ learningRate: 1e-3, schedule }));
  const results = await model.fit(x, y, { epochs, batchSize: 10 });
  return results.map(({ learningRate }) => learningRate / 1e-3);
};

describe("a schedule", () => {
  test("by epoch stays through all batches of an epoch; by step it moves on with each", async () => {
    const schedule = { type: "exponential", rate: 0.5 };
    expect(await rates(schedule, 3)).toEqual([1, 0.5, 0.25]);
    expect(await rates({ ...schedule, by: "step" }, 3)).toEqual([1, 2 ** -3, 2 ** -6]);
  });

  test("of the courses: 1/(1 + rate·epoch), 0.95^epoch", async () => {
    const decay = await rates({ type: "timeDecay", rate: 1 }, 4);
    decay.forEach((rate, t) => expect(rate).toBeCloseTo(1 / (1 + t), 12));
    const power = await rates("exponential", 4);
    power.forEach((rate, t) => expect(rate).toBeCloseTo(0.95 ** t, 12));
  });

  test("of a cosine rises to 1, falls to its minimum and stays there", async () => {
    const cosine = await rates({ type: "cosine", warmup: 4, over: 6, minimum: 0.1 }, 14);
    const expected = Array.from({ length: 14 }, (_, t) =>
      t < 4 ? (t + 1) / 5 : 0.1 + 0.45 * (1 + Math.cos((Math.PI * Math.min(t - 4, 6)) / 6)),
    );
    cosine.forEach((rate, t) => expect(rate).toBeCloseTo(expected[t], 14));
  });

  test.each(["epoch", "step"])("by %s resumes bit for bit from a saved file", async (by) => {
    const spec = withOptimizer({
      schedule: { type: "cosine", over: 40, warmup: 3, by },
      clipNorm: 0.5,
    });
    const whole = gn.model(spec);
    await whole.fit(x, y, { epochs: 6, batchSize: 7 });
    const half = gn.model(spec);
    await half.fit(x, y, { epochs: 3, batchSize: 7 });
    const resumed = gn.open(half.save());
    expect(resumed.spec).toEqual(spec);
    await resumed.fit(x, y, { epochs: 3, batchSize: 7 });
    expect(fnv1a(resumed.getWeights())).toBe(fnv1a(whole.getWeights()));
  });

  test("null is none: the same bits as without", () => {
    const none = { schedule: null, clipValue: null, clipNorm: null };
    const [plain, spelled] = [gn.model(small), gn.model(withOptimizer(none))];
    for (const model of [plain, spelled]) model.trainOnBatch(x, y);
    expect(fnv1a(spelled.getWeights())).toBe(fnv1a(plain.getWeights()));
  });
});

describe("what is not possible is refused where it stands", () => {
  const held = (layer) => ({
    ...small,
    layers: [{ ...small.layers[0], ...layer }, small.layers[1]],
  });
  const smoothed = (type) => ({ ...regression, loss: { type, labelSmoothing: 0.1 } });
  test.each([
    [
      "an unknown schedule",
      withOptimizer({ schedule: "linear" }),
      /optimizer\.schedule.*linear.*cosine/,
    ],
    [
      "a rate above 1",
      withOptimizer({ schedule: { type: "exponential", rate: 1.1 } }),
      /schedule\.rate is 1\.1/,
    ],
    ["a cosine without end", withOptimizer({ schedule: "cosine" }), /schedule\.over is not given/],
    [
      "another clock",
      withOptimizer({ schedule: { type: "step", by: "hour" } }),
      /"epoch" or "step"/,
    ],
    ["clipping at 0", withOptimizer({ clipValue: 0 }), /clipValue is 0.*above 0/],
    ["clipping at a word", withOptimizer({ clipNorm: "1" }), /clipNorm is "1"/],
    ["a learning rate of null", withOptimizer({ learningRate: null }), /learningRate is null/],
    [
      "labels smoothed away",
      { ...small, loss: { type: small.loss, labelSmoothing: 1 } },
      /below 1/,
    ],
    [
      "labels of a regression smoothed",
      smoothed("meanSquaredError"),
      /labelSmoothing.*meanSquaredError/,
    ],
    ["labels of a perceptron smoothed", smoothed("perceptron"), /labelSmoothing.*perceptron/],
    ["an unknown constraint", held({ kernelConstraint: "small" }), /kernelConstraint.*maxNorm/],
    [
      "a norm of 0",
      held({ biasConstraint: { type: "maxNorm", max: 0 } }),
      /biasConstraint\.max is 0/,
    ],
  ])("%s", async (_, spec, says) => {
    expectRefusal(await errorOf(() => gn.model(spec)), { Class: ArgumentError, says });
  });
});

describe("clipping", () => {
  test("does not hide a gradient that is not finite", async () => {
    const model = gn.model({
      ...regression,
      optimizer: { type: "sgd", clipValue: 1, clipNorm: 1 },
    });
    const before = fnv1a(model.getWeights());
    const error = await errorOf(() => model.trainOnBatch([[1e38, -1e38]], [1e38]));
    expect(error).toBeInstanceOf(NumericError);
    expect(fnv1a(model.getWeights())).toBe(before);
  });

  test("bounds one step by the learning rate times the norm", () => {
    const model = gn.model({
      ...regression,
      optimizer: { type: "sgd", learningRate: 0.5, clipNorm: 0.01 },
    });
    const before = model.getWeights();
    model.trainOnBatch(numbers(8), [100, -100, 100, -100]);
    const after = model.getWeights();
    const way = Object.keys(before).flatMap((name) =>
      Array.from(before[name], (w, i) => after[name][i] - w),
    );
    expect(Math.hypot(...way)).toBeCloseTo(0.005, 6);
  });
});

test("smoothed labels change the loss, not the accuracy", () => {
  const model = gn.model(small);
  const smooth = gn.model({ ...small, loss: { type: small.loss, labelSmoothing: 0.9 } });
  const [plain, smoothed] = [model.evaluate(x, y), smooth.evaluate(x, y)];
  expect(smoothed.accuracy).toBe(plain.accuracy);
  expect(smoothed.loss).not.toBeCloseTo(plain.loss, 3);
});

test("a frozen layer is not held to its constraint", () => {
  const frozen = { ...small.layers[0], trainable: false, kernelConstraint: "nonNegative" };
  const model = gn.model({ ...small, layers: [frozen, small.layers[1]] });
  const before = model.getWeights()["dense_1.kernel"];
  model.trainOnBatch(x, y);
  expect(model.getWeights()["dense_1.kernel"]).toEqual(before);
  expect(before.some((w) => w < 0)).toBe(true);
});

test("a worker takes them all, and arrives at the same bits", async () => {
  const spec = {
    ...withOptimizer({
      schedule: { type: "cosine", over: 9, by: "step" },
      clipValue: 0.1,
      clipNorm: 0.3,
    }),
    layers: [
      { ...small.layers[0], kernelConstraint: { type: "maxNorm", max: 0.7 } },
      small.layers[1],
    ],
    loss: { type: "categoricalCrossentropy", labelSmoothing: 0.1 },
  };
  const worker = await loadWorker();
  const [here, there] = [gn.model(spec), await worker.model(spec)];
  const results = [await here.fit(x, y, { epochs: 2 }), await there.fit(x, y, { epochs: 2 })];
  const figures = results.map((epochs) => epochs.map(({ seconds: _, ...rest }) => rest));
  expect(figures[1]).toEqual(figures[0]);
  expect(fnv1a(await there.getWeights())).toBe(fnv1a(here.getWeights()));
  worker.terminate();
});

describe("a saved file whose squares are negative is refused", () => {
  test.each([
    ["adam", "secondMoment"],
    ["adamw", "secondMoment"],
    ["rmsprop", "meanSquare"],
    ["adagrad", "sumOfSquares"],
  ])("%s: %s", async (optimizer, state) => {
    const model = gn.model({ ...small, optimizer });
    model.trainOnBatch(x, y);
    const bytes = model.save();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const length = Number(view.getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    const at = 8 + length + header[`optim.${state}.dense_2.kernel`].data_offsets[0] + 8;
    view.setFloat32(at, -view.getFloat32(at, true), true);
    const { models } = gn.memory();
    expectRefusal(await errorOf(() => gn.open(bytes)), { Class: FormatError, says: /negative/ });
    expect(gn.memory().models).toBe(models);
  });
});
