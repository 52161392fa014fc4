/** Curriculum, section 3: the worked examples of backpropagation, activations, the gradient check, parameter counts. */
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { distance, isFigure, numbers } from "./support/numbers.js";

const gn = await load();
const sgd = (learningRate) => ({ type: "sgd", learningRate });
const dense = (units, activation, more) => ({ type: "dense", units, activation, ...more });

/** Fails with a list of the figures that are not what is printed. */
function expectFigures(actual, figures) {
  const values = Array.from(actual);
  expect(values).toHaveLength(figures.length);
  expect(
    values.map((value, i) => (isFigure(value, figures[i]) ? figures[i] : String(value))),
  ).toEqual(figures);
}

const layerOf = (trace, name) => trace.layers.find((layer) => layer.name === name);

describe("the worked example w1…w6", () => {
  const make = () => {
    const layers = [
      dense(2, "sigmoid", { useBias: false, name: "h" }),
      dense(1, "linear", { useBias: false, name: "ŷ" }),
    ];
    const model = gn.model({ input: [2], layers, loss: "meanSquaredError", optimizer: sgd(0.1) });
    // kernel [in, out]: w₁, w₂ lead into h₁, w₃, w₄ into h₂
    model.setWeights({ "h.kernel": [0.5, 2.3, 1.5, 3], "ŷ.kernel": [1, 1] });
    return model;
  };
  const x = [[1, 0.5]];
  const y = Float32Array.of(4);
  /** h.kernel and ŷ.kernel in the order w₁ … w₆ */
  const ordered = (tensors) => {
    const [w1, w3, w2, w4] = tensors["h.kernel"];
    return [w1, w2, w3, w4, ...tensors["ŷ.kernel"]];
  };

  test("forward: z₁, z₂, a₁, a₂, ŷ, L", () => {
    const trace = make().trace(x, y);
    expectFigures(layerOf(trace, "h").preactivation, ["1.25", "3.8"]);
    expectFigures(layerOf(trace, "h").output, ["0.777300", "0.978119"]);
    expectFigures(layerOf(trace, "ŷ").output, ["1.755419"]);
    expectFigures([trace.loss], ["5.038146"]);
  });

  test("backward: ∂L/∂ŷ and ∂L/∂w₁ … ∂L/∂w₆", () => {
    const model = make();
    expectFigures(layerOf(model.trace(x, y), "ŷ").outputGradient, ["-4.489163"]);
    const figures = ["-0.777096", "-0.388548", "-0.096079", "-0.048040", "-3.489426", "-4.390934"];
    expectFigures(ordered(model.gradients(x, y).gradients), figures);
  });

  test("three steps: the weights after the first, the loss after each", () => {
    const model = make();
    model.trainOnBatch(x, y);
    const figures = ["0.577710", "1.538855", "2.309608", "3.004804", "1.348943", "1.439093"];
    expectFigures(ordered(model.getWeights()), figures);
    const losses = [model.evaluate(x, y).loss];
    for (let step = 2; step <= 3; step++) {
      model.trainOnBatch(x, y);
      losses.push(model.evaluate(x, y).loss);
    }
    expectFigures(losses, ["2.314733", "1.033722", "0.451973"]);
  });
});

describe("other classrooms' examples", () => {
  test("Mazur's 2-2-2 network", () => {
    const layers = [dense(2, "sigmoid", { name: "h" }), dense(2, "sigmoid", { name: "o" })];
    const model = gn.model({ input: [2], layers, loss: "halfSquaredError", optimizer: sgd(0.5) });
    model.setWeights({
      "h.kernel": [0.15, 0.25, 0.2, 0.3],
      "h.bias": [0.35, 0.35],
      "o.kernel": [0.4, 0.5, 0.45, 0.55],
      "o.bias": [0.6, 0.6],
    });
    expectFigures([model.trainOnBatch([[0.05, 0.1]], [[0.01, 0.99]]).loss], ["0.298371109"]);
    const { "h.kernel": h, "o.kernel": o } = model.getWeights();
    expectFigures(
      [h[0], h[2], h[1], h[3]],
      ["0.149780716", "0.199561432", "0.249751144", "0.299502287"],
    );
    expectFigures(
      [o[0], o[2], o[1], o[3]],
      ["0.358916480", "0.408666186", "0.511301270", "0.561370121"],
    );
  });

  test("ZJU's w1…w8", () => {
    const layers = [
      dense(2, "sigmoid", { useBias: false, name: "h" }),
      dense(2, "sigmoid", { useBias: false, name: "o" }),
    ];
    const model = gn.model({ input: [2], layers, loss: "halfSquaredError" });
    model.setWeights({ "h.kernel": [0.2, -0.4, 0.5, 0.6], "o.kernel": [0.1, -0.5, -0.3, 0.8] });
    const [x, y] = [[[0.5, 0.3]], [[0.23, -0.07]]];
    const trace = model.trace(x, y);
    expectFigures(layerOf(trace, "h").output, ["0.562177", "0.495000"]);
    expectFigures(layerOf(trace, "o").output, ["0.476946", "0.528696"]);
    expectFigures([trace.loss], ["0.209710"]);
    const { gradients } = model.gradients(x, y);
    expectFigures(gradients["h.kernel"], ["-0.008421", "0.012607", "-0.005053", "0.007564"]);
    expectFigures(gradients["o.kernel"], ["0.034633", "0.083866", "0.030495", "0.073845"]);
  });
});

describe("the 3-3-3 sigmoid network with loss ⅓ Σ (ŷ − y)²", () => {
  const layers = [dense(3, "sigmoid", { name: "h" }), dense(3, "sigmoid", { name: "o" })];
  const model = gn.model({ input: [3], layers, loss: "meanSquaredError", seed: 3 });
  const x = [0.3, -0.7, 0.9];
  const y = [0.2, 0.9, 0.4];
  const { gradients } = model.gradients([x], [y]);
  const trace = model.trace([x], [y]);
  const [h, ŷ] = ["h", "o"].map((name) => layerOf(trace, name).output);
  const into = model.getWeights()["o.kernel"]; // [h, o]: row 0 holds the weights from h₁ to o₁, o₂, o₃

  test("∂L/∂w₇ = ⅔ (ŷ₁ − y₁) · ŷ₁(1 − ŷ₁) · h₁", () => {
    const wanted = (2 / 3) * (ŷ[0] - y[0]) * ŷ[0] * (1 - ŷ[0]) * h[0];
    expect(distance([gradients["o.kernel"][0]], [wanted])).toBeLessThan(1e-5);
  });

  test("∂L/∂w₁ is the sum of the three paths through o₁, o₂, o₃", () => {
    const paths = [0, 1, 2].map(
      (k) => (2 / 3) * (ŷ[k] - y[k]) * ŷ[k] * (1 - ŷ[k]) * into[k] * h[0] * (1 - h[0]) * x[0],
    );
    expect(paths.every((path) => path !== 0)).toBe(true);
    expect(distance([gradients["h.kernel"][0]], [paths[0] + paths[1] + paths[2]])).toBeLessThan(
      1e-5,
    );
  });

  test("δ⁽ˡ⁾ = (W δ⁽ˡ⁺¹⁾) ⊙ f′(z⁽ˡ⁾), ∂E/∂W = a δᵀ and ∂E/∂b = δ", () => {
    const δ = layerOf(trace, "o").delta;
    const back = [0, 1, 2].map((i) =>
      [0, 1, 2].reduce((sum, k) => sum + into[i * 3 + k] * δ[k], 0),
    );
    const δh = layerOf(trace, "h").delta;
    expect(distance(layerOf(trace, "h").outputGradient, back)).toBeLessThan(1e-5);
    expect(
      distance(
        δh,
        back.map((d, i) => d * h[i] * (1 - h[i])),
      ),
    ).toBeLessThan(1e-5);
    expect(
      distance(
        gradients["h.kernel"],
        x.flatMap((v) => [...δh].map((d) => v * d)),
      ),
    ).toBeLessThan(1e-5);
    expect(distance(gradients["h.bias"], δh)).toBeLessThan(1e-6);
  });
});

describe("activations", () => {
  const z = Float32Array.from({ length: 81 }, (_, i) => (i - 40) / 4);
  const apply = (activation, at = z) =>
    gn.model({ input: [1], layers: [{ type: "activation", activation }] }).predict(at);
  /** f′(z), from the gradient of ½(a − t)² with t = a − 1 */
  const slope = (activation, at = z) => {
    const a = apply(activation, at);
    const layers = [{ type: "activation", activation }];
    const model = gn.model({
      input: [1],
      layers,
      loss: { type: "halfSquaredError", reduction: "sum" },
    });
    return model.gradients(
      at,
      a.map((v) => v - 1),
    ).inputGradient;
  };
  const formulas = {
    linear: (v) => v,
    sigmoid: (v) => 1 / (1 + Math.exp(-v)),
    tanh: Math.tanh,
    relu: (v) => Math.max(0, v),
    leakyRelu: (v) => (v > 0 ? v : 0.01 * v),
    softplus: (v) => Math.log1p(Math.exp(v)),
    step: (v) => Number(v > 0),
    sign: (v) => (v >= 0 ? 1 : -1),
    silu: (v) => v / (1 + Math.exp(-v)),
    elu: (v) => (v > 0 ? v : Math.expm1(v)),
  };

  test.each(Object.keys(formulas))("%s is its formula", (name) => {
    expect(distance(apply(name), [...z].map(formulas[name]))).toBeLessThan(1e-6);
  });

  test("tanh(z) = 2σ(2z) − 1", () => {
    const twice = apply(
      "sigmoid",
      z.map((v) => 2 * v),
    );
    expect(
      distance(
        apply("tanh"),
        twice.map((s) => 2 * s - 1),
      ),
    ).toBeLessThan(1e-6);
  });

  test("softmax of two is the sigmoid of their difference, and softplus′ is the sigmoid", () => {
    const pairs = gn.model({ input: [2], layers: [{ type: "activation", activation: "softmax" }] });
    const first = pairs.predict([...z].flatMap((v) => [v, 0])).filter((_, i) => i % 2 === 0);
    expect(distance(first, apply("sigmoid"))).toBeLessThan(1e-6);
    expect(distance(slope("softplus"), apply("sigmoid"))).toBeLessThan(1e-4);
  });

  test("saturation: the slope of sigmoid is 1/4 at 0 and vanishes far from it", () => {
    const far = slope("sigmoid", Float32Array.of(0, 10, -10, 40, -40));
    expect(far[0]).toBeCloseTo(0.25, 6);
    expect([...far.subarray(1)].every((v) => Math.abs(v) < 1e-4)).toBe(true);
  });

  test("a dying ReLU: a unit that is silent on all data has no gradient; a leaky one has", () => {
    const x = numbers(20, { seed: 2 });
    const sizes = ["relu", "leakyRelu"].map((activation) => {
      const model = gn.model({
        input: [2],
        layers: [dense(3, activation), dense(1)],
        loss: "meanSquaredError",
        seed: 1,
      });
      model.setWeights({ "dense_1.bias": [-10, -10, -10] });
      const { gradients } = model.gradients(x, numbers(10, { seed: 3 }));
      return Math.hypot(...gradients["dense_1.kernel"]);
    });
    expect(sizes[0]).toBe(0);
    expect(sizes[1]).toBeGreaterThan(0);
  });
});

describe("the losses", () => {
  const of = (loss, output, target) =>
    gn
      .model({
        input: [output.length],
        layers: [{ type: "activation", activation: "linear" }],
        loss,
      })
      .evaluate([output], [target]).loss;

  test.each([
    ["halfSquaredError", [1, 3], [0, 1], 2.5],
    ["meanSquaredError", [1, 3], [0, 1], 2.5],
    ["meanSquaredError", [1, 3, 0], [0, 1, 0], 5 / 3],
    ["binaryCrossentropy", [0.8, 0.3], [1, 0], -(Math.log(0.8) + Math.log(0.7)) / 2],
    ["categoricalCrossentropy", [0.2, 0.5, 0.3], [0, 1, 0], Math.LN2],
    ["perceptron", [0.5], [-1], 0.5],
    ["perceptron", [0.5], [1], 0],
  ])("%s of %p for the target %p is %p", (loss, output, target, value) => {
    expect(of(loss, output, target)).toBeCloseTo(value, 6);
  });

  test.each([
    ["categoricalCrossentropy", "softmax", [1000, -1000], [1, 0], 0],
    ["categoricalCrossentropy", "softmax", [1000, -1000], [0, 1], 2000],
    ["binaryCrossentropy", "sigmoid", [1000, -1000], [1, 0], 0],
    ["binaryCrossentropy", "sigmoid", [1000, -1000], [0, 1], 1000],
  ])(
    "%s on %s is finite and right at logits %p for the target %p: %p",
    (loss, activation, logits, target, value) => {
      const model = gn.model({ input: [2], layers: [{ type: "activation", activation }], loss });
      const { loss: actual, inputGradient } = model.gradients([logits], [target]);
      expect(actual).toBeCloseTo(value, 3);
      expect([...inputGradient].every(Number.isFinite)).toBe(true);
    },
  );
});

test("the gradient check agrees with backpropagation, and finds each parameter", () => {
  const model = gn.model({
    input: [3],
    layers: [dense(4, "tanh"), dense(2, "sigmoid")],
    loss: "meanSquaredError",
    seed: 1,
  });
  const { maxRelativeError, parameters } = model.checkGradients(
    numbers(15, { seed: 4 }),
    numbers(10, { seed: 5 }),
  );
  expect(maxRelativeError).toBeLessThan(1e-2);
  expect(parameters).toHaveLength(model.parameterCount);
  expect(new Set(parameters.map(({ name }) => name))).toEqual(
    new Set(Object.keys(model.getWeights())),
  );
});

test("universal approximation: a wider hidden layer fits a curve ever better", async () => {
  const count = 64;
  const x = Float32Array.from({ length: count }, (_, i) => (2 * i) / (count - 1) - 1);
  const y = x.map((v) => Math.sin(2 * Math.PI * v));
  const losses = [];
  for (const width of [1, 4, 16]) {
    const optimizer = { type: "adam", learningRate: 0.02 };
    const model = gn.model({
      input: [1],
      layers: [dense(width, "tanh"), dense(1)],
      loss: "meanSquaredError",
      optimizer,
      seed: 2,
    });
    await model.fit(x, y, { epochs: 2000, batchSize: count, shuffle: false });
    losses.push(model.evaluate(x, y).loss);
    model.dispose();
  }
  expect(losses).toEqual([...losses].sort((a, b) => b - a));
  expect(losses.at(-1)).toBeLessThan(1e-3);
});

test("decision regions: a ring needs a hidden layer, one unit only has a half plane", async () => {
  const x = numbers(2 * 200, { seed: 6, low: -2, high: 2 });
  const y = Uint8Array.from({ length: 200 }, (_, i) =>
    Number(Math.hypot(x[2 * i], x[2 * i + 1]) < 1.2),
  );
  const share = y.reduce((sum, v) => sum + v, 0) / 200;
  const accuracy = async (layers) => {
    const optimizer = { type: "adam", learningRate: 0.02 };
    const model = gn.model({ input: [2], layers, loss: "binaryCrossentropy", optimizer, seed: 1 });
    await model.fit(x, y, { epochs: 150, batchSize: 20 });
    return model.evaluate(x, y).accuracy;
  };
  expect(await accuracy([dense(1, "sigmoid")])).toBeLessThan(Math.max(share, 1 - share) + 0.1);
  expect(await accuracy([dense(12, "tanh"), dense(1, "sigmoid")])).toBeGreaterThan(0.97);
});

describe("parameter counts", () => {
  const counts = [
    [28, [10], 7850],
    [28, [30, 10], 23860],
    [28, [128, 10], 101770],
    [28, [300, 100, 10], 266610],
    [256, [10], 655370],
    [256, [30, 10], 1966420],
    [256, [128, 10], 8390026],
    [256, [300, 100, 10], 19692210],
  ];

  test.each(counts)("of %p² pixels and layers of %p: %p", (side, units, count) => {
    const layers = [{ type: "flatten" }, ...units.map((n) => dense(n, "sigmoid"))];
    const model = gn.model({ input: [side, side, 1], layers, loss: "categoricalCrossentropy" });
    expect(model.parameterCount).toBe(count);
    expect(model.summary().reduce((sum, { parameters }) => sum + parameters, 0)).toBe(count);
    model.dispose();
  });
});
