// The data of the lab on 2-D data: what each set is, its parts, their scale, and the features read of it.
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { datasets } from "../../web/labs/plane/datasets.js";
import { expand, featureNames, featuresFor } from "../../web/labs/plane/features.js";
import {
  ofPlainInputs,
  restore,
  scaleOf,
  split,
  standardise,
  unscaled,
} from "../../web/labs/plane/parts.js";
import { randomStream } from "../../web/state/random.js";

const gn = await load();
const make = (name, { count = 200, noise = 0, seed = 1 } = {}) =>
  datasets[name].make(randomStream(seed), count, noise);
const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
const spread = (values) => Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)));
const column = (rows, j) => rows.map((row) => row[j]);
const names = Object.keys(datasets);
const withKind = (...kinds) => names.filter((name) => kinds.includes(datasets[name].kind));

describe("every set", () => {
  test.each(names)("%s: as many samples as asked for, near the middle, of few decimals", (name) => {
    for (const [count, noise] of [
      [1, 0],
      [7, 0.25],
      [500, 0.5],
    ]) {
      const { x, y } = make(name, { count, noise });
      expect(x).toHaveLength(count);
      expect(y).toHaveLength(count);
      const inputs = datasets[name].kind === "curve" ? 1 : 2;
      for (const row of x) {
        expect(row).toHaveLength(inputs);
        for (const v of row) expect(Math.abs(v)).toBeLessThan(10);
      }
      for (const v of [...x.flat(), ...y]) expect(v).toBe(Number(v.toFixed(4)));
    }
  });

  test.each(names)("%s: the same by the same seed, another by another, moved by noise", (name) => {
    const noisy = make(name, { noise: 0.1 });
    expect(make(name, { noise: 0.1 })).toEqual(noisy);
    expect(make(name, { noise: 0.1, seed: 2 })).not.toEqual(noisy);
    expect(make(name)).not.toEqual(noisy);
  });

  test.each(withKind("binary", "classes"))("%s: classes of equal size", (name) => {
    const { kind, classes = 2 } = datasets[name];
    expect(kind === "binary").toBe(classes === 2);
    const { y } = make(name, { count: 60 * classes });
    for (let k = 0; k < classes; k++) expect(y.filter((v) => v === k)).toHaveLength(60);
  });

  test.each(withKind("regression", "curve"))("%s: from −1 to 1 without noise", (name) => {
    for (const v of make(name, { count: 1000 }).y) expect(Math.abs(v)).toBeLessThanOrEqual(1.001);
  });

  test("noise is the standard deviation of what it adds", () => {
    const { x, y } = make("plane", { count: 2000, noise: 0.3 });
    const added = y.map((v, i) => v - (x[i][0] + x[i][1]) / 12);
    expect(mean(added)).toBeCloseTo(0, 1);
    expect(spread(added)).toBeCloseTo(0.3, 1);
  });
});

describe("without noise", () => {
  test("the circle has one class inside of radius 2.5, the other beyond 3.5", () => {
    const { x, y } = make("circle");
    x.forEach(([a, b], i) => {
      const radius = Math.hypot(a, b);
      expect(y[i] ? radius <= 2.5001 : radius >= 3.4999 && radius <= 5.0001).toBe(true);
    });
  });

  test("XOR is 1 where the coordinates differ in sign", () => {
    const { x, y } = make("xor");
    x.forEach(([a, b], i) => expect(y[i]).toBe(Number(a * b < 0)));
    for (const quarter of [(a, b) => a > 0 && b > 0, (a, b) => a < 0 && b > 0])
      expect(x.filter(([a, b]) => quarter(a, b)).length).toBeGreaterThan(30);
  });

  test.each(["spiral", "threeArms"])("%s: an arm turned onto the next is that arm", (name) => {
    const arms = datasets[name].classes ?? 2;
    const { x } = make(name, { count: 30 * arms });
    const [cos, sin] = [Math.cos((2 * Math.PI) / arms), Math.sin((2 * Math.PI) / arms)];
    for (let i = 0; i + 1 < x.length; i += arms) {
      const [a, b] = x[i];
      expect(x[i + 1][0]).toBeCloseTo(cos * a - sin * b, 3);
      expect(x[i + 1][1]).toBeCloseTo(sin * a + cos * b, 3);
    }
  });

  test("the curves are what they are called", () => {
    const at = (name, place) => {
      const { x, y } = make(name, { count: 4000 });
      return y[
        x.reduce((best, [v], i) => (Math.abs(v - place) < Math.abs(x[best] - place) ? i : best), 0)
      ];
    };
    expect(at("sine", Math.PI / 2)).toBeCloseTo(1, 3);
    expect(at("sine", Math.PI)).toBeCloseTo(0, 1);
    expect([at("step", -0.1), at("step", 0.1)]).toEqual([-1, 1]);
    expect([at("bump", 0), at("bump", 5)].map(Math.round)).toEqual([1, 0]);
    expect([at("absolute", -6), at("absolute", 0), at("absolute", 6)].map(Math.round)).toEqual([
      1, -1, 1,
    ]);
  });

  /** The accuracy of a network on what it was trained on. */
  async function learn(name, hidden) {
    const { x, y } = make(name);
    const classes = datasets[name].classes ?? 1;
    const model = gn.model({
      input: [2],
      layers: [
        ...hidden.map((units) => ({ type: "dense", units, activation: "tanh" })),
        { type: "dense", units: classes, activation: classes > 1 ? "softmax" : "sigmoid" },
      ],
      loss: classes > 1 ? "categoricalCrossentropy" : "binaryCrossentropy",
      optimizer: { type: "adam", learningRate: 0.02 },
      seed: 3,
    });
    const targets = classes > 1 ? Int32Array.from(y) : y;
    await model.fit(x, targets, { epochs: 300, batchSize: 10 });
    const { accuracy } = model.evaluate(x, targets);
    model.dispose();
    return accuracy;
  }

  test.each(["circle", "xor", "spiral", "threeArms"])(
    "%s: no line parts it, a network does",
    async (name) => {
      expect(await learn(name, [])).toBeLessThan(0.8);
      expect(await learn(name, [8, 8, 8])).toBeGreaterThan(0.97);
    },
  );

  test.each(["gaussians", "threeBlobs", "fourBlobs"])("%s: lines part it", async (name) => {
    expect(await learn(name, [])).toBeGreaterThan(0.97);
  });
});

describe("the parts", () => {
  const samples = make("circle", { count: 101 });
  const key = (row) => row.join();

  test("have the shares, and every sample is in one of them with its own y", () => {
    const parts = split(samples, randomStream(4), { validation: 0.2, test: 0.1 });
    const sizes = [parts.train, parts.validation, parts.test].map(({ x }) => x.length);
    expect(sizes).toEqual([71, 20, 10]);
    const all = Object.values(parts).flatMap(({ x, y }) =>
      x.map((row, i) => `${key(row)}:${y[i]}`),
    );
    expect(all.sort()).toEqual(samples.x.map((row, i) => `${key(row)}:${samples.y[i]}`).sort());
  });

  test("are the same by the same seed, others by another", () => {
    const by = (seed) => split(samples, randomStream(seed), { validation: 0.5 });
    expect(by(1)).toEqual(by(1));
    expect(by(2)).not.toEqual(by(1));
    expect(by(1).test.x).toEqual([]);
  });

  test("leave a sample to train on, however few there are", () => {
    const two = { x: samples.x.slice(0, 2), y: samples.y.slice(0, 2) };
    const { train } = split(two, randomStream(1), { validation: 0.5, test: 0.5 });
    expect(train.x).toHaveLength(1);
  });
});

describe("standardisation", () => {
  const rows = [
    [1, 100, 0.1],
    [2, 300, 0.1],
    [6, 200, 0.1],
  ];
  const scale = scaleOf(rows);

  test("gives each column mean 0 and spread 1; one of equal values is moved only", () => {
    const scaled = standardise(rows, scale);
    for (const j of [0, 1]) {
      expect(mean(column(scaled, j))).toBeCloseTo(0, 12);
      expect(spread(column(scaled, j))).toBeCloseTo(1, 12);
    }
    for (const v of column(scaled, 2)) expect(v).toBeCloseTo(0, 12);
  });

  test("is undone, on other samples too, and without it nothing changes", () => {
    const others = [[-4, 0, 7]];
    expect(restore(standardise(others, scale), scale)[0].map(Math.round)).toEqual(others[0]);
    expect(standardise(others, unscaled(3))).toEqual(others);
  });

  test("a neuron's sum is the same of plain inputs, with their weights", () => {
    const neuron = { weights: [0.5, -2, 1], bias: 0.25 };
    const sum = ({ weights, bias }, row) => weights.reduce((s, w, j) => s + w * row[j], bias);
    const plain = ofPlainInputs(neuron, scale);
    for (const row of [...rows, [-4, 0, 7]])
      expect(sum(plain, row)).toBeCloseTo(sum(neuron, standardise([row], scale)[0]), 10);
  });
});

describe("the features", () => {
  test("are the coordinates and functions of them, as floats", () => {
    expect(expand([[2, -3]], featureNames)).toEqual([
      [2, -3, 4, 9, -6, Math.sin(2), Math.sin(-3)].map(Math.fround),
    ]);
    expect(expand([[2, -3]], ["x2", "x1"])).toEqual([[-3, 2]]);
    expect(expand([[2, -3]], ["x2", "product"], 100)).toEqual([[-300, -600]]);
  });

  test("of a curve are those of x₁ alone", () => {
    expect(featuresFor(1)).toEqual(["x1", "x1Squared", "sinX1"]);
    expect(featuresFor(2)).toEqual(featureNames);
  });
});
