/** A model's state: weights, save and open, lifetime. */
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { distance, fnv1a } from "./support/numbers.js";
import { everyOptimizer, small, smallData } from "./support/models.js";

const gn = await load();
const { x, y } = smallData(11);
const nested = (flat, width) =>
  Array.from({ length: flat.length / width }, (_, r) => [
    ...flat.subarray(r * width, (r + 1) * width),
  ]);

describe("weights", () => {
  test("are set by name, one tensor or all, from any sort of numbers", () => {
    const model = gn.model(small);
    const before = model.getWeights();
    model.setWeights({ "dense_2.bias": [1, 2, 3] });
    expect(model.getWeights()).toEqual({ ...before, "dense_2.bias": Float32Array.of(1, 2, 3) });
    model.setWeights(gn.model({ ...small, seed: 2 }).getWeights());
    expect(model.getWeights()).toEqual(gn.model({ ...small, seed: 2 }).getWeights());
    model.setWeights({ "dense_1.kernel": nested(before["dense_1.kernel"], 7) });
    expect(model.getWeights()["dense_1.kernel"]).toEqual(before["dense_1.kernel"]);
  });

  test("reset(seed) makes the model as new, optimizer and steps included", () => {
    const [model, fresh] = [gn.model(small), gn.model({ ...small, seed: 42 })];
    for (let step = 0; step < 3; step++) model.trainOnBatch(x, y);
    model.reset(42);
    expect(model.steps).toBe(0);
    for (const m of [model, fresh]) for (let step = 0; step < 3; step++) m.trainOnBatch(x, y);
    expect(model.getWeights()).toEqual(fresh.getWeights());
  });

  test("reset() without a seed takes the model's own", () => {
    const model = gn.model(small);
    model.trainOnBatch(x, y);
    model.reset();
    expect(model.getWeights()).toEqual(gn.model(small).getWeights());
  });
});

describe("save and open", () => {
  test.each(everyOptimizer.map((o) => [o.type ?? o, o]))(
    "%s resumes bit for bit",
    async (_, optimizer) => {
      const model = gn.model({ ...small, optimizer });
      await model.fit(x, y, { epochs: 2, batchSize: 4 });
      const opened = gn.open(model.save());
      expect(opened.getWeights()).toEqual(model.getWeights());
      expect(opened.spec).toEqual(model.spec);
      expect(opened.steps).toBe(model.steps);
      for (const m of [model, opened]) {
        await m.fit(x, y, { epochs: 2, batchSize: 4 });
        m.trainOnBatch(x, y);
      }
      expect(fnv1a(opened.getWeights())).toBe(fnv1a(model.getWeights()));
    },
  );

  test("without the optimizer the file is smaller and the weights are the same", () => {
    const model = gn.model(small);
    model.trainOnBatch(x, y);
    const [whole, bare] = [model.save(), model.save({ optimizer: false })];
    expect(whole).toBeInstanceOf(Uint8Array);
    expect(bare.length).toBeLessThan(whole.length);
    expect(gn.open(bare).getWeights()).toEqual(model.getWeights());
  });

  test("as F16 it is smaller still, and predicts nearly the same", () => {
    const model = gn.model(small);
    const half = model.save({ optimizer: false, dtype: "F16" });
    expect(half.length).toBeLessThan(model.save({ optimizer: false }).length);
    expect(distance(gn.open(half).predict(x), model.predict(x))).toBeLessThan(2e-3);
  });

  test("the file is a .safetensors file: a header of JSON, then the tensors", () => {
    const bytes = gn.model(small).save({ optimizer: false });
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    expect(header).toHaveProperty("__metadata__");
    expect(header["dense_1.kernel"]).toMatchObject({ dtype: "F32", shape: [5, 7] });
  });

  test("opens an ArrayBuffer, and names that are not ASCII", () => {
    const spec = { ...small, layers: [{ ...small.layers[0], name: "隐藏层" }, small.layers[1]] };
    const bytes = gn.model(spec).save();
    const opened = gn.open(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
    );
    expect(Object.keys(opened.getWeights())).toContain("隐藏层.kernel");
  });
});

describe("lifetime", () => {
  test("gn.memory() counts models, data sets and their bytes, and gets all of them back", () => {
    const before = gn.memory();
    const model = gn.model(small);
    const data = gn.dataset({ x, y });
    const during = gn.memory();
    expect(during.models).toBe(before.models + 1);
    expect(during.datasets).toBe(before.datasets + 1);
    expect(during.bytes).toBeGreaterThan(before.bytes);
    model.dispose();
    data.dispose();
    expect(gn.memory()).toMatchObject({
      bytes: before.bytes,
      models: before.models,
      datasets: before.datasets,
    });
  });

  test("dispose() may be called twice, and is what `using` calls", () => {
    const dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");
    for (const thing of [gn.model(small), gn.dataset({ x, y })]) {
      const before = gn.memory();
      thing[dispose]();
      thing.dispose();
      thing.dispose();
      expect(gn.memory().models + gn.memory().datasets).toBe(before.models + before.datasets - 1);
    }
  });
});

test("a file without the optimizer's state starts the optimizer anew, its counters with it", async () => {
  const model = gn.model(small);
  await model.fit(x, y, { epochs: 5, batchSize: 4 });
  const opened = gn.open(model.save({ optimizer: false }));
  const fresh = gn.model(small);
  fresh.setWeights(model.getWeights());
  expect(opened.steps).toBe(0);
  for (const m of [opened, fresh]) await m.fit(x, y, { epochs: 2, batchSize: 4 });
  expect(opened.getWeights()).toEqual(fresh.getWeights());
});
