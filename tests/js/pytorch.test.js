/** Every layer, activation, loss, regularizer and optimizer against PyTorch in double precision: tests/golden/. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { compare, fnv1a } from "./support/numbers.js";
import { everyKind, kindsOf } from "./support/specs.js";

/** Of what is read as it is; the figures have seven digits. */
const EXACT = 1e-5;
/** Of what is the difference of two weights: some of their digits are gone with the subtraction. */
const TOLERANCE = 1e-4;
const gn = await load();
const golden = JSON.parse(readFileSync(new URL("../golden/pytorch.json", import.meta.url), "utf8"));
const named = golden.map((c) => [c.title, c]);

const inputs = ({ x, y }) => [
  Float32Array.from(x),
  y.indices ? Int32Array.from(y.indices) : Float32Array.from(y),
];

function modelOf({ spec, weights }, more = {}) {
  const model = gn.model({ ...spec, ...more });
  model.setWeights(weights);
  return model;
}

/** What one step of plain gradient descent at rate 1 took away from the weights. */
function stepGradients(model, before) {
  const after = model.getWeights();
  return Object.fromEntries(
    Object.keys(before).map((name) => [name, after[name].map((w, i) => before[name][i] - w)]),
  );
}

describe("the figures cover everything the core knows", () => {
  const covered = new Set(golden.flatMap(({ spec }) => [...kindsOf(gn.schema, spec)]));
  const families = [
    "layers",
    "activations",
    "losses",
    "optimizers",
    "regularizers",
    "schedules",
    "constraints",
  ];

  test.each(families.flatMap((family) => everyKind(gn.schema, family)))(
    "%s has a case in tests/golden/cases.py",
    (kind) => {
      expect(covered).toContain(kind);
    },
  );

  const chosen = {
    optimizers: golden.map(({ spec }) => spec.optimizer),
    schedules: golden.map(({ spec }) => spec.optimizer.schedule ?? {}),
  };
  const options = Object.keys(chosen).flatMap((family) =>
    gn.schema[family].kinds.flatMap(({ type, fields }) =>
      fields.map(({ name }) => [family, type, name]),
    ),
  );
  test.each(options)("the option of %s/%s called %s has a case", (family, type, name) => {
    expect(chosen[family].some((choice) => choice.type === type && name in choice)).toBe(true);
  });

  const common = [
    ...gn.schema.losses.common.map(({ name }) => ["loss", name]),
    ...gn.schema.optimizers.common.map(({ name }) => ["optimizer", name]),
  ];
  test.each(common)("the field of every %s called %s has a case", (field, name) => {
    expect(golden.some(({ spec }) => Object.hasOwn(spec[field], name))).toBe(true);
  });
});

describe("outputs, losses and gradients are PyTorch's to 1e-5", () => {
  const plain = named.filter(([, c]) => !c.sampleWeight);

  test.each(plain)("%s", (_, c) => {
    const model = modelOf(c);
    const [x, y] = inputs(c);
    const misses = [];
    const training = c.training ?? false;
    if (!training) {
      compare(misses, "output of predict", model.predict(x), c.output, EXACT);
      compare(misses, "loss of evaluate", [model.evaluate(x, y).loss], [c.loss], EXACT);
    }
    const { output } = model.trace(x, y, { training }).layers.at(-1);
    compare(misses, "output of trace", output, c.output, EXACT);
    const { loss, gradients, inputGradient } = model.gradients(x, y, { training });
    compare(misses, "loss of gradients", [loss], [c.loss], EXACT);
    compare(misses, "inputGradient", inputGradient, c.inputGradient, EXACT);
    expect(Object.keys(gradients)).toEqual(Object.keys(c.gradients));
    for (const name of Object.keys(gradients))
      compare(misses, name, gradients[name], c.gradients[name], EXACT);
    model.dispose();
    expect(misses).toEqual([]);
  });
});

describe("with weighted samples, too", () => {
  const weighted = named.filter(([, c]) => c.sampleWeight);

  test.each(weighted)("%s", (_, c) => {
    const dropoutFree = c.spec.layers.filter(({ type }) => type !== "dropout");
    const model = modelOf(c, { layers: dropoutFree, optimizer: { type: "sgd", learningRate: 1 } });
    const before = model.getWeights();
    const [x, y] = inputs(c);
    const misses = [];
    const { loss } = model.trainOnBatch(x, y, { sampleWeight: Float32Array.from(c.sampleWeight) });
    compare(misses, "loss", [loss], [c.loss], EXACT);
    const gradients = stepGradients(model, before);
    for (const name of Object.keys(c.gradients))
      compare(misses, name, gradients[name], c.gradients[name], TOLERANCE);
    model.dispose();
    expect(misses).toEqual([]);
  });
});

describe("the optimizers' steps are PyTorch's", () => {
  const trained = named.filter(([, c]) => c.steps);

  test.each(trained)("%s", (_, c) => {
    const model = modelOf(c);
    const before = model.getWeights();
    const [x, y] = inputs(c);
    const misses = [];
    c.steps.losses.forEach((wanted, k) => {
      const { loss } = model.trainOnBatch(x, y);
      compare(misses, `loss before step ${k + 1}`, [loss], [wanted], EXACT);
    });
    const after = model.getWeights();
    for (const [name, wanted] of Object.entries(c.steps.weights)) {
      compare(misses, name, after[name], wanted, EXACT);
      // and the way gone, which is smaller than the weights themselves
      const way = (values) => Array.from(values, (w, i) => Math.fround(w) - before[name][i]);
      compare(misses, `way of ${name}`, way(after[name]), way(wanted), TOLERANCE);
    }
    expect(misses).toEqual([]);
  });

  test("and differ from each other, so that no two are the same by mistake", () => {
    const [, first] = trained[0];
    const [x, y] = inputs(first);
    const optimizers = new Set(trained.map(([, { spec }]) => JSON.stringify(spec.optimizer)));
    const hashes = [...optimizers].map((optimizer) => {
      const model = modelOf(first, { optimizer: JSON.parse(optimizer) });
      for (let step = 0; step < 5; step++) model.trainOnBatch(x, y);
      return fnv1a(model.getWeights());
    });
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe("the learning rate follows PyTorch's schedulers", () => {
  const scheduled = named.filter(([, c]) => c.steps?.rates);

  test.each(scheduled)("%s, counted in steps and in epochs", async (_, c) => {
    for (const by of ["step", "epoch"]) {
      const schedule = { ...c.spec.optimizer.schedule, by };
      const model = modelOf(c, { optimizer: { ...c.spec.optimizer, schedule } });
      const [x, y] = inputs(c);
      const options = { epochs: c.steps.rates.length, batchSize: 100, shuffle: false };
      const rates = (await model.fit(x, y, options)).map(({ learningRate }) => learningRate);
      rates.forEach((rate, k) => expect(rate).toBeCloseTo(c.steps.rates[k], 8));
    }
  });
});
