/** Batch and layer normalization: statistics by hand, moving averages, freezing, and gradients through the statistics. */
import { describe, expect, test } from "@jest/globals";
import { ArgumentError, FormatError, NumericError, load } from "glassnet";
import { distance, numbers } from "./support/numbers.js";
import { errorOf, expectRefusal } from "./support/refusal.js";

const gn = await load();
const batchNormalization = { type: "batchNormalization", name: "norm" };
const make = (layers, more = {}) =>
  gn.model({ input: [2], layers, loss: "meanSquaredError", seed: 1, ...more });

/** Two features of four samples: means 4 and −2, variances 5 and 16. */
const x = Float32Array.of(1, 2, 3, -6, 5, 2, 7, -6);
const y = new Float32Array(8);
const epsilon = 0.001;

describe("batchNormalization", () => {
  test("standardises by the batch while training", () => {
    const model = make([batchNormalization]);
    const [{ output }] = model.trace(x, y, { training: true }).layers;
    const by = (feature, v) => (v - [4, -2][feature]) / Math.sqrt([5, 16][feature] + epsilon);
    expect(
      distance(
        output,
        Array.from(x, (v, i) => by(i % 2, v)),
      ),
    ).toBeLessThan(1e-6);
  });

  test("and by the moving averages otherwise, each sample by itself", () => {
    const model = make([batchNormalization]);
    model.setWeights({ "norm.movingMean": [1, 2], "norm.movingVariance": [4, 9] });
    const by = (feature, v) => (v - [1, 2][feature]) / Math.sqrt([4, 9][feature] + epsilon);
    const all = model.predict(x);
    expect(
      distance(
        all,
        Array.from(x, (v, i) => by(i % 2, v)),
      ),
    ).toBeLessThan(1e-6);
    for (let n = 0; n < 4; n++)
      expect(model.predict(x.slice(2 * n, 2 * n + 2))).toEqual(all.slice(2 * n, 2 * n + 2));
  });

  test("a step moves the averages by a share of the batch's", () => {
    const model = make([{ ...batchNormalization, momentum: 0.9 }]);
    model.trainOnBatch(x, y);
    const weights = model.getWeights();
    expect(distance(weights["norm.movingMean"], [0.4, -0.2])).toBeLessThan(1e-6);
    expect(distance(weights["norm.movingVariance"], [0.9 + 0.5, 0.9 + 1.6])).toBeLessThan(1e-6);
    model.trainOnBatch(x, y);
    expect(distance(model.getWeights()["norm.movingMean"], [0.76, -0.38])).toBeLessThan(1e-6);
  });

  test("looking does not move them: gradients, trace, evaluate and checkGradients", () => {
    const model = make([batchNormalization]);
    const before = model.getWeights();
    model.gradients(x, y, { training: true });
    model.trace(x, y, { training: true });
    model.checkGradients(x, y, { training: true });
    model.evaluate(x, y);
    model.predict(x);
    expect(model.getWeights()).toEqual(before);
  });

  test("they are saved, and no parameters that are learned", () => {
    const model = make([batchNormalization, { type: "dense", units: 3 }]);
    expect(model.parameterCount).toBe(4 + 9);
    expect(model.summary()[0].parameters).toBe(4);
    expect(Object.keys(model.gradients(x, new Float32Array(12)).gradients)).toEqual([
      "norm.gamma",
      "norm.beta",
      "dense_1.kernel",
      "dense_1.bias",
    ]);
    model.trainOnBatch(x, new Float32Array(12));
    expect(gn.open(model.save()).getWeights()).toEqual(model.getWeights());
  });

  test("frozen, it stays as it is and standardises by its moving averages even while training", () => {
    const model = make([
      { ...batchNormalization, trainable: false },
      { type: "dense", units: 2 },
    ]);
    model.setWeights({ "norm.movingMean": [1, 2], "norm.movingVariance": [4, 9] });
    const before = model.getWeights();
    const [{ output }] = model.trace(x, y, { training: true }).layers;
    expect(output).toEqual(model.trace(x, y).layers[0].output);
    model.trainOnBatch(x, y);
    const after = model.getWeights();
    for (const name of Object.keys(before).filter((name) => name.startsWith("norm.")))
      expect(after[name]).toEqual(before[name]);
    expect(after["dense_1.kernel"]).not.toEqual(before["dense_1.kernel"]);
  });

  test("a negative variance is refused: from an initializer, in setWeights and in a file", async () => {
    const wanted = { Class: NumericError, layer: "norm" };
    const negative = { type: "constant", value: -1 };
    const models = gn.memory().models;
    expectRefusal(
      await errorOf(() => make([{ ...batchNormalization, movingVarianceInitializer: negative }])),
      { ...wanted, says: /movingVariance of layer "norm" has a negative number/ },
    );
    expect(gn.memory().models).toBe(models);

    const model = make([batchNormalization], { optimizer: "adam" });
    const before = model.getWeights();
    const both = { "norm.movingMean": [-1, -2], "norm.movingVariance": [1, -0.5] };
    expectRefusal(await errorOf(() => model.setWeights(both)), {
      ...wanted,
      says: /norm\.movingVariance\[1\] is -0\.5: it must be a finite float32, at least 0/,
    });
    expect(model.getWeights()).toEqual(before);

    const file = model.save({ optimizer: false });
    const tensors = new Float32Array(file.slice(-4 * 8).buffer); // four of two numbers
    const place = tensors.indexOf(1, tensors.indexOf(1, tensors.indexOf(1) + 1) + 1); // after gamma
    new DataView(file.buffer).setFloat32(file.length - 4 * 8 + 4 * place, -1, true);
    expectRefusal(await errorOf(() => gn.open(file)), {
      Class: FormatError,
      says: /movingVariance\[0\] is -1/,
    });
  });

  test("a mean of a million costs no more digits than float32 has", () => {
    const far = Float32Array.from(numbers(200, { seed: 2 }), (v) => 1e6 + Math.round(16 * v) / 16);
    const model = make([{ ...batchNormalization, epsilon: 1e-12 }]);
    const [{ output }] = model.trace(far, new Float32Array(200), { training: true }).layers;
    for (const feature of [0, 1]) {
      const column = far.filter((_, i) => i % 2 === feature);
      const mean = column.reduce((a, b) => a + b) / 100;
      const deviation = Math.sqrt(column.reduce((a, b) => a + (b - mean) ** 2, 0) / 100);
      const wanted = Array.from(column, (v) => (v - mean) / deviation);
      const got = output.filter((_, i) => i % 2 === feature);
      // the mean itself is rounded to a sixteenth, and moves all alike
      const shift = got.reduce((a, b) => a + b) / 100;
      expect(
        distance(
          Array.from(got, (v) => v - shift),
          wanted,
        ),
      ).toBeLessThan(1e-5);
    }
  });
});

describe("layerNormalization", () => {
  test("standardises each sample by itself, in training as in use", () => {
    const model = make([{ type: "layerNormalization", epsilon: 1e-6 }], { input: [4] });
    const wanted = [1, 2, 3, -6, 5, 2, 7, -6].map((v, i) => {
      const [mean, variance] = i < 4 ? [0, 12.5] : [2, 24.5];
      return (v - mean) / Math.sqrt(variance + 1e-6);
    });
    expect(distance(model.predict(x), wanted)).toBeLessThan(1e-6);
    const [{ output }] = model.trace(x, y, { training: true }).layers;
    expect(Array.from(output)).toEqual(Array.from(model.predict(x)));
  });
});

describe("both", () => {
  const kinds = ["batchNormalization", "layerNormalization"];

  test.each(kinds)("%s starts as its initializers say", (type) => {
    const layer = {
      type,
      gammaInitializer: { type: "constant", value: 3 },
      betaInitializer: "ones",
    };
    const weights = make([{ ...layer, name: "norm" }]).getWeights();
    expect(weights["norm.gamma"]).toEqual(Float32Array.of(3, 3));
    expect(weights["norm.beta"]).toEqual(Float32Array.of(1, 1));
  });

  test.each(kinds)("%s goes without gamma, beta or both", (type) => {
    const names = (more) =>
      Object.keys(make([{ type, ...more }]).getWeights()).filter((name) => !/moving/.test(name));
    expect(names({ scale: false })).toEqual([`${type}_1.beta`]);
    expect(names({ center: false })).toEqual([`${type}_1.gamma`]);
    expect(names({ scale: false, center: false })).toEqual([]);
  });

  test.each(kinds)("%s refuses what makes no sense", async (type) => {
    const refused = async (more, says) =>
      expectRefusal(await errorOf(() => make([{ type, ...more }])), {
        Class: ArgumentError,
        layer: `${type}_1`,
        says,
      });
    await refused({ epsilon: 0 }, /epsilon/);
    await refused({ epsilon: -1 }, /epsilon/);
    await refused({ momentum: 1.1 }, /momentum/);
  });

  test.each(kinds.flatMap((type) => [true, false].map((training) => [type, training])))(
    "%s, training %s: backpropagation agrees with differences",
    (type, training) => {
      const conv2d = { type: "conv2d", filters: 5, kernelSize: 2, useBias: false };
      const layers = [conv2d, { type }, { type: "flatten" }, { type: "dense", units: 2 }];
      const model = make(layers, { input: [4, 3, 2] });
      const [images, targets] = [numbers(5 * 24, { seed: 4 }), numbers(10, { seed: 6 })];
      const { maxRelativeError } = model.checkGradients(images, targets, {
        training,
        epsilon: 0.03,
      });
      model.dispose();
      expect(maxRelativeError).toBeLessThan(1e-3);
    },
  );
});
