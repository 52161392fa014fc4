/** Wrong calls: each gets its typed error that names the place, and leaves everything as it was. */
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as glassnet from "glassnet";
import { fnv1a, numbers } from "./support/numbers.js";
import { regression, small, smallData } from "./support/models.js";
import { errorOf, expectRefusal } from "./support/refusal.js";

const {
  load,
  ArgumentError,
  DisposedError,
  FormatError,
  LimitError,
  NumericError,
  OutOfMemoryError,
  ShapeError,
} = glassnet;
const gn = await load();
const { x, y } = smallData(10);
const model = gn.model(small);
const original = model.getWeights();
const poisoned = (values, at, value) => Float32Array.from(values, (v, i) => (i === at ? value : v));

let before;
const stateOf = () => ({
  weights: fnv1a(model.getWeights()),
  steps: model.steps,
  memory: gn.memory().bytes,
  models: gn.memory().models,
});
beforeEach(() => {
  before = stateOf();
});
afterAll(() => expect(model.getWeights()).toEqual(original));

/** The call is refused as wanted, and model and memory are as before. */
async function refused(run, wanted) {
  expectRefusal(await errorOf(run), wanted);
  const { memory, ...rest } = stateOf();
  expect({ ...rest, memory }).toEqual(before);
}

describe("a spec that cannot be", () => {
  const layer = (more) => ({ ...small, layers: [{ type: "dense", units: 3, ...more }] });
  const cases = [
    ["no layers", { input: [2] }, ArgumentError, /layers/],
    ["an empty list of layers", { input: [2], layers: [] }, ArgumentError, /layers/],
    ["no input", { layers: small.layers }, ArgumentError, /input/],
    ["an input of size 0", { ...small, input: [0] }, ArgumentError, /input/],
    ["an input that is no list of numbers", { ...small, input: "5" }, ArgumentError, /input/],
    ["an unknown layer", layer({ type: "dens" }), ArgumentError, [/layers\[0\]/, /dens/, /dense/]],
    ["an unknown field", layer({ unitz: 3 }), ArgumentError, [/layers\[0\]/, /unitz/, /units/]],
    ["an unknown field of the model", { ...small, losss: "x" }, ArgumentError, [/losss/, /loss/]],
    [
      "an unknown activation",
      layer({ activation: "rleu" }),
      ArgumentError,
      [/layers\[0\]\.activation/, /rleu/, /relu/],
    ],
    [
      "an unknown loss",
      { ...small, loss: "mse" },
      ArgumentError,
      [/loss/, /mse/, /meanSquaredError/],
    ],
    [
      "an unknown optimizer",
      { ...small, optimizer: "adamm" },
      ArgumentError,
      [/optimizer/, /adamm/, /adam/],
    ],
    [
      "an unknown option of an optimizer",
      { ...small, optimizer: { type: "sgd", lr: 1 } },
      ArgumentError,
      [/optimizer/, /lr/, /learningRate/],
    ],
    [
      "an unknown initializer",
      layer({ kernelInitializer: "he" }),
      ArgumentError,
      [/kernelInitializer/, /heNormal/],
    ],
    [
      "an unknown regularizer",
      layer({ kernelRegularizer: "l3" }),
      ArgumentError,
      [/kernelRegularizer/, /l2/],
    ],
    [
      "an unknown reduction",
      { ...small, loss: { type: "meanSquaredError", reduction: "max" } },
      ArgumentError,
      [/reduction/, /mean/, /sum/],
    ],
    [
      "a missing field",
      { ...small, layers: [{ type: "dense" }] },
      ArgumentError,
      [/layers\[0\]/, /units/],
    ],
    ["units below their range", layer({ units: 0 }), ArgumentError, [/layers\[0\]\.units/, /0/]],
    [
      "units that are no whole number",
      layer({ units: 2.5 }),
      ArgumentError,
      [/layers\[0\]\.units/, /2\.5/],
    ],
    ["units as text", layer({ units: "3" }), ArgumentError, [/layers\[0\]\.units/, /"3"/]],
    ["units that are NaN", layer({ units: NaN }), ArgumentError, /layers\[0\]\.units/],
    [
      "an infinite learning rate",
      { ...small, optimizer: { type: "sgd", learningRate: Infinity } },
      ArgumentError,
      /optimizer\.learningRate/,
    ],
    [
      "a negative learning rate",
      { ...small, optimizer: { type: "sgd", learningRate: -1 } },
      ArgumentError,
      [/optimizer\.learningRate/, /-1/],
    ],
    [
      "a dropout rate of 1",
      { ...small, layers: [{ type: "dropout", rate: 1 }] },
      ArgumentError,
      /layers\[0\]\.rate/,
    ],
    ["a boolean as number", layer({ useBias: 1 }), ArgumentError, /layers\[0\]\.useBias/],
    ["a layer that is text", { ...small, layers: ["dense"] }, ArgumentError, /layers\[0\]/],
    [
      "a layer without a type",
      { ...small, layers: [{ units: 3 }] },
      ArgumentError,
      [/layers\[0\]/, /type/],
    ],
    ["a negative seed", { ...small, seed: -1 }, ArgumentError, /seed/],
    ["a seed that is no whole number", { ...small, seed: 0.5 }, ArgumentError, /seed/],
    [
      "a reshape that does not fit",
      { ...small, layers: [{ type: "reshape", targetShape: [2, 2] }] },
      ShapeError,
      [/reshape/, /5/],
    ],
    [
      "an input that no layer has",
      layer({ inputs: ["nobody"] }),
      ArgumentError,
      [/layers\[0\]\.inputs/, /nobody/],
    ],
    [
      "two layers of one name",
      { ...small, layers: [layer({ name: "a" }).layers[0], layer({ name: "a" }).layers[0]] },
      ArgumentError,
      [/layers\[1\]/, /a/],
    ],
    [
      "units beyond all memory",
      layer({ units: 2147483647 }),
      undefined,
      /layers\[0\]|units|limit|KiB/,
    ],
  ];

  test.each(cases)("%s", async (_, spec, Class, says) => {
    if (Class) return refused(() => gn.model(spec), { Class, says });
    const error = await errorOf(() => gn.model(spec));
    expectRefusal(error, {
      Class: [ArgumentError, LimitError].find((C) => error instanceof C) ?? LimitError,
      says,
    });
    expect(stateOf()).toEqual(before);
  });

  test.each([[undefined], [null], [7], ["{}"], [[]]])("a spec that is %p", async (spec) => {
    await refused(() => gn.model(spec), { Class: ArgumentError });
  });

  test("the second layer is named by its place and its name", async () => {
    const layers = [small.layers[0], { type: "dense", name: "head", units: 3, activation: "smax" }];
    await refused(() => gn.model({ ...small, layers }), {
      Class: ArgumentError,
      says: [/layers\[1\]\.activation/, /softmax/],
      layer: "head",
    });
  });

  test("a spec that goes in circles, or holds what JSON cannot", async () => {
    const circular = { ...small };
    circular.self = circular;
    await refused(() => gn.model(circular), { Class: ArgumentError });
    await refused(() => gn.model({ ...small, seed: 3n }), { Class: ArgumentError });
  });
});

describe("data that do not fit", () => {
  const calls = {
    predict: (badX) => model.predict(badX),
    evaluate: (badX) => model.evaluate(badX, y),
    trainOnBatch: (badX) => model.trainOnBatch(badX, y),
    gradients: (badX) => model.gradients(badX, y),
    trace: (badX) => model.trace(badX, y),
    checkGradients: (badX) => model.checkGradients(badX, y),
    fit: (badX) => model.fit(badX, y),
  };

  test.each(Object.entries(calls))(
    "%s refuses an x that is no multiple of a sample",
    async (_, call) => {
      await refused(() => call(x.slice(0, 48)), { Class: ShapeError, says: [/\bx\b/, /48/, /5/] });
    },
  );

  test.each(Object.entries(calls))("%s refuses an empty x", async (_, call) => {
    await refused(() => call(new Float32Array(0)), { Class: ShapeError, says: /\bx\b/ });
  });

  test.each([NaN, Infinity, -Infinity])("%p in x, and says where", async (value) => {
    for (const call of Object.values(calls)) {
      await refused(() => call(poisoned(x, 13, value)), {
        Class: NumericError,
        says: [/\bx\b/, /13/],
      });
    }
  });

  test.each([NaN, Infinity])("%p in y, and says where", async (value) => {
    const targets = new Float32Array(30);
    await refused(() => model.trainOnBatch(x, poisoned(targets, 7, value)), {
      Class: NumericError,
      says: [/\by\b/, /7/],
    });
    await refused(() => model.trainOnBatch(x, [...poisoned(targets, 7, value)]), {
      Class: NumericError,
      says: [/\by\b/, /7/],
    });
  });

  test("numbers that are too large for float32", async () => {
    await refused(() => model.predict(Float64Array.from(x, (v, i) => (i === 4 ? 1e300 : v))), {
      Class: NumericError,
      says: [/\bx\b/, /4/],
    });
  });

  test.each([
    ["text", ["a", "b", "c", "d", "e"]],
    ["null", null],
    ["a number", 5],
    ["an object", { length: 5 }],
    ["undefined", undefined],
    ["BigInts", new BigInt64Array(5)],
  ])("x that is %s", async (_, bad) => {
    await refused(() => model.predict(bad), { Class: ArgumentError, says: /\bx\b/ });
  });

  test("rows of different lengths", async () => {
    await refused(
      () =>
        model.predict([
          [1, 2, 3, 4, 5],
          [1, 2, 3],
        ]),
      { Class: ShapeError, says: /\bx\b/ },
    );
  });

  test("nested rows of another shape than the input", async () => {
    const error = await errorOf(() =>
      model.predict([
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
        [1, 2, 3],
        [4, 5, 6],
      ]),
    );
    expectRefusal(error, { Class: ShapeError, says: /\bx\b/ });
  });

  test("labels out of range", async () => {
    await refused(() => model.trainOnBatch(x, poisoned(y, 3, 3)), {
      Class: ShapeError,
      says: /\by\b/,
    }); // ten floats are no targets
    await refused(
      () =>
        model.trainOnBatch(
          x,
          Uint8Array.from(y, (v, i) => (i === 3 ? 3 : v)),
        ),
      { Class: ArgumentError, says: [/y\[3\]/, /3/, /2/] },
    );
    await refused(
      () =>
        model.evaluate(
          x,
          Int32Array.from(y, (v, i) => (i === 4 ? -1 : v)),
        ),
      { Class: ArgumentError, says: [/y\[4\]/, /-1/] },
    );
    await refused(() => model.fit(x, [...y.slice(0, 9), 1.5]), {
      Class: [ArgumentError, ShapeError][1],
      says: /\by\b/,
    });
  });

  test("targets for another number of samples", async () => {
    await refused(() => model.trainOnBatch(x, y.slice(0, 9)), {
      Class: ShapeError,
      says: [/\by\b/, /9/, /10/],
    });
    await refused(() => model.fit(x, new Float32Array(31)), {
      Class: ShapeError,
      says: [/\by\b/, /31/],
    });
  });

  test("no targets", async () => {
    await refused(() => model.trainOnBatch(x), { Class: ArgumentError, says: /\by\b/ });
    await refused(() => model.trainOnBatch(gn.dataset({ x })), {
      Class: ArgumentError,
      says: /\by\b/,
    }).catch(() => {});
  });

  test("weights of samples: too few, negative, not finite", async () => {
    const train = (sampleWeight) => () => model.trainOnBatch(x, y, { sampleWeight });
    await refused(train(new Float32Array(9).fill(1)), {
      Class: ShapeError,
      says: [/sampleWeight/, /9/, /10/],
    });
    await refused(train(poisoned(new Float32Array(10), 2, -1)), {
      Class: ArgumentError,
      says: [/sampleWeight/, /2/],
    });
    await refused(train(poisoned(new Float32Array(10), 2, NaN)), {
      Class: NumericError,
      says: [/sampleWeight/, /2/],
    });
  });
});

describe("data sets that cannot be", () => {
  const cases = [
    ["no x", {}, ArgumentError, /\bx\b/],
    ["NaN in x", { x: poisoned(x, 3, NaN), y }, NumericError, [/\bx\b/, /3/]],
    ["a std of zero", { x, y, std: 0 }, ArgumentError, /std/],
    ["a NaN among the means", { x, y, mean: [0, 0, NaN, 0, 0] }, NumericError, [/mean/, /2/]],
    ["a scale that is not finite", { x, y, scale: NaN }, undefined, /scale/],
    ["an unknown option", { x, y, skale: 2 }, ArgumentError, [/skale/, /scale/]],
  ];

  test.each(cases)("%s", async (_, parts, Class, says) => {
    const error = await errorOf(() => gn.dataset(parts));
    expectRefusal(error, {
      Class: Class ?? [ArgumentError, NumericError].find((C) => error instanceof C),
      says,
    });
    expect(stateOf()).toEqual(before);
  });

  test("a data set for another model, when it is used", async () => {
    const data = gn.dataset({ x: numbers(12), y: Uint8Array.of(0, 1, 2) });
    before = stateOf();
    await refused(() => model.fit(data), { Class: ShapeError, says: [/12/, /5/] });
    data.dispose();
  });

  test("y beside a data set, which has its own", async () => {
    const data = gn.dataset({ x, y });
    before = stateOf();
    await refused(() => model.evaluate(data, y), { Class: ArgumentError });
    data.dispose();
  });
});

describe("options of training that cannot be", () => {
  const cases = [
    [{ epochs: 0.5 }, /epochs/],
    [{ epochs: -1 }, /epochs/],
    [{ epochs: "3" }, /epochs/],
    [{ batchSize: 0 }, /batchSize/],
    [{ batchSize: 2.5 }, /batchSize/],
    [{ batchSize: NaN }, /batchSize/],
    [{ shuffle: "yes" }, /shuffle/],
    [{ batchsize: 3 }, /batchSize/],
    [{ onProgress: 3 }, /onProgress/],
    [{ signal: {} }, /signal/],
    [{ validation: [] }, /validation/],
    [{ earlyStopping: { monitor: "lossy" } }, [/monitor/, /lossy/]],
    [{ earlyStopping: { monitor: "loss", patience: -1 } }, /patience/],
    [{ earlyStopping: { monitor: "validationLoss" } }, /validation/],
  ];

  test.each(cases)("%p", async (options, says) => {
    await refused(() => model.fit(x, y, options), { Class: ArgumentError, says });
  });

  test("a validation set of the wrong shape is refused before anything is trained", async () => {
    await refused(() => model.fit(x, y, { validation: { x: x.slice(0, 7), y } }), {
      Class: ShapeError,
      says: /7/,
    });
  });

  test.each([0, -1, NaN, 2])("an epsilon of %p for the gradient check", async (epsilon) => {
    await refused(() => model.checkGradients(x, y, { epsilon }), {
      Class: ArgumentError,
      says: /epsilon/,
    });
  });

  test("a seed that is none", async () => {
    for (const seed of [-1, 1.5, NaN, "7", 2 ** 60])
      await refused(() => model.reset(seed), { Class: ArgumentError, says: /seed/ });
  });

  test.each([
    [{ memoryLimit: -1 }],
    [{ memoryLimit: "1 GB" }],
    [{ memoryLimit: NaN }],
    [{ wasm: 3 }],
    [{ unknown: 1 }],
  ])("load(%p)", async (options) => {
    expectRefusal(await errorOf(() => load(options)), {
      Class: ArgumentError,
      says: new RegExp(Object.keys(options)[0]),
    });
  });
});

describe("weights that cannot be set", () => {
  const kernel = original["dense_1.kernel"];
  const cases = [
    [
      "an unknown name",
      { "dense_9.kernel": kernel },
      ArgumentError,
      [/dense_9\.kernel/, /dense_1\.kernel/],
    ],
    [
      "another length",
      { "dense_1.kernel": kernel.slice(1) },
      ShapeError,
      [/dense_1\.kernel/, /34/, /35/],
    ],
    ["NaN", { "dense_1.kernel": poisoned(kernel, 5, NaN) }, NumericError, /dense_1\.kernel/],
    [
      "an infinity",
      { "dense_1.kernel": poisoned(kernel, 5, Infinity) },
      NumericError,
      /dense_1\.kernel/,
    ],
    [
      "a wrong tensor after a right one",
      { "dense_2.bias": [1, 2, 3], "dense_1.kernel": [1] },
      ShapeError,
      /dense_1\.kernel/,
    ],
    [
      "NaN after a right one",
      { "dense_2.bias": [1, 2, 3], "dense_1.kernel": poisoned(kernel, 0, NaN) },
      NumericError,
      /dense_1\.kernel/,
    ],
    ["text", { "dense_2.bias": "abc" }, ArgumentError, /dense_2\.bias/],
    ["nothing", undefined, ArgumentError, /./],
    ["null", null, ArgumentError, /./],
  ];

  test.each(cases)("%s", async (_, weights, Class, says) => {
    await refused(() => model.setWeights(weights), { Class, says });
  });
});

describe("what has been disposed of", () => {
  const dead = gn.model(small);
  dead.dispose();
  const deadData = gn.dataset({ x, y });
  deadData.dispose();
  const uses = {
    predict: () => dead.predict(x),
    evaluate: () => dead.evaluate(x, y),
    trainOnBatch: () => dead.trainOnBatch(x, y),
    gradients: () => dead.gradients(x, y),
    trace: () => dead.trace(x, y),
    checkGradients: () => dead.checkGradients(x, y),
    fit: () => dead.fit(x, y),
    getWeights: () => dead.getWeights(),
    setWeights: () => dead.setWeights({}),
    reset: () => dead.reset(1),
    save: () => dead.save(),
    summary: () => dead.summary(),
    "predict on a data set that is": () => model.predict(deadData),
    "fit on a data set that is": () => model.fit(deadData),
    "validation on a data set that is": () => model.fit(x, y, { validation: deadData }),
  };

  test.each(Object.entries(uses))("%s", async (_, use) => {
    await refused(use, { Class: DisposedError, says: /dispose/ });
  });

  test("a model disposed of while it trains ends its training with DisposedError", async () => {
    const doomed = gn.model(small);
    const run = async () => {
      for await (const { epoch } of doomed.train(x, y, { epochs: 5 }))
        if (epoch === 2) doomed.dispose();
    };
    await refused(run, { Class: DisposedError });
  });

  test("models and data sets of another instance are refused", async () => {
    const other = await load();
    const foreign = other.dataset({ x, y });
    await refused(() => model.evaluate(foreign), { Class: ArgumentError });
  });
});

describe("memory", () => {
  test("a model beyond the memoryLimit is a LimitError, and the ones that are there go on", async () => {
    const little = await load({ memoryLimit: 4 << 20 });
    const fits = little.model(small);
    const memory = little.memory();
    const error = await errorOf(() =>
      little.model({ input: [4096], layers: [{ type: "dense", units: 4096 }] }),
    );
    expectRefusal(error, { Class: LimitError, says: /limit/i });
    expect(little.memory()).toEqual(memory);
    expectRefusal(await errorOf(() => little.dataset({ x: new Uint8Array(8 << 20) })), {
      Class: LimitError,
      says: /limit/i,
    });
    expect(little.memory()).toEqual(memory);
    expect(fits.predict(x)).toEqual(model.predict(x));
  });

  test("a batch whose workspace is beyond the limit is refused, and the weights stay", async () => {
    const little = await load({ memoryLimit: 4 << 20 });
    const wide = little.model({
      ...regression,
      layers: [
        { type: "dense", units: 1000 },
        { type: "dense", units: 1 },
      ],
    });
    const weights = fnv1a(wide.getWeights());
    const error = await errorOf(() => wide.trainOnBatch(numbers(2 * 4000), numbers(4000)));
    expectRefusal(error, { Class: LimitError });
    expect(fnv1a(wide.getWeights())).toBe(weights);
    wide.trainOnBatch(numbers(2 * 10), numbers(10));
    expect(wide.steps).toBe(1);
  });

  test("when the machine gives no more memory it is an OutOfMemoryError, and the instance lives on", async () => {
    const greedy = await load({ memoryLimit: 2 ** 40 });
    const held = [];
    const error = await errorOf(() => {
      for (;;) held.push(greedy.model({ input: [8192], layers: [{ type: "dense", units: 8192 }] }));
    });
    expectRefusal(error, { Class: OutOfMemoryError, says: /memory/ });
    const { bytes, models } = greedy.memory();
    expect(models).toBe(held.length);
    held.pop()?.dispose();
    expect(greedy.memory().bytes).toBeLessThan(bytes);
    expect(greedy.model(small).predict(x)).toEqual(model.predict(x));
    for (const thing of held) thing.dispose();
  });
});

describe("training that diverges", () => {
  const wild = { ...regression, optimizer: { type: "sgd", learningRate: 1e6 } };
  const data = { x: numbers(2 * 64, { low: -10, high: 10 }), y: numbers(64, { seed: 2 }) };

  test("ends with a NumericError that names epoch, batch and layer", async () => {
    const model = gn.model({
      ...wild,
      layers: [
        { type: "dense", units: 6 },
        { type: "dense", units: 1, name: "out" },
      ],
    });
    const error = await errorOf(() =>
      model.fit(data.x, data.y, { epochs: 50, batchSize: 8, shuffle: false }),
    );
    expectRefusal(error, { Class: NumericError, says: /finite/ });
    expect(error.details).toMatchObject({ epoch: expect.any(Number), batch: expect.any(Number) });
    expect(error.details.epoch).toBeGreaterThanOrEqual(1);
    expect(error.details.batch).toBeGreaterThanOrEqual(1);
    expect(["dense_1", "out"]).toContain(error.layer);
    expect(error.message).toContain(error.layer);
    // steps made = full epochs before, and the batches of this one before the bad one
    expect(model.steps).toBe((error.details.epoch - 1) * 8 + error.details.batch - 1);
  });

  test("keeps the weights of the last finite step: finite, and exactly those", async () => {
    const layers = [
      { type: "dense", units: 6 },
      { type: "dense", units: 1 },
    ];
    const [failed, replay] = [gn.model({ ...wild, layers }), gn.model({ ...wild, layers })];
    const batch = (k) => [data.x.slice(k * 16, k * 16 + 16), data.y.slice(k * 8, k * 8 + 8)];
    await errorOf(() => failed.fit(data.x, data.y, { epochs: 50, batchSize: 8, shuffle: false }));
    for (let step = 0; step < failed.steps; step++) replay.trainOnBatch(...batch(step % 8));
    expect(Object.values(failed.getWeights()).every((w) => w.every(Number.isFinite))).toBe(true);
    expect(fnv1a(failed.getWeights())).toBe(fnv1a(replay.getWeights()));
    const weights = fnv1a(replay.getWeights());
    expectRefusal(await errorOf(() => replay.trainOnBatch(...batch(failed.steps % 8))), {
      Class: NumericError,
    });
    expect(fnv1a(replay.getWeights())).toBe(weights);
    expect(replay.steps).toBe(failed.steps);
  });

  test("and the model can be reset and trained as if nothing had been", async () => {
    const [failed, fresh] = [gn.model(wild), gn.model(wild)];
    await errorOf(() => failed.fit(data.x, data.y, { epochs: 50, batchSize: 8 })).catch(() => {});
    failed.reset();
    for (const m of [failed, fresh]) m.trainOnBatch(data.x.slice(0, 16), data.y.slice(0, 8));
    expect(fnv1a(failed.getWeights())).toBe(fnv1a(fresh.getWeights()));
  });

  test("a certain and wrong probability, without logits to save it, is a NumericError naming the layer", async () => {
    const layers = [{ type: "activation", activation: "linear", name: "p" }];
    const certain = gn.model({ input: [2], layers, loss: "categoricalCrossentropy" });
    expectRefusal(await errorOf(() => certain.evaluate([[0, 1]], [[1, 0]])), {
      Class: NumericError,
      says: /finite/,
    });
  });
});

describe("model files that lie", () => {
  const bytes = model.save();
  const edited = (edit) => {
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    edit(header);
    const text = new TextEncoder().encode(JSON.stringify(header));
    const file = new Uint8Array(8 + text.length + bytes.length - 8 - length);
    new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
    file.set(text, 8);
    file.set(bytes.subarray(8 + length), 8 + text.length);
    return file;
  };

  test("every prefix of a good file", async () => {
    for (let length = 0; length < bytes.length; length += length < 64 ? 1 : 37) {
      expectRefusal(await errorOf(() => gn.open(bytes.slice(0, length))), { Class: FormatError });
    }
    expect(stateOf()).toEqual(before);
  });

  test("a file with bytes after its end", async () => {
    const longer = new Uint8Array(bytes.length + 3);
    longer.set(bytes);
    await refused(() => gn.open(longer), { Class: FormatError });
  });

  test("each byte of the header changed: an error of ours, or a model", async () => {
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    for (let at = 0; at < 8 + length; at++) {
      for (const flip of [1, 0x80, 0xff]) {
        const changed = bytes.slice();
        changed[at] ^= flip;
        try {
          gn.open(changed).dispose();
        } catch (error) {
          if (!(error instanceof glassnet.GlassnetError) || error.code === "crash") throw error;
        }
      }
    }
    expect(stateOf()).toEqual(before);
  });

  const edits = [
    ["a tensor missing", (header) => delete header["dense_2.bias"]],
    ["no metadata", (header) => delete header.__metadata__],
    ["a tensor of another shape", (header) => (header["dense_1.kernel"].shape = [7, 5])],
    ["an unknown dtype", (header) => (header["dense_1.kernel"].dtype = "Q7")],
    ["offsets beyond the file", (header) => (header["dense_1.kernel"].data_offsets = [0, 1e12])],
    [
      "offsets that overlap",
      (header) => (header["dense_2.bias"].data_offsets = header["dense_1.bias"].data_offsets),
    ],
  ];
  test.each(edits)("%s", async (_, edit) => {
    await refused(() => gn.open(edited(edit)), { Class: FormatError });
  });

  test("NaN among the weights", async () => {
    const broken = gn.model(small).save({ optimizer: false });
    new DataView(broken.buffer, broken.byteOffset).setFloat32(broken.length - 4, NaN, true);
    before = stateOf();
    const error = await errorOf(() => gn.open(broken));
    expectRefusal(error, {
      Class: [FormatError, NumericError].find((C) => error instanceof C) ?? FormatError,
    });
    expect(stateOf()).toEqual(before);
  });

  test.each([
    ["text", "model"],
    ["nothing", undefined],
    ["a list", [1, 2, 3]],
  ])("%s instead of bytes", async (_, bad) => {
    await refused(() => gn.open(bad), { Class: ArgumentError });
  });
});
