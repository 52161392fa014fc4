/** Transfer: kept layers under a new head, frozen or not; the course's example on digits. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ArgumentError, load } from "glassnet";
import { load as loadWorker } from "glassnet/worker";
import { fnv1a } from "./support/numbers.js";
import { mnistFolder, readMnist } from "./support/mnist.js";
import { small, smallData } from "./support/models.js";
import { watch } from "./support/refusal.js";

const gn = await load();
const { x, y } = smallData(60);
const deep = {
  ...small,
  layers: [
    { type: "dense", units: 6, activation: "tanh" },
    { type: "dense", units: 7, activation: "relu", name: "middle" },
    { type: "dropout", rate: 0.1 },
    { type: "dense", units: 3, activation: "softmax" },
  ],
};
const head = { type: "dense", units: 2, activation: "softmax" };

async function trained(spec = deep) {
  const model = gn.model(spec);
  await model.fit(x, y, { epochs: 3 });
  return model;
}

/** The tensors of both that are the same, bit for bit. */
function common(one, other) {
  const [a, b] = [one.getWeights(), other.getWeights()];
  return Object.keys(b).filter(
    (name) => a[name] && fnv1a({ w: a[name] }) === fnv1a({ w: b[name] }),
  );
}

const namesOf = (model) => model.summary().map(({ name }) => name);
const frozenIn = (model) =>
  model
    .summary()
    .filter(({ trainable }) => !trainable)
    .map(({ name }) => name);
const first = ["dense_1.kernel", "dense_1.bias"];
const middle = ["middle.kernel", "middle.bias"];
const two = y.map((c) => Number(c > 0));

describe("transfer", () => {
  test("by default keeps all but the last layer and freezes it", async () => {
    const model = await trained();
    const made = gn.transfer(model, { layers: [head] });
    expect(namesOf(made)).toEqual(["dense_1", "middle", "dropout_1", "dense_3"]);
    expect(common(model, made).sort()).toEqual([...first, ...middle].sort());
    expect(frozenIn(made)).toEqual(["dense_1", "middle"]);
    expect(made.outputShape).toEqual([2]);
    expect([made.steps, made.epochs]).toEqual([0, 0]);
    expect(made.parameterCount).toBe(gn.model(made.spec).parameterCount);
  });

  test("training changes the head alone", async () => {
    const model = await trained();
    const made = gn.transfer(model, { layers: [head] });
    const before = gn.open(made.save());
    const [start, ...others] = await made.fit(x, two, { epochs: 10, batchSize: 10 });
    expect(others.at(-1).loss).toBeLessThan(start.loss);
    expect(common(before, made).sort()).toEqual([...first, ...middle].sort());
    expect(common(model, made).sort()).toEqual([...first, ...middle].sort());
  });

  test("saved and opened it is still frozen, and goes on bit for bit", async () => {
    const made = gn.transfer(await trained(), { layers: [head] });
    await made.fit(x, two);
    const opened = gn.open(made.save());
    expect(frozenIn(opened)).toEqual(frozenIn(made));
    for (const model of [made, opened]) await model.fit(x, two, { epochs: 2 });
    expect(fnv1a(opened.getWeights())).toBe(fnv1a(made.getWeights()));
  });

  test.each([["middle"], [2]])("keep: %p keeps up to that layer", async (keep) => {
    const made = gn.transfer(await trained(), { keep, layers: [head] });
    expect(namesOf(made)).toEqual(["dense_1", "middle", "dense_3"]);
  });

  test("freeze: a list freezes just those, false none, and what was frozen is free again", async () => {
    const model = await trained();
    const some = gn.transfer(model, { layers: [head], freeze: ["dense_1"] });
    expect(frozenIn(some)).toEqual(["dense_1"]);
    await some.fit(x, two);
    expect(common(model, some)).toEqual(first);
    const none = gn.transfer(some, { freeze: false });
    expect(frozenIn(none)).toEqual([]);
    await none.fit(x, two);
    expect(common(some, none)).toEqual([]);
  });

  test("without new layers it is the same network with other layers frozen", async () => {
    const model = await trained();
    const made = gn.transfer(gn.open(model.save()), { freeze: ["middle", "dense_1"] });
    expect(namesOf(made)).toEqual(namesOf(model));
    expect(made.predict(x)).toEqual(model.predict(x));
    await made.fit(x, y);
    expect(common(model, made).sort()).toEqual([...first, ...middle].sort());
  });

  test("leaves the old model as it was, which may go", async () => {
    const model = await trained();
    const before = model.save();
    const made = gn.transfer(model, {
      layers: [head],
      loss: "meanSquaredError",
      optimizer: "adagrad",
      seed: 9,
    });
    await made.fit(x, two);
    expect(model.save()).toEqual(before);
    expect(made.spec).toMatchObject({ loss: "meanSquaredError", optimizer: "adagrad", seed: 9 });
    model.dispose();
    expect(made.predict(x)).toHaveLength(120);
  });

  test("the head begins from the seed", async () => {
    const model = await trained();
    const kernel = (seed) =>
      gn.transfer(model, { layers: [head], seed }).getWeights()["dense_3.kernel"];
    expect(kernel(5)).toEqual(kernel(5));
    expect(kernel(5)).not.toEqual(kernel(6));
  });
});

describe("transfer of a graph", () => {
  const graph = {
    ...small,
    layers: [
      { type: "dense", units: 4, activation: "tanh", name: "trunk" },
      { type: "dense", units: 4, activation: "tanh" },
      { type: "dense", units: 4, activation: "relu", inputs: "trunk" },
      { type: "add", inputs: ["dense_2", "dense_3", "trunk"] },
      { type: "dense", units: 3, activation: "softmax" },
    ],
  };
  const outputOf = (model, layer) =>
    model.trace(x.slice(0, 25)).layers.find(({ name }) => name === layer).output;

  test("keeps who reads whom", () => {
    const model = gn.model(graph);
    const made = gn.transfer(model, { layers: [head] });
    expect(made.spec.layers.map(({ inputs }) => inputs)).toEqual([
      undefined,
      undefined,
      ["trunk"],
      ["dense_2", "dense_3", "trunk"],
      undefined,
    ]);
    expect(outputOf(made, "add_1")).toEqual(outputOf(model, "add_1"));
  });

  test("leaves out branches that the last layer kept does not need, and names stay", () => {
    const model = gn.model(graph);
    const made = gn.transfer(model, { keep: "dense_3", layers: [head] });
    expect(namesOf(made)).toEqual(["trunk", "dense_3", "dense_4"]); // the head's would be dense_3
    expect(outputOf(made, "dense_3")).toEqual(outputOf(model, "dense_3"));
  });

  test("a head may be a graph of its own", () => {
    const layers = [
      { type: "dense", units: 4, name: "left" },
      { type: "dense", units: 4, name: "right", inputs: "add_1" },
      { type: "concatenate", inputs: ["left", "right"] },
      head,
    ];
    const made = gn.transfer(gn.model(graph), { layers });
    expect(namesOf(made).slice(-4)).toEqual(["left", "right", "concatenate_1", "dense_6"]);
  });
});

const course = mnistFolder ? describe : describe.skip;
course("the course's example: from MNIST's 0 to 4 to its 5 to 9, five samples of each", () => {
  /** The first `count` of each of these digits, which are classes 0, 1, … in their order. */
  function pick({ x: images, y: labels }, digits, count) {
    const left = new Map(digits.map((digit) => [digit, count]));
    const indices = [...labels.keys()].filter((i) => {
      const more = left.get(labels[i]) ?? 0;
      left.set(labels[i], more - 1);
      return more > 0;
    });
    const pixels = new Uint8Array(indices.length * 784);
    indices.forEach((i, k) => pixels.set(images.subarray(i * 784, (i + 1) * 784), k * 784));
    const y = Uint8Array.from(indices, (i) => digits.indexOf(labels[i]));
    return gn.dataset({ x: pixels, y, scale: 1 / 255 });
  }

  const classes = { type: "dense", units: 5, activation: "softmax" };
  const network = {
    input: [28, 28, 1],
    layers: [
      { type: "conv2d", filters: 8, kernelSize: 5, activation: "relu" },
      { type: "maxPooling2d", poolSize: 2 },
      { type: "conv2d", filters: 16, kernelSize: 5, activation: "relu" },
      { type: "maxPooling2d", poolSize: 2 },
      { type: "flatten" },
      classes,
    ],
    loss: "categoricalCrossentropy",
    optimizer: { type: "adam", learningRate: 2e-3 },
    seed: 1,
  };

  test("the frozen features are worth more than five points of accuracy", async () => {
    const [train, heldOut] = [await readMnist("train"), await readMnist("test")];
    const [low, high] = [
      [0, 1, 2, 3, 4],
      [5, 6, 7, 8, 9],
    ];
    const old = gn.model(network);
    await old.fit(pick(train, low, 2000), { epochs: 2 });
    const [few, unseen] = [pick(train, high, 5), pick(heldOut, high, 300)];
    const accuracy = async (model) => {
      await model.fit(few, { epochs: 40, batchSize: 5 });
      return model.evaluate(unseen).accuracy;
    };
    const transferred = await accuracy(gn.transfer(old, { layers: [classes] }));
    const fresh = await accuracy(gn.model(network));
    expect(transferred).toBeGreaterThan(fresh + 0.05); // 77.8 % against 67.6 %
  });
});

describe("refused", () => {
  const model = gn.model(deep);
  const { refused } = watch(gn, model);
  test.each([
    ["a layer that is not there", { keep: "dense_9" }, [/"dense_9"/, /middle/]],
    ["no layer at all", { keep: 0, layers: [head] }, [/keep is 0/, /4 layers/]],
    ["more layers than there are", { keep: 5 }, [/keep is 5/]],
    ["a part of a layer", { keep: 1.5 }, [/keep is 1.5/]],
    [
      "to freeze what is not kept",
      { layers: [head], freeze: ["dense_2"] },
      [/"dense_2"/, /dense_1/],
    ],
    ["to freeze a word", { freeze: "middle" }, [/freeze/, /list of names/]],
    ["an unknown option", { head: [head] }, [/"head"/]],
    ["an unknown layer", { layers: [{ type: "dens", units: 2 }] }, [/dens/]],
    ["a head that is no layer", { layers: [null] }, [/layers\[3\]/]],
    ["a name that is taken", { layers: [{ ...head, name: "middle" }] }, [/"middle"/]],
  ])("%s", (_, options, says) =>
    refused(() => gn.transfer(model, options), { Class: ArgumentError, says }),
  );

  test("what is no model", () =>
    refused(() => gn.transfer(deep, {}), { Class: ArgumentError, says: [/takes a model/] }));
});

describe("in a worker", () => {
  let worker;
  beforeAll(async () => {
    worker = await loadWorker();
  });
  afterAll(() => worker.terminate());

  test("takes a model that lives there", async () => {
    const here = gn.transfer(gn.model(deep), { layers: [head] });
    const there = await worker.transfer(await worker.model(deep), { layers: [head] });
    expect(await there.predict(x)).toEqual(here.predict(x));
    expect(there.spec).toEqual(here.spec);
    await expect(worker.transfer({}, {})).rejects.toBeInstanceOf(ArgumentError);
  });
});
