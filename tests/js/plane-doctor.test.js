// The doctor of the lab on 2-D data: networks trained for good and for ill, and what it says of them.
import { afterAll, describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { breaks } from "../../web/labs/plane/breaks.js";
import { datasets } from "../../web/labs/plane/datasets.js";
import { diagnose } from "../../web/labs/plane/doctor/diagnose.js";
import { en } from "../../web/labs/plane/doctor/en.js";
import { examine } from "../../web/labs/plane/doctor/examine.js";
import { lowerRate } from "../../web/labs/plane/doctor/rates.js";
import { faults, misfits, overfits, states } from "../../web/labs/plane/doctor/rules.js";
import { expand } from "../../web/labs/plane/features.js";
import { scaleOf, split, standardise, unscaled } from "../../web/labs/plane/parts.js";
import { readChoice } from "../../web/state/choices.js";
import { randomStream } from "../../web/state/random.js";

const gn = await load();
afterAll(() => expect(gn.memory().models).toBe(0));

/** What the lab begins with. */
const beginning = {
  data: "circle",
  count: 300,
  noise: 0.1,
  inputs: ["x1", "x2"],
  unit: 1,
  standardise: "on",
  hidden: [[4, "tanh"]],
  bias: "on",
  init: "glorotUniform",
  optimizer: "sgd,learningRate:0.1",
  batch: 10,
  epochs: 100,
  l1: 0,
  l2: 0,
  dropout: 0,
};

/** The samples as the network reads them. */
function samplesOf({ data, count, noise, inputs, unit, standardise: isOn }) {
  const { kind, make } = datasets[data];
  const shares = { validation: 0.2, test: 0.2 };
  const parts = split(make(randomStream(1, -1), count, noise), randomStream(1, -2), shares);
  const rows = expand(parts.train.x, inputs, unit);
  const scale = isOn === "on" ? scaleOf(rows) : unscaled(inputs.length);
  const Targets = kind === "classes" ? Uint8Array : Float32Array;
  const read = ({ x, y }) => ({
    x: Float32Array.from(standardise(expand(x, inputs, unit), scale).flat()),
    y: Targets.from(y),
  });
  return { train: read(parts.train), validation: read(parts.validation) };
}

const ends = {
  binary: { units: 1, activation: "sigmoid", loss: "binaryCrossentropy" },
  classes: { activation: "softmax", loss: "categoricalCrossentropy" },
  regression: { units: 1, activation: "linear", loss: "meanSquaredError" },
  curve: { units: 1, activation: "linear", loss: "meanSquaredError" },
};

function specOf({ data, inputs, hidden, bias, init, l1, l2, dropout, optimizer }) {
  const { kind, classes } = datasets[data];
  const { units = classes, activation, loss } = ends[kind];
  const dense = (name, units, activation) => ({
    type: "dense",
    name,
    units,
    activation,
    useBias: bias === "on",
    kernelInitializer: { type: init },
    kernelRegularizer: { type: "l1l2", l1, l2 },
  });
  const layers = hidden.flatMap(([units, activation], i) => [
    dense(`hidden_${i + 1}`, units, activation),
    ...(dropout > 0 ? [{ type: "dropout", rate: dropout }] : []),
  ]);
  return {
    input: [inputs.length],
    layers: [...layers, dense("output", units, activation)],
    loss,
    optimizer: readChoice(optimizer),
    seed: 1,
  };
}

/** Trains by the settings, and asks the doctor. */
async function visit(settings) {
  const all = { ...beginning, ...settings };
  const { train, validation } = samplesOf(all);
  const spec = specOf(all);
  const model = gn.model(spec);
  const look = () => ({
    train: model.evaluate(train.x, train.y),
    validation: model.evaluate(validation.x, validation.y),
  });
  const history = [look()];
  let failure;
  try {
    for (let epoch = 0; epoch < all.epochs; epoch++) {
      await model.fit(train.x, train.y, { batchSize: all.batch });
      history.push(look());
    }
  } catch (error) {
    failure = error.code;
    model.reset(1);
  }
  const layers = await examine(model, spec, train);
  model.dispose();
  const { batch: batchSize, noise } = all;
  const rate = spec.optimizer.learningRate;
  const findings = diagnose({ spec, rate, batchSize, noise, ...train, history, layers, failure });
  return { findings, first: findings[0], keys: findings.map(({ key }) => key), history };
}

const adam = "adam,learningRate:0.01";

describe("all is well", () => {
  test.each([
    ["circle", {}],
    ["xor", {}],
    ["gaussians", { hidden: [] }],
    ["threeBlobs", {}],
    ["moons", { hidden: [[8, "tanh"]], optimizer: adam }],
    ["plane", { hidden: [], noise: 0 }],
    [
      "moons",
      {
        hidden: [
          [12, "relu"],
          [12, "relu"],
        ],
        noise: 0,
        optimizer: adam,
        epochs: 200,
      },
    ],
    ["sine", { inputs: ["x1"], hidden: [[8, "tanh"]], noise: 0, optimizer: adam, epochs: 300 }],
  ])("of %s", async (data, settings) => {
    const { findings } = await visit({ data, ...settings });
    const { kind } = datasets[data];
    const fit = ["binary", "classes"].includes(kind)
      ? /^9\d\.\d%$|^100\.0%$/
      : /^R² = (0\.9\d|1\.00)$/;
    expect(findings).toEqual([{ key: "well", values: { fit: expect.stringMatching(fit) } }]);
  });

  test("and nothing is said at the beginning but to go on", async () => {
    expect((await visit({ epochs: 3 })).keys).toEqual(["untrained"]);
    expect((await visit({ epochs: 30, optimizer: "sgd,learningRate:0.03" })).keys).toEqual([
      "learning",
    ]);
  });
});

describe("what was broken is found", () => {
  const breaking = (name, settings = {}) => {
    const all = { ...beginning, ...settings };
    return { ...settings, ...breaks[name](all, readChoice(all.optimizer).learningRate) };
  };

  test.each([
    ["tanh", {}],
    ["relu", { hidden: [[8, "relu"]] }],
    ["a quantity", { data: "peaks" }],
  ])("all weights 0: the units of a layer stay alike (%s)", async (_, settings) => {
    const { first, history } = await visit(breaking("zeros", settings));
    expect(first.key).toBe("symmetric");
    expect(first.values.layer).toBe("1");
    expect(history.at(-1).train.loss / history[1].train.loss).toBeCloseTo(1, 1); // and learn nothing
  });

  test("a rate 100 times too high: it diverges, and a lower rate is named that does", async () => {
    const settings = breaking("fast");
    expect(settings).toEqual({ optimizer: "sgd,learningRate:10" });
    const { first } = await visit(settings);
    expect(first.key).toBe("diverging");
    const { rate, lower } = first.values;
    expect([rate, lower]).toEqual(["10", "0.1"]);
    expect((await visit({ optimizer: `sgd,learningRate:${lower}` })).keys).toEqual(["well"]);
  });

  test("the same of a quantity, or of relu: numbers that are none, or dead units", async () => {
    const curve = { data: "sine", inputs: ["x1"], hidden: [[8, "tanh"]] };
    expect((await visit(breaking("fast", curve))).first).toMatchObject({
      key: "notFinite",
      values: { rate: "10", lower: "0.1" },
    });
    const relu = await visit(breaking("fast", { hidden: [[8, "relu"]] }));
    expect(relu.first).toMatchObject({ key: "dead", values: { share: "100%" } });
    expect(relu.keys).toContain("oscillating");
  });

  test.each(["circle", "xor"])("no bias: tanh is odd, %s is even", async (data) => {
    const { keys, history } = await visit(breaking("noBias", { data }));
    expect(keys).toEqual(["noBias"]);
    expect(history.at(-1).train.accuracy).toBeLessThan(0.7);
  });

  test.each(["circle", "spiral"])("inputs in centimetres, not standardised: %s", async (data) => {
    const { first, keys } = await visit(breaking("unscaled", { data }));
    expect(first.key).toBe("unscaled");
    expect(Number(first.values.largest)).toBeGreaterThan(200);
    expect(keys).toContain("saturated");
    const mended = await visit({ ...breaking("unscaled"), standardise: "on" });
    expect(mended.keys).toEqual(["well"]);
  });
});

describe("and what goes wrong by itself", () => {
  const deep = (activation, layers) => Array.from({ length: layers }, () => [8, activation]);

  test.each([
    ["slow", { optimizer: "sgd,learningRate:0.001" }],
    ["slow", { optimizer: "adam,learningRate:0.0002" }],
    ["linear", { hidden: [] }],
    ["linear", { hidden: [[8, "linear"]], data: "spiral" }],
    ["linear", { hidden: [], data: "peaks" }],
    ["underfitting", { data: "spiral", hidden: [[2, "tanh"]], optimizer: adam }],
    ["vanishing", { hidden: deep("sigmoid", 4) }],
    ["vanishing", { hidden: deep("sigmoid", 6) }],
    ["regularised", { l2: 0.1 }],
    ["regularised", { l1: 0.05 }],
    ["regularised", { dropout: 0.8 }],
    ["overlapping", { noise: 0.5, epochs: 300 }],
    ["overlapping", { data: "plane", noise: 0.4, hidden: [] }],
    ["noisyBatch", { batch: 1, noise: 0.3 }],
    [
      "overfitting",
      {
        count: 30,
        noise: 0.4,
        hidden: [
          [12, "relu"],
          [12, "relu"],
        ],
        optimizer: adam,
        epochs: 300,
      },
    ],
    ["dead", { hidden: deep("relu", 2), optimizer: "sgd,learningRate:3" }],
  ])("%s: %j", async (key, settings) => {
    expect((await visit(settings)).first.key).toBe(key);
  });
});

test("every finding has its sentence, whose figures it has, and the other way about", async () => {
  const keys = [faults, misfits, overfits, states].flatMap((rules) => Object.keys(rules));
  expect(Object.keys(en).sort()).toEqual(keys.sort());
  for (const settings of [{}, { optimizer: "sgd,learningRate:10" }, { l2: 0.1 }, { hidden: [] }])
    for (const { key, values } of (await visit(settings)).findings)
      for (const [, name] of en[key].matchAll(/\{(\w+)\}/g)) expect(values[name]).toMatch(/^\S/);
});

test("the rate that is named is lower, and not by less than ten times", () => {
  for (const rate of [1e-4, 0.03, 0.1, 3, 1000])
    for (const type of ["sgd", "rmsprop", "adam", "adamw", "adagrad"]) {
      const lower = lowerRate(rate, { type });
      expect(lower).toBeGreaterThan(0);
      expect(lower).toBeLessThanOrEqual(rate / 10);
    }
});
