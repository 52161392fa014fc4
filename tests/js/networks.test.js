// Well-known networks: their parameters as published, and that the small ones learn.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { load } from "../../dist/index.js";
import * as networks from "../../dist/networks.js";

let gn;
beforeAll(async () => (gn = await load()));
afterAll(() => expect(gn.memory().models).toBe(0));

describe("parameter counts are those published", () => {
  test.each([
    ["leNet5", 61_706, "the curriculum"],
    ["alexNet", 62_378_344, "the curriculum"],
    ["vgg16", 138_357_544, "torchvision's documentation"],
    ["resNet50", 25_557_032, "torchvision's documentation"],
    ["googLeNet", 6_624_904, "torchvision's documentation"],
    ["denseNet121", 7_978_856, "torchvision's documentation"],
  ])("%s: %i (%s)", (name, count) => {
    const before = gn.memory().bytes;
    const outline = gn.summary(networks[name]());
    expect(outline.parameterCount).toBe(count);
    expect(gn.memory().bytes).toBe(before);
  });
});

describe("multiply-adds are those published, in thousands of millions", () => {
  test.each([
    ["vgg16", 15.47],
    ["resNet50", 4.09],
    ["denseNet121", 2.83],
  ])("%s: %f (torchvision's documentation)", (name, billions) => {
    expect(gn.summary(networks[name]()).multiplyAdds / 1e9).toBeCloseTo(billions, 1);
  });
});

test("the pictures shrink as the papers' tables say", () => {
  const shapes = (spec, ...names) =>
    Object.fromEntries(
      gn
        .summary(spec)
        .layers.filter(({ name }) => names.includes(name))
        .map(({ name, outputShape }) => [name, outputShape]),
    );
  expect(shapes(networks.alexNet(), "conv2d_1", "maxPooling2d_3")).toEqual({
    conv2d_1: [55, 55, 96],
    maxPooling2d_3: [6, 6, 256],
  });
  expect(shapes(networks.vgg16(), "maxPooling2d_5")).toEqual({ maxPooling2d_5: [7, 7, 512] });
  const resNet = shapes(networks.resNet50(), "stem_pool", "stage1_3_relu", "stage4_3_relu");
  expect(resNet).toEqual({
    stem_pool: [56, 56, 64],
    stage1_3_relu: [56, 56, 256],
    stage4_3_relu: [7, 7, 2048],
  });
  expect(shapes(networks.googLeNet(), "inception1_join", "inception11_join")).toEqual({
    inception1_join: [28, 28, 256],
    inception11_join: [7, 7, 1024],
  });
  expect(shapes(networks.denseNet121(), "block1_6_join", "last_relu")).toEqual({
    block1_6_join: [56, 56, 256],
    last_relu: [7, 7, 1024],
  });
});

test("they are plain JSON, made to measure", () => {
  for (const build of Object.values(networks)) {
    const spec = build({ input: [32, 32, 3], classes: 7 });
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(spec.input).toEqual([32, 32, 3]);
    expect(spec.layers.at(-1).units).toBe(7);
  }
  expect(gn.summary(networks.smallResNet({ input: [32, 32, 3], classes: 7 })).outputShape).toEqual([
    7,
  ]);
});

// Crosses against rings: a tiny task, on which a network that is wired wrongly does not get anywhere.
function pictures(count) {
  const side = 14;
  let seed = 7;
  const next = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const x = new Float32Array(count * side * side);
  const y = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    y[n] = n % 2;
    const [cx, cy, r] = [5 + 4 * next(), 5 + 4 * next(), 3 + 1.5 * next()];
    for (let i = 0; i < side; i++)
      for (let j = 0; j < side; j++) {
        const [dx, dy] = [j - cx, i - cy];
        const isOn =
          y[n] === 1
            ? Math.abs(Math.hypot(dx, dy) - r) < 0.7
            : Math.min(Math.abs(dx), Math.abs(dy)) < 0.7 &&
              Math.max(Math.abs(dx), Math.abs(dy)) < r;
        x[(n * side + i) * side + j] = (isOn ? 1 : 0) + 0.1 * next();
      }
  }
  return { x, y };
}

describe("the small ones learn to tell crosses from rings, and take no memory while they do", () => {
  test.each(["leNet5", "smallResNet", "smallInception", "smallDenseNet"])("%s", async (name) => {
    const optimizer = { type: "adam", learningRate: 3e-3 };
    const model = gn.model({
      ...networks[name]({ input: [14, 14, 1], classes: 2 }),
      optimizer,
      seed: 1,
    });
    const data = gn.dataset(pictures(256));
    await model.fit(data, { epochs: 1, batchSize: 16 });
    const { allocations } = gn.memory();
    const epochs = await model.fit(data, { epochs: 5, batchSize: 16 });
    expect(epochs.at(-1).accuracy).toBeGreaterThan(0.95);
    await model.fit(data, { epochs: 8, batchSize: 2 }); // 8 · 128 steps: more than a thousand in all
    expect(gn.memory().allocations).toBe(allocations);
    data.dispose();
    model.dispose();
  });
});
