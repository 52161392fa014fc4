/** The public API, object by object, as its users expect it: what goes in, what comes out, what stays. */
import { describe, expect, test } from "@jest/globals";
import * as glassnet from "glassnet";
import { distance, fnv1a, numbers } from "./support/numbers.js";
import { regression, small, smallData } from "./support/models.js";

const gn = await glassnet.load();
const { x, y } = smallData(11);
const oneHot = (labels, width) =>
  Float32Array.from({ length: labels.length * width }, (_, k) =>
    Number(labels[Math.floor(k / width)] === k % width),
  );
const nested = (flat, width) =>
  Array.from({ length: flat.length / width }, (_, r) => [
    ...flat.subarray(r * width, (r + 1) * width),
  ]);

describe("the package", () => {
  const errors = [
    "Argument",
    "Shape",
    "Format",
    "Limit",
    "OutOfMemory",
    "Numeric",
    "Disposed",
    "Crash",
  ];

  test("exports load, the errors and the readers", () => {
    const names = [
      "load",
      "GlassnetError",
      ...errors.map((name) => `${name}Error`),
      "readIdx",
      "readCsv",
      "centreDigit",
      "diagnose",
      "suggestLearningRate",
    ];
    for (const name of names) expect(glassnet).toHaveProperty(name, expect.any(Function));
    for (const name of errors)
      expect(glassnet[`${name}Error`].prototype).toBeInstanceOf(glassnet.GlassnetError);
  });

  test("says what it can do", () => {
    expect(gn.features).toEqual({ simd: true, relaxedSimd: false, threads: 1 });
  });

  test("describes itself: kinds with fields, each with a sentence in two languages", () => {
    for (const family of [
      "layers",
      "activations",
      "losses",
      "optimizers",
      "initializers",
      "regularizers",
      "schedules",
      "constraints",
    ]) {
      expect(gn.schema[family].kinds.length).toBeGreaterThan(0);
      for (const kind of gn.schema[family].kinds) {
        for (const { about } of [kind, ...kind.fields]) {
          expect(about).toEqual({
            en: expect.stringMatching(/\S/),
            zh: expect.stringMatching(/[\u4e00-\u9fff]/),
          });
        }
      }
    }
    const types = (family) => gn.schema[family].kinds.map(({ type }) => type);
    expect(types("layers")).toEqual(
      expect.arrayContaining(["dense", "activation", "flatten", "reshape", "dropout"]),
    );
    expect(types("losses")).toEqual(
      expect.arrayContaining([
        "meanSquaredError",
        "halfSquaredError",
        "binaryCrossentropy",
        "categoricalCrossentropy",
        "perceptron",
      ]),
    );
    expect(types("optimizers")).toEqual(
      expect.arrayContaining(["sgd", "rmsprop", "adam", "adamw", "adagrad"]),
    );
  });

  test("loads as often as one likes, each with a memory of its own", async () => {
    const other = await glassnet.load();
    const model = other.model(small);
    expect(other.memory().models).toBe(1);
    model.dispose();
    expect(other.memory()).toMatchObject({ models: 0, datasets: 0 });
  });
});

describe("a model", () => {
  test("keeps its spec as the plain object it was made from, apart from later changes to it", () => {
    const spec = structuredClone(small);
    const model = gn.model(spec);
    spec.layers[0].units = 1000;
    expect(model.spec).toEqual(small);
    expect(gn.model(JSON.parse(JSON.stringify(model.spec))).getWeights()).toEqual(
      model.getWeights(),
    );
  });

  test("knows its shapes, its layers and their parameters", () => {
    const model = gn.model({
      input: [4, 3, 2],
      layers: [
        { type: "dense", units: 5 },
        { type: "flatten", name: "flat" },
        { type: "dropout", rate: 0.5 },
        { type: "dense", units: 2, useBias: false },
      ],
    });
    expect(model.inputShape).toEqual([4, 3, 2]);
    expect(model.outputShape).toEqual([2]);
    expect(model.parameterCount).toBe(15 + 120);
    expect(model.summary()).toMatchObject([
      { name: "dense_1", type: "dense", outputShape: [4, 3, 5], parameters: 15 },
      { name: "flat", type: "flatten", outputShape: [60], parameters: 0 },
      { name: "dropout_1", type: "dropout", outputShape: [60], parameters: 0 },
      { name: "dense_2", type: "dense", outputShape: [2], parameters: 120 },
    ]);
    expect(Object.keys(model.getWeights())).toEqual([
      "dense_1.kernel",
      "dense_1.bias",
      "dense_2.kernel",
    ]);
  });

  test("takes an optimizer by name or as an object, and sgd 0.01 by default", () => {
    const trained = (optimizer) => {
      const model = gn.model({ ...regression, optimizer });
      model.trainOnBatch(numbers(6), numbers(3));
      return fnv1a(model.getWeights());
    };
    expect(trained(undefined)).toBe(trained({ type: "sgd", learningRate: 0.01 }));
    expect(trained("adam")).toBe(trained({ type: "adam", learningRate: 1e-3 }));
  });

  test("without a loss predicts, and says what is missing when it is to be trained", () => {
    const model = gn.model({ input: [2], layers: [{ type: "dense", units: 1 }] });
    expect(model.predict([1, 2])).toHaveLength(1);
    expect(() => model.trainOnBatch([1, 2], [1])).toThrow(/loss/);
  });

  test("may name the layer each layer takes, the input included", () => {
    const layers = small.layers.map((layer, i) => ({
      ...layer,
      inputs: [i === 0 ? "input" : "dense_1"],
    }));
    expect(gn.model({ ...small, layers }).predict(x)).toEqual(gn.model(small).predict(x));
  });
});

describe("predict and evaluate", () => {
  const model = gn.model(small);

  test("take typed arrays, flat numbers and nested numbers alike", () => {
    const wanted = model.predict(x);
    expect(wanted).toBeInstanceOf(Float32Array);
    expect(wanted).toHaveLength(11 * 3);
    for (const form of [
      [...x],
      nested(x, 5),
      Float64Array.from(x),
      nested(x, 5).map((row) => Float32Array.from(row)),
    ]) {
      expect(model.predict(form)).toEqual(wanted);
    }
  });

  test("take bytes and whole numbers as the numbers they are", () => {
    const whole = Array.from({ length: 10 }, (_, i) => (i * 37) % 256);
    const wanted = model.predict(Float32Array.from(whole));
    for (const Type of [Uint8Array, Uint8ClampedArray, Int16Array, Int32Array]) {
      expect(model.predict(Type.from(whole))).toEqual(wanted);
    }
  });

  test("give each row what it would have alone, whatever the batch", () => {
    const many = smallData(1000).x;
    const all = model.predict(many);
    for (const r of [0, 1, 500, 999]) {
      expect(all.slice(r * 3, r * 3 + 3)).toEqual(model.predict(many.slice(r * 5, r * 5 + 5)));
    }
  });

  test("hand out copies", () => {
    const first = model.predict(x);
    first.fill(7);
    expect(model.predict(x)).not.toEqual(first);
    model.getWeights()["dense_1.kernel"].fill(7);
    expect(model.getWeights()["dense_1.kernel"]).not.toContain(7);
  });

  test("do not write to what they are given", () => {
    const copy = x.slice();
    model.predict(copy);
    model.evaluate(copy, y);
    expect(copy).toEqual(x);
  });

  test("take targets as one-hot rows or as class indices of any sort", () => {
    const wanted = model.evaluate(x, oneHot(y, 3));
    const forms = [y, Int32Array.from(y), [...y], nested(oneHot(y, 3), 3)];
    for (const form of forms) expect(model.evaluate(x, form)).toEqual(wanted);
  });

  test("accuracy is the share of right answers: the largest output, or the nearer of two", () => {
    const p = model.predict(x);
    const right = y.reduce((sum, label, r) => {
      const row = [...p.subarray(r * 3, r * 3 + 3)];
      return sum + Number(row.indexOf(Math.max(...row)) === label);
    }, 0);
    expect(model.evaluate(x, y).accuracy).toBeCloseTo(right / 11, 6);
    const yes = gn.model({
      input: [1],
      layers: [{ type: "activation", activation: "sigmoid" }],
      loss: "binaryCrossentropy",
    });
    expect(yes.evaluate([1, -1, 2, -2], [1, 0, 0, 0]).accuracy).toBeCloseTo(0.75, 6);
  });

  test("accuracy is absent for a plain regression", () => {
    expect(gn.model(regression).evaluate(numbers(6), numbers(3)).accuracy).toBeUndefined();
  });

  test("on sequences count each time step", () => {
    const layers = [{ type: "dense", units: 3, activation: "softmax" }];
    const steps = gn.model({ input: [4, 2], layers, loss: "categoricalCrossentropy", seed: 1 });
    const labels = Uint8Array.from({ length: 8 }, (_, i) => i % 3);
    const { loss, accuracy } = steps.evaluate(numbers(16), labels);
    expect(loss).toBeGreaterThan(0);
    expect(accuracy * 8).toBeCloseTo(Math.round(accuracy * 8), 5);
    expect(steps.evaluate(numbers(16), oneHot(labels, 3)).loss).toBe(loss);
  });
});

describe("looking without touching", () => {
  const looks = {
    predict: (model) => model.predict(x),
    evaluate: (model) => model.evaluate(x, y),
    gradients: (model) => model.gradients(x, y),
    "gradients in training mode": (model) => model.gradients(x, y, { training: true }),
    trace: (model) => model.trace(x, y),
    checkGradients: (model) => model.checkGradients(x, y),
    summary: (model) => model.summary(),
    save: (model) => model.save(),
  };
  const withDropout = {
    ...small,
    layers: [small.layers[0], { type: "dropout", rate: 0.3 }, small.layers[1]],
  };

  test.each(Object.entries(looks))(
    "%s leaves the weights and the training to come as they are",
    (_, look) => {
      const [looked, plain] = [gn.model(withDropout), gn.model(withDropout)];
      for (const model of [looked, plain]) model.trainOnBatch(x, y);
      const before = fnv1a(looked.getWeights());
      look(looked);
      expect(fnv1a(looked.getWeights())).toBe(before);
      expect(looked.steps).toBe(1);
      for (const model of [looked, plain]) model.trainOnBatch(x, y);
      expect(fnv1a(looked.getWeights())).toBe(fnv1a(plain.getWeights()));
    },
  );
});

describe("gradients and trace", () => {
  const model = gn.model(small);

  test("gradients have the weights' names and lengths, and those of the input", () => {
    const { loss, gradients, inputGradient } = model.gradients(x, y);
    const weights = model.getWeights();
    expect(Object.keys(gradients)).toEqual(Object.keys(weights));
    for (const name of Object.keys(weights))
      expect(gradients[name]).toHaveLength(weights[name].length);
    expect(inputGradient).toHaveLength(x.length);
    expect(loss).toBe(model.evaluate(x, y).loss);
  });

  test("the trace has each layer's numbers, and they fit each other", () => {
    const trace = model.trace(x, y);
    const layers = trace.layers.filter(({ type }) => type === "dense");
    expect(layers.map(({ name }) => name)).toEqual(["dense_1", "dense_2"]);
    const { gradients } = model.gradients(x, y);
    const weights = model.getWeights();
    layers.forEach((layer, i) => {
      const width = [7, 3][i];
      for (const field of ["preactivation", "output", "outputGradient", "delta"]) {
        expect(layer[field]).toHaveLength(11 * width);
      }
      expect(Object.keys(layer.parameters)).toHaveLength(2);
      for (const [name, { shape, value, gradient }] of Object.entries(layer.parameters)) {
        const full = name.includes(".") ? name : `${layer.name}.${name}`;
        expect(shape.reduce((product, size) => product * size, 1)).toBe(value.length);
        expect(value).toEqual(weights[full]);
        expect(gradient).toEqual(gradients[full]);
      }
    });
    expect(layers[1].output).toEqual(model.predict(x));
    expect(trace.loss).toBe(model.evaluate(x, y).loss);
    const bias = [0, 1, 2].map((c) =>
      layers[1].delta.reduce((sum, d, k) => sum + (k % 3 === c ? d : 0), 0),
    );
    expect(distance(gradients["dense_2.bias"], bias)).toBeLessThan(1e-5);
  });

  test("dropout works in training mode only, and scales what it keeps", () => {
    const layers = [{ type: "dropout", rate: 0.5 }];
    const dropout = gn.model({
      input: [1000],
      layers,
      loss: { type: "halfSquaredError", reduction: "sum" },
      seed: 5,
    });
    const ones = new Float32Array(1000).fill(1);
    const zeros = new Float32Array(1000);
    const outputs = (training) => dropout.trace(ones, zeros, { training }).layers.at(-1).output;
    expect(outputs(false)).toEqual(ones);
    const active = outputs(true);
    expect(new Set(active)).toEqual(new Set([0, 2]));
    expect(Math.abs(active.filter((v) => v === 2).length - 500)).toBeLessThan(80);
    // ½Σa²: the gradient passes where the value did, scaled twice
    expect(dropout.gradients(ones, zeros, { training: true }).inputGradient).toEqual(
      active.map((v) => 2 * v),
    );
  });
});
