/** Pooling by hand: which number wins, what a mean is over, where the gradient goes, and what is refused. */
import { describe, expect, test } from "@jest/globals";
import { ArgumentError, load, ShapeError } from "glassnet";
import { errorOf, expectRefusal } from "./support/refusal.js";

const gn = await load();

/** One layer on one image: its output, and ∂(½Σ(a − y)²)/∂x with the a − y given. */
function run(input, layer, x, errors) {
  const loss = { type: "halfSquaredError", reduction: "sum" };
  const model = gn.model({ input, layers: [layer], loss });
  const [shape, values] = [model.outputShape, Array.from(model.predict(Float32Array.from(x)))];
  const y = Float32Array.from(values, (a, i) => a - errors[i]);
  const gradient = Array.from(model.gradients(Float32Array.from(x), y).inputGradient);
  model.dispose();
  return { shape, values, gradient };
}

// prettier-ignore
const image = [
  1, 3, 2, 2,
  4, 4, 0, 2,
  5, 1, 7, 7,
];

describe("maxPooling2d", () => {
  test("of equal numbers the first wins and gets the whole gradient", () => {
    const { shape, values, gradient } = run([3, 4, 1], { type: "maxPooling2d" }, image, [10, 20]);
    expect(shape).toEqual([1, 2, 1]);
    expect(values).toEqual([4, 2]);
    expect(gradient).toEqual([0, 0, 20, 0, 10, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("windows that overlap add up their gradients", () => {
    const layer = { type: "maxPooling2d", poolSize: [2, 3], strides: 1 };
    const { shape, values, gradient } = run([3, 4, 1], layer, image, [1, 2, 4, 8]);
    expect(shape).toEqual([2, 2, 1]);
    expect(values).toEqual([4, 4, 7, 7]);
    expect(gradient).toEqual([0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 12, 0]);
  });

  test("padding never wins, not even over negative numbers", () => {
    const layer = { type: "maxPooling2d", poolSize: 3, strides: 2, padding: "same" };
    const x = image.map((v) => v - 10);
    expect(run([3, 4, 1], layer, x, [0, 0, 0, 0]).values).toEqual([-6, -8, -3, -3]);
  });

  test("each channel has winners of its own", () => {
    const x = image.flatMap((v) => [v, -v - 1, 5]);
    const { values } = run([3, 4, 3], { type: "maxPooling2d" }, x, Array(6).fill(0));
    expect(values).toEqual([4, -2, 5, 2, -1, 5]);
  });
});

describe("averagePooling2d", () => {
  test("is the mean, and shares the gradient out", () => {
    const { values, gradient } = run([3, 4, 1], { type: "averagePooling2d" }, image, [4, 8]);
    expect(values).toEqual([3, 1.5]);
    expect(gradient).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 0, 0, 0, 0]);
  });

  test("with padding only the pixels that are there count", () => {
    const layer = { type: "averagePooling2d", padding: "same" };
    const { shape, values, gradient } = run([3, 4, 1], layer, image, [4, 8, 2, 6]);
    expect(shape).toEqual([2, 2, 1]);
    expect(values).toEqual([3, 1.5, 3, 7]);
    expect(gradient).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 3, 3]);
  });
});

describe("the whole image at once", () => {
  test("globalMaxPooling2d", () => {
    const { shape, values, gradient } = run([3, 4, 1], { type: "globalMaxPooling2d" }, image, [5]);
    expect([shape, values]).toEqual([[1], [7]]);
    expect(gradient).toEqual(image.map((_, i) => (i === 10 ? 5 : 0)));
  });

  test("globalAveragePooling2d", () => {
    const x = image.flatMap((v) => [v, 2 * v]);
    const { shape, values, gradient } = run(
      [3, 4, 2],
      { type: "globalAveragePooling2d" },
      x,
      [12, 24],
    );
    expect(shape).toEqual([2]);
    expect(values[0]).toBeCloseTo(38 / 12, 6);
    expect(values[1]).toBeCloseTo(76 / 12, 6);
    expect(gradient[0]).toBeCloseTo(1, 6);
    expect(gradient[23]).toBeCloseTo(2, 6);
  });
});

describe("what is refused", () => {
  const refused = async (input, layer, wanted) =>
    expectRefusal(await errorOf(() => gn.model({ input, layers: [layer] })), {
      layer: `${layer.type}_1`,
      ...wanted,
    });

  test.each(
    gn.schema.layers.kinds.map(({ type }) => type).filter((type) => /Pooling|spatial/.test(type)),
  )("%s takes images", (type) => {
    const layer = { type, ...(type === "spatialDropout2d" && { rate: 0.5 }) };
    return refused([12], layer, { Class: ShapeError, says: [/\[12\]/, /image/] });
  });

  test("a window larger than the image, unless it may be padded", async () => {
    const layer = { type: "maxPooling2d", poolSize: [2, 5] };
    await refused([3, 4, 1], layer, {
      Class: ShapeError,
      says: [/\[2, 5\]/, /\[3, 4\]/, /poolSize/],
    });
    gn.model({ input: [3, 4, 1], layers: [{ ...layer, padding: "same" }] }).dispose();
  });

  test.each([
    [{ poolSize: [1, 2, 3] }, /poolSize/],
    [{ strides: [1, 2, 3] }, /strides/],
    [{ poolSize: 0 }, /poolSize/],
    [{ poolSize: null }, /poolSize/],
    [{ strides: 1.5 }, /strides/],
    [{ padding: "full" }, /padding.*valid.*same/],
  ])("%j", (options, says) =>
    refused([3, 4, 1], { type: "averagePooling2d", ...options }, { Class: ArgumentError, says }),
  );
});

test("spatialDropout2d drops whole channels of a sample, and scales the others", () => {
  const layers = [{ type: "spatialDropout2d", rate: 0.4 }];
  const [pixels, channels, samples] = [6, 5, 200];
  const model = gn.model({ input: [2, 3, channels], layers, loss: "halfSquaredError", seed: 1 });
  const x = new Float32Array(samples * pixels * channels).fill(3);
  const y = new Float32Array(x.length);
  const [{ output }] = model.trace(x, y, { training: true }).layers;
  let dropped = 0;
  for (let n = 0; n < samples; n++)
    for (let c = 0; c < channels; c++) {
      const at = (p) => output[(n * pixels + p) * channels + c];
      const values = new Set(Array.from({ length: pixels }, (_, p) => at(p)));
      expect(values.size).toBe(1);
      if (at(0) === 0) dropped++;
      else expect(at(0)).toBe(5);
    }
  expect(dropped / (samples * channels)).toBeGreaterThan(0.35);
  expect(dropped / (samples * channels)).toBeLessThan(0.45);
  expect(Array.from(model.predict(x))).toEqual(Array.from(x));
  model.dispose();
});
