/** Curriculum, section 2: linear and logistic units, ways of updating, likelihood, cross-entropy. */
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { distance, isFigure, numbers } from "./support/numbers.js";

const gn = await load();
const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const sgd = (learningRate) => ({ type: "sgd", learningRate });
const summed = (type) => ({ type, reduction: "sum" });
const rowsOf = (flat, width) =>
  Array.from({ length: flat.length / width }, (_, r) => flat.subarray(r * width, (r + 1) * width));

describe("a linear unit", () => {
  const x = numbers(7 * 3, { seed: 3 });
  const t = numbers(7, { seed: 4 });
  const layers = [{ type: "dense", units: 1, useBias: false }];

  test("follows the delta rule Δw = η Σ (t − z)x", () => {
    const η = 0.05;
    const model = gn.model({
      input: [3],
      layers,
      loss: summed("halfSquaredError"),
      optimizer: sgd(η),
      seed: 2,
    });
    const before = model.getWeights()["dense_1.kernel"];
    const z = model.predict(x);
    const wanted = [0, 1, 2].map(
      (i) => η * rowsOf(x, 3).reduce((sum, row, r) => sum + (t[r] - z[r]) * row[i], 0),
    );
    const { loss } = model.trainOnBatch(x, t);
    const after = model.getWeights()["dense_1.kernel"];
    expect(
      distance(
        after.map((w, i) => w - before[i]),
        wanted,
      ),
    ).toBeLessThan(1e-5);
    expect(loss).toBeCloseTo(0.5 * z.reduce((sum, value, r) => sum + (t[r] - value) ** 2, 0), 5);
  });

  test("stacked on another equals one with the product of their weights", () => {
    const [first, second] = [numbers(3 * 4, { seed: 5 }), numbers(4 * 2, { seed: 6 })];
    const linear = (units) => ({ type: "dense", units, useBias: false });
    const stacked = gn.model({ input: [3], layers: [linear(4), linear(2)] });
    stacked.setWeights({ "dense_1.kernel": first, "dense_2.kernel": second });
    const product = Float32Array.from({ length: 6 }, (_, k) => {
      const [i, j] = [Math.floor(k / 2), k % 2];
      return [0, 1, 2, 3].reduce((sum, h) => sum + first[i * 4 + h] * second[h * 2 + j], 0);
    });
    const one = gn.model({ input: [3], layers: [linear(2)] });
    one.setWeights({ "dense_1.kernel": product });
    expect(distance(stacked.predict(x), one.predict(x))).toBeLessThan(1e-6);
  });

  test("with sigmoid has δ = z(1 − z)(t − z)", () => {
    const spec = {
      input: [3],
      layers: [{ type: "dense", units: 1, activation: "sigmoid" }],
      seed: 3,
    };
    const model = gn.model({ ...spec, loss: summed("halfSquaredError") });
    const [{ delta, output }] = model.trace(x, t).layers.filter(({ name }) => name === "dense_1");
    // the trace gives ∂E/∂net, the courses' δ is its negative
    expect(
      distance(
        delta,
        output.map((z, r) => -z * (1 - z) * (t[r] - z)),
      ),
    ).toBeLessThan(1e-5);
  });
});

describe("stochastic, batch and mini-batch updating", () => {
  const count = 100;
  const oneHot = Float32Array.from({ length: count * count }, (_, k) =>
    Number(k % (count + 1) === 0),
  );
  const ones = new Float32Array(count).fill(1);
  const layers = [{ type: "dense", units: 1, useBias: false, kernelInitializer: "zeros" }];
  const make = () =>
    gn.model({ input: [count], layers, loss: summed("halfSquaredError"), optimizer: sgd(0.5) });

  test.each([
    ["stochastic", 1, 100],
    ["mini-batch of 32", 32, 4],
    ["mini-batch of 50", 50, 2],
    ["batch", 100, 1],
  ])(
    "%s: an epoch is N/B iterations, and draws each sample once",
    async (_, batchSize, iterations) => {
      const model = make();
      await model.fit(oneHot, ones, { epochs: 1, batchSize, shuffle: true });
      expect(model.steps).toBe(iterations);
      // sample i moves weight i alone, halfway to 1: 0.5 says once, 0.75 would say twice
      expect([...model.getWeights()["dense_1.kernel"]]).toEqual(new Array(count).fill(0.5));
    },
  );

  test("stops when ‖∇J‖ < θ, and the weights hardly move any more then", () => {
    const model = gn.model({
      input: [2],
      layers: [{ type: "dense", units: 1 }],
      loss: "halfSquaredError",
      optimizer: sgd(0.5),
      seed: 1,
    });
    const x = numbers(2 * 20, { seed: 8 });
    const y = Float32Array.from(rowsOf(x, 2), ([a, b]) => 2 * a - b + 0.5);
    const size = () =>
      Math.hypot(...Object.values(model.gradients(x, y).gradients).flatMap((g) => [...g]));
    let iterations = 0;
    while (size() >= 1e-4 && iterations < 1000) {
      model.trainOnBatch(x, y);
      iterations++;
    }
    expect(iterations).toBeLessThan(1000);
    const { "dense_1.kernel": before } = model.getWeights();
    model.trainOnBatch(x, y);
    const { "dense_1.kernel": w, "dense_1.bias": b } = model.getWeights();
    expect(Math.hypot(w[0] - before[0], w[1] - before[1])).toBeLessThan(1e-4);
    expect([w[0], w[1], b[0]].map((v) => v.toFixed(2))).toEqual(["2.00", "-1.00", "0.50"]);
  });
});

describe("maximum likelihood: 70 white balls of 100", () => {
  const balls = Float32Array.from({ length: 100 }, (_, i) => Number(i < 70));
  const nothing = new Float32Array(100);
  const layers = [{ type: "dense", units: 1, activation: "sigmoid", kernelInitializer: "zeros" }];
  const model = gn.model({
    input: [1],
    layers,
    loss: summed("binaryCrossentropy"),
    optimizer: sgd(0.02),
  });
  const at = (p) =>
    model.setWeights({ "dense_1.kernel": [0], "dense_1.bias": [Math.log(p / (1 - p))] });

  test("the likelihood p⁷⁰(1−p)³⁰ peaks at p = 0.7", () => {
    const grid = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
    const minusLog = grid.map((p) => {
      at(p);
      return model.evaluate(nothing, balls).loss;
    });
    grid.forEach((p, i) =>
      expect(distance([minusLog[i]], [-70 * Math.log(p) - 30 * Math.log(1 - p)])).toBeLessThan(
        1e-5,
      ),
    );
    expect(grid[minusLog.indexOf(Math.min(...minusLog))]).toBe(0.7);
  });

  test("its derivative is zero there, and near 0 and 1 it is the likelihood itself that vanishes", () => {
    at(0.7);
    expect(model.gradients(nothing, balls).gradients["dense_1.bias"][0]).toBeCloseTo(0, 4);
    for (const p of [1e-6, 1 - 1e-6]) {
      at(p);
      expect(Math.exp(-model.evaluate(nothing, balls).loss)).toBeLessThan(1e-100);
    }
  });

  test("gradient descent finds it", () => {
    at(0.5);
    for (let step = 0; step < 200; step++) model.trainOnBatch(nothing, balls);
    expect(model.predict([0])[0]).toBeCloseTo(0.7, 5);
  });
});

describe("logistic and softmax regression", () => {
  const x = numbers(9 * 3, { seed: 11, low: -2, high: 2 });

  test("logistic: J = −Σ [y ln p + (1−y) ln(1−p)] and ∂J/∂w = Σ (p − y)x", () => {
    const spec = {
      input: [3],
      layers: [{ type: "dense", units: 1, activation: "sigmoid" }],
      seed: 4,
    };
    const model = gn.model({ ...spec, loss: summed("binaryCrossentropy") });
    const y = Float32Array.of(1, 0, 0, 1, 1, 0, 1, 0, 1);
    const { "dense_1.kernel": w, "dense_1.bias": b } = model.getWeights();
    const p = rowsOf(x, 3).map((row) => sigmoid(row.reduce((sum, v, i) => sum + v * w[i], b[0])));
    const { loss, gradients } = model.gradients(x, y);
    const J = -p.reduce((sum, q, r) => sum + y[r] * Math.log(q) + (1 - y[r]) * Math.log(1 - q), 0);
    const dw = [0, 1, 2].map((i) =>
      rowsOf(x, 3).reduce((sum, row, r) => sum + (p[r] - y[r]) * row[i], 0),
    );
    expect(distance([loss], [J])).toBeLessThan(1e-5);
    expect(distance(gradients["dense_1.kernel"], dw)).toBeLessThan(1e-5);
    expect(distance(model.predict(x), p)).toBeLessThan(1e-5);
  });

  test("softmax: ∂J/∂W = Σ x (p − y)", () => {
    const spec = {
      input: [3],
      layers: [{ type: "dense", units: 4, activation: "softmax" }],
      seed: 5,
    };
    const model = gn.model({ ...spec, loss: summed("categoricalCrossentropy") });
    const y = Uint8Array.of(0, 1, 2, 3, 3, 2, 1, 0, 2);
    const p = model.predict(x);
    const dw = Array.from({ length: 12 }, (_, k) => {
      const [i, c] = [Math.floor(k / 4), k % 4];
      return rowsOf(x, 3).reduce(
        (sum, row, r) => sum + row[i] * (p[r * 4 + c] - Number(y[r] === c)),
        0,
      );
    });
    const { loss, gradients } = model.gradients(x, y);
    expect(distance(gradients["dense_1.kernel"], dw)).toBeLessThan(1e-5);
    expect(
      distance([loss], [-y.reduce((sum, c, r) => sum + Math.log(p[r * 4 + c]), 0)]),
    ).toBeLessThan(1e-5);
  });

  const softmax = gn.model({ input: [3], layers: [{ type: "activation", activation: "softmax" }] });

  test("softmax(4, 1, −4) = (0.95227, 0.04741, 0.00032)", () => {
    const p = softmax.predict([4, 1, -4]);
    ["0.95227", "0.04741", "0.00032"].forEach((figure, i) =>
      expect(isFigure(p[i], figure)).toBe(true),
    );
    expect(p[0] + p[1] + p[2]).toBeCloseTo(1, 6);
  });

  test.each([[1000], [-1000], [1e30]])(
    "softmax stays finite and sums to one at logits of ±%p",
    (z) => {
      expect([...softmax.predict([z, -z, z])]).toEqual(z > 0 ? [0.5, 0, 0.5] : [0, 1, 0]);
    },
  );
});

describe("cross-entropy compares models that are right equally often", () => {
  const models = [
    { title: "model 1", p: [0.4, 0.4, 0.1], mean: "1.378" },
    { title: "model 2", p: [0.7, 0.7, 0.3], mean: "0.639" },
  ];
  const spec = (activation) => ({
    input: [2],
    layers: [{ type: "activation", activation }],
    loss: "categoricalCrossentropy",
  });
  const truth = Uint8Array.of(0, 0, 0);

  test.each(models)(
    "$title: the mean is $mean, from probabilities and from logits",
    ({ p, mean }) => {
      const pairs = p.map((q) => [q, 1 - q]);
      const logits = pairs.map((pair) => pair.map(Math.log));
      expect(isFigure(gn.model(spec("linear")).evaluate(pairs, truth).loss, mean)).toBe(true);
      expect(isFigure(gn.model(spec("softmax")).evaluate(logits, truth).loss, mean)).toBe(true);
    },
  );
});
