/** Augmentation: what becomes of a picture against matrices, NumPy and PyTorch; where it acts, and where not. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { ArgumentError, ShapeError, load } from "glassnet";
import { load as loadWorker } from "glassnet/worker";
import { goldenRuns } from "./support/golden-runs.js";
import { compare, fnv1a, numbers } from "./support/numbers.js";
import { errorOf, expectRefusal } from "./support/refusal.js";
import { everyKind } from "./support/specs.js";

const gn = await load();
const cases = JSON.parse(
  readFileSync(new URL("../golden/augmented.json", import.meta.url), "utf8"),
);
const { spec, augment, x, y } = goldenRuns["training-augmented"];
const shape = spec.input;
const size = 30;

describe("pictures are what the definitions make of them (tests/golden/make_augmented.py)", () => {
  test.each(cases.map((c) => [c.title, c]))("%s", (_, { data, index, place, out }) => {
    const { x, bytes, mean, std, ...rest } = data;
    const values = bytes ? Uint8Array.from(x) : Float32Array.from(x);
    const set = gn.dataset({ ...rest, x: values, ...(mean && { mean, std }) });
    const misses = [];
    compare(misses, "picture", set.augmented(index, place), out, 1e-5);
    set.dispose();
    expect(misses).toEqual([]);
  });

  test.each(everyKind(gn.schema, "augmentations"))("%s has a case", (kind) => {
    const covered = cases.flatMap(({ data }) => data.augment.map(({ type }) => type));
    expect(covered).toContain(kind.split("/")[1]);
  });
});

describe("nothing changes", () => {
  const idle = [
    { type: "shift", pixels: 0 },
    { type: "rotate", degrees: 0, fill: "edge" },
    { type: "scale", share: 0 },
    { type: "shear", degrees: 0, axis: "both" },
    { type: "flip", probability: 0 },
    { type: "elastic", alpha: 0 },
    { type: "noise", standardDeviation: 0 },
  ];
  const plain = gn.dataset({ x, scale: 2, mean: 0.5 });

  test.each([...idle.map((entry) => [entry.type, [entry]]), ["all of them", idle]])(
    "by %s without strength",
    (_, list) => {
      const data = gn.dataset({ x, scale: 2, mean: 0.5, augment: list });
      expect(data.augmented(3, { shape })).toEqual(plain.augmented(3, { shape }));
      data.dispose();
    },
  );

  test("by an empty list, nor without one", () => {
    const data = gn.dataset({ x, augment: [] });
    expect(data.augmented(3, { shape })).toEqual(x.slice(3 * size, 4 * size));
    expect(gn.dataset({ x }).augmented(3, { shape })).toEqual(x.slice(3 * size, 4 * size));
  });

  test("twice mirrored is the picture; mirrored once, its mirror image", () => {
    const flip = { type: "flip", probability: 1 };
    const twice = gn.dataset({ x, augment: [flip, flip] });
    expect(twice.augmented(0, { shape })).toEqual(x.slice(0, size));
    const once = gn.dataset({ x, augment: [flip] }).augmented(0, { shape });
    const mirrored = Array.from(once, (_, i) => x[5 * Math.floor(i / 5) + 4 - (i % 5)]);
    expect([...once]).toEqual(mirrored);
  });
});

describe("the draws have the distribution that is said of them", () => {
  const [side, count] = [41, 2000];
  /** A slope: its grey says where a pixel came from. */
  const slope = (along) =>
    Float32Array.from({ length: side * side }, (_, i) => (along ? Math.floor(i / side) : i % side));
  const middle = (side * side - 1) / 2;
  const draws = (list, picture, read) => {
    const data = gn.dataset({ x: picture, augment: list });
    const values = Array.from({ length: count }, (_, k) =>
      read(data.augmented(0, { shape: [side, side], seed: 5, epoch: k + 1 })),
    );
    data.dispose();
    return values;
  };
  const moments = (values) => {
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    return { mean, spread, least: Math.min(...values), most: Math.max(...values) };
  };
  /** Uniform on −limit … limit: within five standard errors. */
  const expectUniform = (values, limit) => {
    const { mean, spread, least, most } = moments(values);
    expect(Math.abs(mean)).toBeLessThan((5 * limit) / Math.sqrt(3 * count));
    expect(spread).toBeCloseTo(limit / Math.sqrt(3), 1);
    expect(least).toBeGreaterThanOrEqual(-limit * 1.0001);
    expect(most).toBeLessThanOrEqual(limit * 1.0001);
    expect(least).toBeLessThan(-0.99 * limit);
    expect(most).toBeGreaterThan(0.99 * limit);
  };

  test("shift: uniform up to its pixels, along each axis", () => {
    const list = [{ type: "shift", pixels: 3 }];
    const right = draws(list, slope(0), (v) => (side - 1) / 2 - v[middle]);
    const down = draws(list, slope(1), (v) => (side - 1) / 2 - v[middle]);
    expectUniform(right, 3);
    expectUniform(down, 3);
    const together = right.reduce((sum, v, k) => sum + v * down[k], 0) / count / 3;
    expect(Math.abs(together)).toBeLessThan(5 / Math.sqrt(count)); // they have nothing to do with each other
  });

  test("rotate: uniform up to its degrees", () => {
    // beside the middle, the slope downwards has become sin θ a pixel
    const angle = (v) => (Math.asin((v[middle + 10] - v[middle - 10]) / 20) * 180) / Math.PI;
    expectUniform(draws([{ type: "rotate", degrees: 12 }], slope(1), angle), 12);
  });

  test("scale: uniform up to its share", () => {
    const factor = (v) => 20 / (v[middle + 10] - v[middle - 10]) - 1;
    expectUniform(draws([{ type: "scale", share: 0.25 }], slope(0), factor), 0.25);
  });

  test("flip: as often as is said", () => {
    const flips = draws([{ type: "flip", probability: 0.3 }], slope(0), (v) => Number(v[0] !== 0));
    expect(Math.abs(moments(flips).mean - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / count));
  });

  test("noise: mean 0, and its standard deviation", () => {
    const data = gn.dataset({
      x: new Float32Array(40_000),
      augment: [{ type: "noise", standardDeviation: 2 }],
    });
    const { mean, spread } = moments([...data.augmented(0, { shape: [200, 200] })]);
    expect(Math.abs(mean)).toBeLessThan((5 * 2) / 200);
    expect(Math.abs(spread - 2)).toBeLessThan((5 * 2) / 280);
  });

  test("elastic: no mean, and the spread that smoothing leaves: α/√3 · 1/(2σ√π)", () => {
    const list = [{ type: "elastic", alpha: 20, sigma: 3 }];
    const right = draws(list, slope(0), (v) => v[middle] - (side - 1) / 2);
    const { mean, spread } = moments(right);
    const wanted = 20 / Math.sqrt(3) / (2 * 3 * Math.sqrt(Math.PI));
    expect(Math.abs(mean)).toBeLessThan((5 * wanted) / Math.sqrt(count));
    expect(Math.abs(spread / wanted - 1)).toBeLessThan(0.1);
  });

  test("cutout: the square's middle is anywhere", () => {
    const ones = new Float32Array(side * side).fill(1);
    const hits = draws([{ type: "cutout", size: 1 }], ones, (v) => v.indexOf(0));
    expect(new Set(hits.map((i) => i % side)).size).toBe(side);
    expect(new Set(hits.map((i) => Math.floor(i / side))).size).toBe(side);
    const cut = draws([{ type: "cutout", size: 7 }], ones, (v) => v.filter((p) => p === 0).length);
    expect(Math.max(...cut)).toBe(49);
    expect(Math.min(...cut)).toBeGreaterThanOrEqual(12); // 3 × 4 in a corner
  });
});

describe("training sees what augmented() shows", () => {
  const epochs = 3;
  const count = 100;

  /** Epoch after epoch on pictures that were augmented beforehand. */
  async function trainBeforehand(batchSize, shuffle) {
    const data = gn.dataset({ x, y, scale: 0.5, mean: 0.1, augment });
    const model = gn.model(spec);
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const pictures = Float32Array.from({ length: count * size });
      for (let i = 0; i < count; i++)
        pictures.set(data.augmented(i, { shape, seed: spec.seed, epoch }), i * size);
      await model.fit(pictures, y, { batchSize, shuffle });
    }
    return fnv1a(model.getWeights());
  }

  test.each([
    [7, true],
    [32, true],
    [1, false],
    [100, false],
  ])("in batches of %d, shuffled: %p", async (batchSize, shuffle) => {
    const model = gn.model(spec);
    const data = gn.dataset({ x, y, scale: 0.5, mean: 0.1, augment });
    await model.fit(data, { epochs, batchSize, shuffle });
    expect(fnv1a(model.getWeights())).toBe(await trainBeforehand(batchSize, shuffle));
  });

  test("other seeds, epochs and samples are other pictures", () => {
    const data = gn.dataset({
      x: new Float32Array([...x.slice(0, size), ...x.slice(0, size)]),
      augment,
    });
    const seen = [
      [0, { seed: 7, epoch: 1 }],
      [0, { seed: 8, epoch: 1 }],
      [0, { seed: 7, epoch: 2 }],
      [1, { seed: 7, epoch: 1 }],
    ].map(([index, place]) => fnv1a({ v: data.augmented(index, { shape, ...place }) }));
    expect(new Set(seen).size).toBe(4);
    expect(fnv1a({ v: data.augmented(0, { shape, seed: 7 }) })).toBe(seen[0]);
  });

  test("nothing else does: evaluate, predict, gradients, trainOnBatch and validation", async () => {
    const [plain, changed] = [gn.dataset({ x, y }), gn.dataset({ x, y, augment })];
    const model = gn.model(spec);
    expect(model.evaluate(changed)).toEqual(model.evaluate(plain));
    expect(model.predict(changed)).toEqual(model.predict(plain));
    expect(model.gradients(changed)).toEqual(model.gradients(plain));
    const other = gn.model(spec);
    expect(model.trainOnBatch(changed)).toEqual(other.trainOnBatch(plain));
    expect(fnv1a(model.getWeights())).toBe(fnv1a(other.getWeights()));
    const [{ validationLoss }] = await model.fit(changed, { validation: changed });
    expect(validationLoss).toBe(model.evaluate(plain).loss);
  });

  test("as an option of train it is the same", async () => {
    const [a, b] = [gn.model(spec), gn.model(spec)];
    await a.fit(x, y, { epochs: 2, augment });
    await b.fit(gn.dataset({ x, y, augment }), { epochs: 2 });
    expect(fnv1a(a.getWeights())).toBe(fnv1a(b.getWeights()));
  });

  test("broken off, saved and resumed, it goes on bit for bit", async () => {
    const data = gn.dataset({ x, y, augment });
    const through = gn.model(spec);
    await through.fit(data, { epochs: 4 });
    const first = gn.model(spec);
    await first.fit(data, { epochs: 2 });
    const second = gn.open(first.save());
    await second.fit(gn.dataset({ x, y, augment }), { epochs: 2 });
    expect(fnv1a(second.getWeights())).toBe(fnv1a(through.getWeights()));
  });

  test("epochs allocate nothing after the first", async () => {
    const data = gn.dataset({ x, y, augment });
    const model = gn.model(spec);
    await model.fit(data);
    const before = gn.memory();
    await model.fit(data, { epochs: 20 });
    expect(gn.memory()).toEqual(before);
  });

  test("in a worker, too", async () => {
    const remote = await loadWorker();
    const [here, there] = [gn, remote].map((g) => g.dataset({ x, augment }));
    const place = { shape, seed: 3, epoch: 9 };
    expect(await (await there).augmented(4, place)).toEqual(here.augmented(4, place));
    remote.terminate();
  });
});

describe("what is refused", () => {
  const make = (list) => () => gn.dataset({ x, y, augment: list });
  const wrong = [
    ["no list", {}, ArgumentError, /augment must be a list/],
    ["a function", () => {}, ArgumentError, /augment must be a list/],
    ["an unknown kind", ["turn"], ArgumentError, [/augment\[0\]/, /turn/, /rotate/]],
    ["an entry without a kind", ["flip", {}], ArgumentError, [/augment\[1\]/, /type/]],
    ["an unknown field", [{ type: "rotate", angle: 1 }], ArgumentError, [/angle/, /degrees/]],
    ["a value out of range", [{ type: "rotate", degrees: 181 }], ArgumentError, [/degrees/, /180/]],
    ["NaN", [{ type: "shift", pixels: NaN }], ArgumentError, [/augment\[0\]\.pixels/, /NaN/]],
    ["a missing field", [{ type: "noise" }], ArgumentError, [/standardDeviation/, /not given/]],
    ["an unknown word", [{ type: "flip", axis: "x" }], ArgumentError, [/horizontal/, /both/]],
  ];

  test.each(wrong)("%s", async (_, list, Class, says) => {
    const before = gn.memory();
    expectRefusal(await errorOf(make(list)), { Class, says });
    expect(gn.memory()).toMatchObject({ bytes: before.bytes, datasets: before.datasets });
  });

  test("samples that are no pictures, before anything is trained", async () => {
    const model = gn.model({ ...spec, input: [size], layers: spec.layers.slice(1) });
    const data = gn.dataset({ x, y, augment });
    const error = await errorOf(() => model.fit(data));
    expectRefusal(error, { Class: ShapeError, says: [/height, width/, /\[30\]/, /flatten/] });
    expect(model.steps).toBe(0);
    expect(model.evaluate(data).samples).toBe(100); // what is not trained needs no pictures
  });

  test("augment beside a data set", async () => {
    const error = await errorOf(() => gn.model(spec).fit(gn.dataset({ x, y }), { augment }));
    expectRefusal(error, { Class: ArgumentError, says: /belongs into the data set/ });
  });

  const data = gn.dataset({ x, y, augment });
  const calls = [
    ["no shape", () => data.augmented(0), ArgumentError, /shape/],
    ["a flat shape", () => data.augmented(0, { shape: [30] }), ArgumentError, /shape/],
    ["another size", () => data.augmented(0, { shape: [7, 5] }), ShapeError, [/3000/, /7/]],
    ["no such sample", () => data.augmented(100, { shape }), ArgumentError, /100/],
    ["a sample −1", () => data.augmented(-1, { shape }), ArgumentError, /-1/],
    ["epoch 0", () => data.augmented(0, { shape, epoch: 0 }), ArgumentError, /epoch/],
    ["a seed of 0.5", () => data.augmented(0, { shape, seed: 0.5 }), ArgumentError, /seed/],
  ];
  test.each(calls)("augmented: %s", async (_, call, Class, says) => {
    expectRefusal(await errorOf(call), { Class, says });
  });

  test("a picture of one pixel, one row, one column is one, too", () => {
    for (const one of [
      [1, 1],
      [1, 30],
      [30, 1],
      [1, 1, 30],
    ]) {
      const some = gn.dataset({ x, augment }).augmented(0, { shape: one });
      expect(some.every(Number.isFinite)).toBe(true);
    }
  });
});

test("wide angles and great lengths stay numbers", () => {
  const far = [
    { type: "shift", pixels: 10_000 },
    { type: "rotate", degrees: 180 },
    { type: "scale", share: 0.99 },
    { type: "shear", degrees: 80, axis: "both" },
    { type: "elastic", alpha: 10_000, sigma: 32 },
  ];
  for (const fill of ["zero", "edge"]) {
    const data = gn.dataset({ x: numbers(size), augment: far.map((f) => ({ ...f, fill })) });
    for (let epoch = 1; epoch < 50; epoch++)
      expect(data.augmented(0, { shape, epoch }).every((v) => Math.abs(v) <= 1)).toBe(true);
  }
});
