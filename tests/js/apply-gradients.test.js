/** An update with gradients from elsewhere, and what the optimizer remembers of them. */
import { afterAll, describe, expect, test } from "@jest/globals";
import { ArgumentError, DisposedError, NumericError, ShapeError, load } from "glassnet";
import { load as loadWorker } from "glassnet/worker";
import { everyOptimizer, small, smallData } from "./support/models.js";
import { errorOf, expectRefusal, watch } from "./support/refusal.js";

const gn = await load();
const worker = await loadWorker();
afterAll(() => worker.terminate());
const { x, y } = smallData(10);

/** Two weights, and whatever makes them move. */
const point = (optimizer) => ({
  input: [1],
  layers: [{ type: "dense", units: 2, useBias: false, kernelInitializer: "zeros" }],
  optimizer,
});

describe("applyGradients", () => {
  const around = [
    { type: "adam", schedule: { type: "cosine", over: 4, warmup: 1, by: "step" } },
    { type: "sgd", learningRate: 0.1, clipNorm: 0.01 },
  ];
  test.each([...everyOptimizer, ...around].map((o) => [JSON.stringify(o), o]))(
    "with backpropagation's own gradients it is trainOnBatch, bit for bit: %s",
    (_, optimizer) => {
      const spec = {
        ...small,
        optimizer,
        layers: [{ ...small.layers[0], kernelRegularizer: "l2" }, small.layers[1]],
      };
      const [trained, applied] = [gn.model(spec), gn.model(spec)];
      for (let step = 0; step < 5; step++) {
        trained.trainOnBatch(x, y);
        applied.applyGradients(applied.gradients(x, y).gradients);
        expect(applied.getWeights()).toEqual(trained.getWeights());
        expect(applied.steps).toBe(trained.steps);
      }
      expect(applied.getOptimizerState()).toEqual(trained.getOptimizerState());
    },
  );

  test("takes the gradient of any function of the weights", async () => {
    const model = await worker.model(point({ type: "sgd", learningRate: 0.25 }));
    await model.setWeights({ "dense_1.kernel": [4, -2] }); // f(w) = w₁² + 2 w₂²
    await model.applyGradients({ "dense_1.kernel": [8, -8] });
    expect([...(await model.getWeights())["dense_1.kernel"]]).toEqual([2, 0]);
    expect(model.steps).toBe(1);
  });

  test("leaves a frozen layer alone, and refuses a gradient for it", async () => {
    const layers = [{ ...small.layers[0], trainable: false }, small.layers[1]];
    const model = gn.model({ ...small, layers });
    const before = model.getWeights();
    const { gradients } = model.gradients(x, y);
    model.applyGradients(gradients);
    const after = model.getWeights();
    expect(after["dense_1.kernel"]).toEqual(before["dense_1.kernel"]);
    expect(after["dense_2.kernel"]).not.toEqual(before["dense_2.kernel"]);
    const frozen = { ...gradients, "dense_1.bias": new Float32Array(7) };
    expectRefusal(await errorOf(() => model.applyGradients(frozen)), {
      Class: ArgumentError,
      says: /no learned parameter "dense_1.bias"/,
    });
  });

  describe("refuses, and leaves everything as it was,", () => {
    const model = gn.model(small);
    const { refused } = watch(gn, model);
    const { gradients } = model.gradients(x, y);
    const without = { ...gradients };
    delete without["dense_2.bias"];
    const wrong = (bias) => () => model.applyGradients({ ...gradients, "dense_2.bias": bias });
    test.each([
      ["nothing", () => model.applyGradients(), ArgumentError, /takes an object/],
      ["one missing", () => model.applyGradients(without), ArgumentError, /dense_2\.bias is miss/],
      ["a wrong length", wrong([1, 2]), ShapeError, /dense_2\.bias has 2 numbers/],
      ["not a number", wrong([1, NaN, 3]), NumericError, /dense_2\.bias\[1\] is NaN/],
      ["beyond a step's bounds", wrong([1, 1e20, 3]), NumericError, /a gradient is no longer/],
    ])("%s", (_, use, Class, says) => refused(use, { Class, says }));

    test("a model that has been disposed of", async () => {
      const dead = gn.model(small);
      dead.dispose();
      for (const use of [() => dead.applyGradients(gradients), () => dead.getOptimizerState()])
        expectRefusal(await errorOf(use), { Class: DisposedError, says: /disposed/ });
    });
  });
});

describe("getOptimizerState", () => {
  // By hand, from w = 0 with g = (1, −2), twice.
  test.each([
    [{ type: "sgd" }, {}],
    [{ type: "sgd", momentum: 0.5 }, { momentum: [1.5, -3] }],
    [{ type: "rmsprop", rho: 0.75 }, { meanSquare: [0.4375, 1.75] }],
    [
      { type: "adam", beta1: 0.5, beta2: 0.75 },
      { firstMoment: [0.75, -1.5], secondMoment: [0.4375, 1.75] },
    ],
    [{ type: "adagrad" }, { sumOfSquares: [2, 8] }],
  ])("%j", (optimizer, expected) => {
    const model = gn.model(point(optimizer));
    for (let step = 0; step < 2; step++) model.applyGradients({ "dense_1.kernel": [1, -2] });
    const states = Object.entries(model.getOptimizerState());
    expect(Object.fromEntries(states.map(([k, v]) => [k, [...v["dense_1.kernel"]]]))).toEqual(
      expected,
    );
  });

  test("is what a saved file holds", () => {
    const model = gn.model(small);
    model.trainOnBatch(x, y);
    expect(gn.open(model.save()).getOptimizerState()).toEqual(model.getOptimizerState());
  });
});

test("learningRate is that of the next update, along the schedule, in a worker too", async () => {
  const schedule = { type: "step", factor: 0.5, every: 2, by: "step" };
  const spec = point({ type: "sgd", learningRate: 0.5, schedule });
  for (const model of [gn.model(spec), await worker.model(spec)]) {
    const rates = [];
    for (let step = 0; step < 5; step++) {
      rates.push(model.learningRate);
      await model.applyGradients({ "dense_1.kernel": [1, 1] });
    }
    expect(rates).toEqual([0.5, 0.5, 0.25, 0.25, 0.125]);
  }
});
