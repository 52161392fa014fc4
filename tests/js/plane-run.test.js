// The 2-D lab's run: however it is played or stepped the bits are the same; back, and other settings in its midst.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { load } from "../../wasm/index.js";
import { fingerprint } from "../../web/state/fingerprint.js";
import { randomStream } from "../../web/state/random.js";
import { datasets } from "../../web/labs/plane/datasets.js";
import { endOf, readLayers, specOf, writeLayers } from "../../web/labs/plane/network.js";
import { withSpec } from "../../web/labs/plane/saved.js";
import { Trainer } from "../../web/labs/plane/trainer.js";

let gn;
beforeAll(async () => {
  gn = await load();
});
afterAll(() => gn.dispose());

const count = 47; // no multiple of the batch
const { x, y } = datasets.circle.make(randomStream(3), count, 0.1);
const sets = {
  train: { x: Float32Array.from(x.flat()), y: Float32Array.from(y), count },
  validation: { x: new Float32Array(0), y: new Float32Array(0), count: 0 },
};
const places = Float32Array.of(-1, -1, 1, 1);
const usual = {
  task: datasets.circle,
  inputs: 2,
  hidden: readLayers("4:tanh,3:relu"),
  loss: "suited",
  bias: true,
  l1: 0,
  l2: 0,
  dropout: 0,
  init: { type: "glorotUniform" },
  optimizer: { type: "adam", learningRate: 0.03 },
  seed: 5,
};
const begin = (chosen = {}) => Trainer.begin(gn, specOf({ ...usual, ...chosen }), sets);
const batchSize = 10;

describe("a run", () => {
  for (const [name, chosen] of Object.entries({
    "as usual": {},
    "with dropout and penalties": { dropout: 0.3, l1: 0.001, l2: 0.01 },
    "with a rate that falls by the epoch": {
      optimizer: {
        type: "adam",
        learningRate: 0.1,
        schedule: { type: "exponential", rate: 0.5 },
      },
    },
    "with a rate that falls by the update": {
      optimizer: {
        type: "sgd",
        learningRate: 0.1,
        schedule: { type: "timeDecay", rate: 0.1, by: "step" },
      },
    },
    "with momentum": { optimizer: { type: "sgd", learningRate: 0.1, momentum: 0.9 } },
  }))
    test(`${name}: the same bits by epoch, by batch, by sample`, async () => {
      const [byEpoch, byBatch, bySample] = await Promise.all([
        begin(chosen),
        begin(chosen),
        begin(chosen),
      ]);
      for (let i = 0; i < 3; i++) await byEpoch.epochs(batchSize);
      for (let i = 0; i < 3 * 5; i++) await byBatch.batch(batchSize);
      for (let i = 0; i < 3 * count; i++) await bySample.sample(batchSize);
      const print = await fingerprint(byEpoch.model);
      expect(await fingerprint(byBatch.model)).toBe(print);
      expect(await fingerprint(bySample.model)).toBe(print);
      for (const trainer of [byEpoch, byBatch, bySample])
        expect(trainer.cursor).toEqual({ epoch: 3, read: 0, used: 0 });
    });

  test("many epochs at once are the same bits, from within one too; where batches cross epochs it is one", async () => {
    const even = {
      ...sets,
      train: { x: sets.train.x.slice(0, 80), y: sets.train.y.slice(0, 40), count: 40 },
    };
    const spec = specOf({ ...usual, dropout: 0.3 });
    const [together, apart] = [
      await Trainer.begin(gn, spec, even),
      await Trainer.begin(gn, spec, even),
    ];
    for (const trainer of [together, apart]) await trainer.batch(batchSize);
    expect(await together.epochs(batchSize, 5)).toBe(5);
    for (let i = 0; i < 5; i++) expect(await apart.epochs(batchSize)).toBe(1);
    expect(together.cursor).toEqual(apart.cursor);
    expect(await fingerprint(together.model)).toBe(await fingerprint(apart.model));
    expect(await (await begin()).epochs(batchSize, 5)).toBe(1); // 47 samples in tens
  });

  test("a rate that falls by the epoch does so however it is trained, and from where it is switched on", async () => {
    const falling = {
      type: "sgd",
      learningRate: 0.1,
      schedule: { type: "exponential", rate: 0.5 },
    };
    const even = {
      ...sets,
      train: { x: sets.train.x.slice(0, 80), y: sets.train.y.slice(0, 40), count: 40 },
    };
    const trainer = await Trainer.begin(gn, specOf({ ...usual, optimizer: falling }), even);
    expect((await trainer.look(places)).rate).toBeCloseTo(0.1, 8);
    await trainer.epochs(batchSize, 5);
    expect((await trainer.look(places)).rate).toBeCloseTo(0.05, 8);
    for (let i = 0; i < 40; i++) await trainer.sample(batchSize);
    expect((await trainer.look(places)).rate).toBeCloseTo(0.025, 8);
    const constant = { type: "sgd", learningRate: 0.1 };
    await trainer.alter(specOf({ ...usual, optimizer: constant }), even);
    expect(await trainer.epochs(batchSize, 5)).toBe(5);
    expect((await trainer.look(places)).rate).toBeCloseTo(0.1, 8);
    await trainer.alter(specOf({ ...usual, optimizer: falling }), even);
    expect((await trainer.look(places)).rate).toBeCloseTo(0.1 * 0.5 ** 7, 8);
  });

  test("each epoch reads every sample once, in an order of its own", async () => {
    const trainer = await begin();
    const first = trainer.order;
    await trainer.epochs(batchSize);
    expect(trainer.order).not.toEqual(first);
    for (const order of [first, trainer.order])
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
  });

  test("a sample that completes no batch changes nothing but what has been read", async () => {
    const trainer = await begin();
    const print = await fingerprint(trainer.model);
    for (let i = 0; i < batchSize - 1; i++) await trainer.sample(batchSize);
    expect(await fingerprint(trainer.model)).toBe(print);
    const { waiting, at } = await trainer.look(places);
    expect(waiting).toEqual(trainer.order.slice(0, batchSize - 1));
    expect(at).toBeCloseTo((batchSize - 1) / count);
    await trainer.sample(batchSize);
    expect(await fingerprint(trainer.model)).not.toBe(print);
    expect((await trainer.look(places)).waiting).toEqual([]);
  });

  test("a smaller batch, in its midst, makes its update with the next sample", async () => {
    const trainer = await begin();
    for (let i = 0; i < 6; i++) await trainer.sample(batchSize);
    await trainer.sample(4);
    expect(trainer.cursor).toEqual({ epoch: 0, read: 4, used: 4 });
  });

  test("back to a moment, to the bit, and on from there", async () => {
    const trainer = await begin({ dropout: 0.2 });
    await trainer.epochs(batchSize);
    await trainer.batch(batchSize);
    const moment = await trainer.look(places);
    await trainer.epochs(batchSize);
    const print = await fingerprint(trainer.model);
    await trainer.back(moment);
    expect(trainer.cursor).toEqual({ epoch: 1, read: 10, used: 10 });
    await trainer.epochs(batchSize);
    expect(await fingerprint(trainer.model)).toBe(print);
  });
});

describe("other settings in the midst of a run", () => {
  test("keep the weights; the optimizer's memory as long as it is of the same sort", async () => {
    const trainer = await begin();
    await trainer.epochs(batchSize);
    const print = await fingerprint(trainer.model);
    const memory = trainer.model.getOptimizerState();
    await trainer.alter(
      specOf({ ...usual, optimizer: { type: "adam", learningRate: 0.001 }, l2: 0.1 }),
      sets,
    );
    expect(await fingerprint(trainer.model)).toBe(print);
    expect(trainer.model.getOptimizerState()).toEqual(memory);
    expect(trainer.model.learningRate).toBeCloseTo(0.001);
    expect(trainer.model.steps).toBe(5);
    for (const optimizer of [
      { type: "sgd", learningRate: 0.1 },
      { type: "sgd", learningRate: 0.1, momentum: 0.9 },
      { type: "rmsprop", learningRate: 0.01 },
    ]) {
      await trainer.alter(specOf({ ...usual, optimizer }), sets);
      expect(await fingerprint(trainer.model)).toBe(print);
      expect(trainer.model.spec.optimizer).toEqual(optimizer);
      await trainer.look(places);
    }
  });

  test("back past such a change: the old weights, the new settings", async () => {
    const trainer = await begin();
    await trainer.epochs(batchSize);
    const moment = await trainer.look(places);
    const print = await fingerprint(trainer.model);
    await trainer.alter(specOf({ ...usual, optimizer: { type: "sgd", learningRate: 0.1 } }), sets);
    await trainer.epochs(batchSize);
    await trainer.back(moment);
    expect(await fingerprint(trainer.model)).toBe(print);
    expect(trainer.model.spec.optimizer.type).toBe("sgd");
  });

  test("a rate changed and changed back leaves no trace", async () => {
    const [plain, changed] = await Promise.all([begin(), begin()]);
    for (const trainer of [plain, changed]) await trainer.epochs(batchSize);
    await changed.alter(specOf({ ...usual, optimizer: { type: "adam", learningRate: 9 } }), sets);
    await changed.alter(specOf(usual), sets);
    for (const trainer of [plain, changed]) await trainer.epochs(batchSize);
    expect(await fingerprint(changed.model)).toBe(await fingerprint(plain.model));
  });

  test("other samples begin another epoch", async () => {
    const trainer = await begin();
    await trainer.batch(batchSize);
    const fewer = { x: sets.train.x.slice(0, 40), y: sets.train.y.slice(0, 20), count: 20 };
    await trainer.alter(specOf(usual), { ...sets, train: fewer });
    expect(trainer.cursor).toEqual({ epoch: 0, read: 0, used: 0 });
    await trainer.epochs(batchSize);
    expect(trainer.cursor.epoch).toBe(1);
  });
});

describe("the network", () => {
  test("layers in the link and back", () => {
    for (const text of ["", "4:tanh", "12:relu,1:sigmoid"])
      expect(writeLayers(readLayers(text))).toBe(text);
  });

  for (const [name, task] of Object.entries(datasets))
    test(`${name}: what the core makes of its spec`, () => {
      const inputs = task.kind === "curve" ? 1 : 2;
      const model = gn.model(specOf({ ...usual, task, inputs }));
      const made = task.make(randomStream(1), 30, 0.1);
      const targets = task.kind === "classes" ? Uint8Array.from(made.y) : Float32Array.from(made.y);
      const { loss } = model.evaluate(Float32Array.from(made.x.flat()), targets);
      expect(loss).toBeGreaterThan(0);
      expect(model.outputShape).toEqual([endOf(task, "suited").units]);
      model.dispose();
    });

  test("a saved model under another spec is the same file but for that", () => {
    const spec = specOf(usual);
    const model = gn.model(spec);
    const bytes = model.save();
    expect(withSpec(bytes, model.spec)).toEqual(bytes);
    const other = gn.open(withSpec(bytes, specOf({ ...usual, l2: 0.5 })));
    expect(other.spec.layers[0].kernelRegularizer).toEqual({ type: "l1l2", l1: 0, l2: 0.5 });
    expect(other.getWeights()).toEqual(model.getWeights());
  });
});
