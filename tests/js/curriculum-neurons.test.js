/** Curriculum, section 1: the M-P neuron, the perceptron, truth tables. */
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";

const gn = await load();

const unit = (activation, more = {}) => ({
  input: [2],
  layers: [{ type: "dense", units: 1, activation, kernelInitializer: "zeros" }],
  ...more,
});

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const truthTables = { AND: [0, 0, 0, 1], OR: [0, 1, 1, 1], NAND: [1, 1, 1, 0], XOR: [0, 1, 1, 0] };

describe("an M-P neuron", () => {
  const neuron = gn.model({
    input: [2],
    layers: [{ type: "dense", units: 1, activation: "step" }],
  });
  const setByHand = {
    AND: { kernel: [1, 1], bias: [-1.5] },
    OR: { kernel: [1, 1], bias: [-0.5] },
    NAND: { kernel: [-1, -1], bias: [1.5] },
  };

  test.each(Object.entries(setByHand))(
    "computes %s with weights set by hand",
    (name, { kernel, bias }) => {
      neuron.setWeights({ "dense_1.kernel": kernel, "dense_1.bias": bias });
      expect([...neuron.predict(corners)]).toEqual(truthTables[name]);
    },
  );

  test("is silent at its threshold: y = 1 only if Σ wᵢxᵢ + b > 0", () => {
    neuron.setWeights({ "dense_1.kernel": [1, 1], "dense_1.bias": [-2] });
    expect([...neuron.predict([[1, 1]])]).toEqual([0]);
  });

  test("computes XOR in two layers, as AND of OR and NAND", () => {
    const spec = { type: "dense", activation: "step" };
    const network = gn.model({
      input: [2],
      layers: [
        { ...spec, units: 2 },
        { ...spec, units: 1 },
      ],
    });
    network.setWeights({
      "dense_1.kernel": [1, -1, 1, -1],
      "dense_1.bias": [-0.5, 1.5],
      "dense_2.kernel": [1, 1],
      "dense_2.bias": [-1.5],
    });
    expect([...network.predict(corners)]).toEqual(truthTables.XOR);
  });

  test("learns nothing: the gradient of a threshold is zero", () => {
    const learner = gn.model(unit("step", { loss: "halfSquaredError" }));
    const { gradients } = learner.gradients(corners, Float32Array.from(truthTables.AND));
    expect(Object.values(gradients).every((g) => g.every((v) => v === 0))).toBe(true);
  });
});

describe("the perceptron", () => {
  const samples = { M1: [[3, 3], 1], M2: [[4, 3], 1], M3: [[1, 1], -1] };
  const make = () =>
    gn.model(unit("linear", { loss: "perceptron", optimizer: { type: "sgd", learningRate: 1 } }));
  const state = (model) => {
    const { "dense_1.kernel": w, "dense_1.bias": b } = model.getWeights();
    return [[...w], b[0]];
  };
  const misclassified = (model) =>
    Object.keys(samples).filter(
      (name) => samples[name][1] * model.predict([samples[name][0]])[0] <= 0,
    );

  /** Picks by `choose(iteration, misclassified)` until none is left; → the table's rows. */
  function table(choose) {
    const model = make();
    const rows = [["–", ...state(model)]];
    for (let wrong; (wrong = misclassified(model)).length > 0;) {
      const name = choose(rows.length, wrong);
      expect(wrong).toContain(name);
      const [x, y] = samples[name];
      model.trainOnBatch([x], Float32Array.of(y));
      rows.push([name, ...state(model)]);
    }
    return rows;
  }

  test("makes the worked table, picking the first misclassified sample: sign(x₁ + x₂ − 3)", () => {
    expect(table((_, wrong) => wrong[0])).toEqual([
      ["–", [0, 0], 0],
      ["M1", [3, 3], 1],
      ["M3", [2, 2], 0],
      ["M3", [1, 1], -1],
      ["M3", [0, 0], -2],
      ["M1", [3, 3], -1],
      ["M3", [2, 2], -2],
      ["M3", [1, 1], -3],
    ]);
  });

  test("makes the exercise's table when M2 is picked at iteration 5: sign(2x₁ + x₂ − 5)", () => {
    expect(table((iteration, wrong) => (iteration === 5 ? "M2" : wrong[0]))).toEqual([
      ["–", [0, 0], 0],
      ["M1", [3, 3], 1],
      ["M3", [2, 2], 0],
      ["M3", [1, 1], -1],
      ["M3", [0, 0], -2],
      ["M2", [4, 3], -1],
      ["M3", [3, 2], -2],
      ["M3", [2, 1], -3],
      ["M3", [1, 0], -4],
      ["M1", [4, 3], -3],
      ["M3", [3, 2], -4],
      ["M3", [2, 1], -5],
    ]);
  });

  test("has the loss −Σ y(w·x + b) over the misclassified samples", () => {
    const model = gn.model(unit("linear", { loss: { type: "perceptron", reduction: "sum" } }));
    model.setWeights({ "dense_1.kernel": [1, 0], "dense_1.bias": [-3.5] });
    // scores −0.5 (wrong, +), 0.5 (right), −2.5 (right, −): the loss is 0.5
    const { loss, accuracy } = model.evaluate(
      [
        [3, 3],
        [4, 3],
        [1, 1],
      ],
      Float32Array.of(1, 1, -1),
    );
    expect(loss).toBeCloseTo(0.5, 6);
    expect(accuracy).toBeCloseTo(2 / 3, 6);
  });

  test("with a sign shown as its output learns the same, and predicts +1 on the line", () => {
    const signed = gn.model(
      unit("sign", { loss: "perceptron", optimizer: { type: "sgd", learningRate: 1 } }),
    );
    expect([...signed.predict([[3, 3]])]).toEqual([1]);
    for (const name of ["M1", "M3", "M3", "M3", "M1", "M3", "M3"]) {
      signed.trainOnBatch([samples[name][0]], Float32Array.of(samples[name][1]));
    }
    expect(state(signed)).toEqual([[1, 1], -3]);
    expect([...signed.predict(Object.values(samples).map(([x]) => x))]).toEqual([1, 1, -1]);
  });

  test("takes class indices 0 and 1 as −1 and +1", () => {
    const model = make();
    model.trainOnBatch([[3, 3]], Uint8Array.of(1));
    expect(state(model)).toEqual([[3, 3], 1]);
    model.trainOnBatch([[1, 1]], Uint8Array.of(0));
    expect(state(model)).toEqual([[2, 2], 0]);
  });

  /** Rosenblatt's rule, sample by sample; → whether an epoch passed without a mistake. */
  function learns(targets, epochs) {
    const model = make();
    for (let epoch = 0; epoch < epochs; epoch++) {
      let mistakes = 0;
      corners.forEach((x, i) => {
        if (targets[i] * model.predict([x])[0] > 0) return;
        model.trainOnBatch([x], Float32Array.of(targets[i]));
        mistakes++;
      });
      if (mistakes === 0) return true;
    }
    return false;
  }
  const signs = (name) => truthTables[name].map((bit) => 2 * bit - 1);

  test.each(["AND", "OR", "NAND"])("learns %s with one unit", (name) => {
    expect(learns(signs(name), 50)).toBe(true);
  });

  test("never learns XOR with one unit", () => expect(learns(signs("XOR"), 500)).toBe(false));
});

describe("truth tables with targets 0 and 1", () => {
  const accuracyOf = async (spec, x, y, epochs) => {
    const model = gn.model({
      loss: "binaryCrossentropy",
      optimizer: { type: "adam", learningRate: 0.1 },
      seed: 1,
      ...spec,
    });
    await model.fit(x, Uint8Array.from(y), { epochs, batchSize: 4 });
    return model.evaluate(x, Uint8Array.from(y)).accuracy;
  };

  test.each(["AND", "OR", "NAND"])("one sigmoid unit learns %s", async (name) => {
    expect(await accuracyOf(unit("sigmoid"), corners, truthTables[name], 200)).toBe(1);
  });

  test("one sigmoid unit gets at most three of the four lines of XOR", async () => {
    expect(await accuracyOf(unit("sigmoid"), corners, truthTables.XOR, 500)).toBeLessThanOrEqual(
      0.75,
    );
  });

  test("one hidden layer learns XOR", async () => {
    const layers = [
      { type: "dense", units: 8, activation: "tanh" },
      { type: "dense", units: 1, activation: "sigmoid" },
    ];
    expect(await accuracyOf({ input: [2], layers }, corners, truthTables.XOR, 300)).toBe(1);
  });

  test("one unit learns XOR from the features x₁, x₂, x₁x₂, x₁², x₂²", async () => {
    const features = corners.map(([a, b]) => [a, b, a * b, a * a, b * b]);
    expect(
      await accuracyOf({ ...unit("sigmoid"), input: [5] }, features, truthTables.XOR, 500),
    ).toBe(1);
  });

  test("and a linear unit fits XOR exactly with x₁ + x₂ − 2x₁x₂", () => {
    const model = gn.model({ input: [3], layers: [{ type: "dense", units: 1, useBias: false }] });
    model.setWeights({ "dense_1.kernel": [1, 1, -2] });
    expect([...model.predict(corners.map(([a, b]) => [a, b, a * b]))]).toEqual(truthTables.XOR);
  });

  test("the number of features of degree two grows as n²", () => {
    const features = (n) => n + n + (n * (n - 1)) / 2; // linear, squares, products
    const counts = [2, 10, 100].map(
      (n) =>
        gn.model({ input: [features(n)], layers: [{ type: "dense", units: 1 }] }).parameterCount,
    );
    expect(counts).toEqual([6, 66, 5151]);
  });
});

describe("a sign unit with the delta rule", () => {
  const η = 0.25;
  const make = (kernel, bias) => {
    const optimizer = { type: "sgd", learningRate: η };
    const model = gn.model(unit("sign", { loss: "halfSquaredError", optimizer }));
    model.setWeights({ "dense_1.kernel": kernel, "dense_1.bias": bias });
    return model;
  };

  test.each([
    [[1, -2], 1],
    [[1, -2], -1],
    [[-3, 0.5], 1],
    [[-3, 0.5], -1],
  ])("moves its weights by η(t − z)x for x = %p, t = %p: 2ηtx when wrong, 0 when right", (x, t) => {
    const model = make([0.5, 1], [0.25]);
    const z = model.predict([x])[0];
    model.trainOnBatch([x], Float32Array.of(t));
    const { "dense_1.kernel": w, "dense_1.bias": b } = model.getWeights();
    const step = z === t ? 0 : 2 * η * t;
    expect([...w]).toEqual([0.5 + step * x[0], 1 + step * x[1]]);
    expect([...b]).toEqual([0.25 + step]);
  });
});
