/** What cannot go on: things disposed of, memory that ends, training that diverges, files that lie. */
import { describe, expect, test } from "@jest/globals";
import {
  ArgumentError,
  DisposedError,
  FormatError,
  GlassnetError,
  LimitError,
  NumericError,
  OutOfMemoryError,
  load,
} from "glassnet";
import { fnv1a, numbers } from "./support/numbers.js";
import { regression, small, smallData } from "./support/models.js";
import { coreThatGrowsBy } from "./support/wasm.js";
import { errorOf, expectRefusal, watch } from "./support/refusal.js";

const gn = await load();
const { x, y } = smallData(10);
const model = gn.model(small);
const { refused, unchanged, now } = watch(gn, model);

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
    const use = () => {
      const { allocations: _, ...rest } = little.memory();
      return rest;
    };
    const memory = use();
    const error = await errorOf(() =>
      little.model({ input: [4096], layers: [{ type: "dense", units: 4096 }] }),
    );
    expectRefusal(error, { Class: LimitError, says: /limit/i });
    expect(use()).toEqual(memory);
    expectRefusal(await errorOf(() => little.dataset({ x: new Uint8Array(8 << 20) })), {
      Class: LimitError,
      says: /limit/i,
    });
    expect(use()).toEqual(memory);
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
    const greedy = await load({ wasm: coreThatGrowsBy(256) });
    const held = [];
    const error = await errorOf(() => {
      for (;;) held.push(greedy.model({ input: [512], layers: [{ type: "dense", units: 512 }] }));
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
    unchanged();
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
          if (!(error instanceof GlassnetError) || error.code === "crash") throw error;
        }
      }
    }
    unchanged();
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
    now();
    const error = await errorOf(() => gn.open(broken));
    expectRefusal(error, {
      Class: [FormatError, NumericError].find((C) => error instanceof C) ?? FormatError,
    });
    unchanged();
  });

  test.each([
    ["text", "model"],
    ["nothing", undefined],
    ["a list", [1, 2, 3]],
  ])("%s instead of bytes", async (_, bad) => {
    await refused(() => gn.open(bad), { Class: ArgumentError });
  });
});
