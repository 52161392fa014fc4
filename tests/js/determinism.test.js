/** Same seed, same bits: in one instance or two. */
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { distance, fnv1a, numbers } from "./support/numbers.js";
import { everyOptimizer, small, smallData } from "./support/models.js";
import { journey } from "./support/journey.js";

const gn = await load();
const { x, y } = smallData(100);
const hash = async (model) => fnv1a(await model.getWeights());
const dropping = {
  ...small,
  layers: [small.layers[0], { type: "dropout", rate: 0.25 }, small.layers[1]],
};

describe("the seed", () => {
  test.each(everyOptimizer.map((o) => [o.type ?? o, o]))(
    "decides all of a run with %s, dropout and shuffling included",
    async (_, optimizer) => {
      const spec = { ...dropping, optimizer };
      expect(await journey(gn, spec)).toBe(await journey(await load(), spec));
      expect(await journey(gn, { ...spec, seed: 2 })).not.toBe(await journey(gn, spec));
    },
  );

  test("0 is the default, and seeds up to 2⁵³ − 1 are all different", async () => {
    const { seed: _, ...unseeded } = small;
    expect(await hash(gn.model(unseeded))).toBe(await hash(gn.model({ ...small, seed: 0 })));
    const seeds = [0, 1, 2, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 2, 2 ** 53 - 1];
    const hashes = await Promise.all(seeds.map((seed) => hash(gn.model({ ...small, seed }))));
    expect(new Set(hashes).size).toBe(seeds.length);
  });

  test("other models in between change nothing", async () => {
    const [alone, among] = [gn.model(dropping), gn.model(dropping)];
    for (let step = 0; step < 3; step++) alone.trainOnBatch(x, y);
    for (let step = 0; step < 3; step++) {
      among.trainOnBatch(x, y);
      const other = gn.model({ ...dropping, seed: 99 });
      other.trainOnBatch(x, y);
      other.predict(numbers(500));
      other.dispose();
    }
    expect(await hash(among)).toBe(await hash(alone));
  });

  test("weights of two layers of one shape are not the same numbers", () => {
    const layers = [1, 2].map(() => ({ type: "dense", units: 6 }));
    const weights = gn.model({ input: [6], layers, seed: 1 }).getWeights();
    expect(weights["dense_1.kernel"]).not.toEqual(weights["dense_2.kernel"]);
  });
});

describe("the initializers draw what they say", () => {
  // mean and standard deviation of a kernel [400, 100]
  const [fanIn, fanOut] = [400, 100];
  const expected = {
    zeros: [0, 0],
    ones: [1, 0],
    constant: [0, 0],
    uniform: [0, 0.1 / Math.sqrt(12)],
    normal: [0, 0.05],
    lecunUniform: [0, Math.sqrt(1 / fanIn)],
    lecunNormal: [0, Math.sqrt(1 / fanIn)],
    glorotUniform: [0, Math.sqrt(2 / (fanIn + fanOut))],
    glorotNormal: [0, Math.sqrt(2 / (fanIn + fanOut))],
    heUniform: [0, Math.sqrt(2 / fanIn)],
    heNormal: [0, Math.sqrt(2 / fanIn)],
  };

  test.each(gn.schema.initializers.kinds.map(({ type }) => type))("%s", (kernelInitializer) => {
    expect(expected).toHaveProperty(kernelInitializer);
    const [mean, deviation] = expected[kernelInitializer];
    const model = gn.model({
      input: [fanIn],
      layers: [{ type: "dense", units: fanOut, kernelInitializer }],
      seed: 3,
    });
    const w = model.getWeights()["dense_1.kernel"];
    const average = w.reduce((sum, v) => sum + v, 0) / w.length;
    const spread = Math.sqrt(w.reduce((sum, v) => sum + (v - average) ** 2, 0) / w.length);
    // 40,000 draws: five standard errors
    expect(Math.abs(average - mean)).toBeLessThanOrEqual((5 * deviation) / 200 + 1e-6);
    expect(Math.abs(spread - deviation)).toBeLessThanOrEqual(0.03 * deviation + 1e-6);
    const limit = Math.sqrt(3) * deviation * (1 + 1e-6);
    if (kernelInitializer.match(/uniform/i))
      expect(w.every((v) => Math.abs(v) <= limit)).toBe(true);
  });

  test("constant and ranges come from their options", () => {
    const kernelOf = (kernelInitializer) =>
      gn
        .model({ input: [50], layers: [{ type: "dense", units: 50, kernelInitializer }] })
        .getWeights()["dense_1.kernel"];
    expect(kernelOf({ type: "constant", value: 0.75 }).every((v) => v === 0.75)).toBe(true);
    expect(kernelOf({ type: "uniform", min: 2, max: 3 }).every((v) => v >= 2 && v <= 3)).toBe(true);
  });
});

test("batches of any size give the sums of their samples' gradients", () => {
  const model = gn.model({ ...small, loss: { type: "categoricalCrossentropy", reduction: "sum" } });
  const whole = model.gradients(x, y).gradients;
  const sums = Object.fromEntries(
    Object.entries(whole).map(([name, g]) => [name, new Float64Array(g.length)]),
  );
  for (let r = 0; r < 100; r++) {
    const { gradients } = model.gradients(x.slice(r * 5, r * 5 + 5), y.slice(r, r + 1));
    for (const [name, g] of Object.entries(gradients)) g.forEach((v, i) => (sums[name][i] += v));
  }
  for (const [name, g] of Object.entries(whole)) expect(distance(g, sums[name])).toBeLessThan(1e-5);
});
