/** Convolution beside what it must equal: dense layers, and the receptive fields that one counts by hand. */
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { leNet5 } from "glassnet/networks";
import { numbers } from "./support/numbers.js";

const gn = await load();

/** Output, loss and all gradients of one layer with these weights, towards targets of its shape. */
function outcome(input, layer, [kernel, bias], x, y) {
  const model = gn.model({ input, layers: [{ ...layer, name: "it" }], loss: "meanSquaredError" });
  model.setWeights({ "it.kernel": kernel, "it.bias": bias });
  const { loss, gradients, inputGradient } = model.gradients(x, y);
  const { outputShape } = model;
  const output = model.predict(x);
  model.dispose();
  return { outputShape, output, loss, gradients, inputGradient };
}

/** The same numbers within rounding: sums may be added up in another order. */
function expectClose(actual, expected) {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5));
}

describe("a 1 × 1 convolution is a dense layer at each pixel", () => {
  test.each([
    [[5, 7, 3], 4, "tanh"],
    [[1, 1, 9], 11, "linear"],
    [[8, 3, 16], 1, "sigmoid"],
    [[6, 6, 1], 17, "linear"],
  ])("%j, %i filters, %s", (input, filters, activation) => {
    const [height, width, channels] = input;
    const pixels = 3 * height * width; // of three samples
    const weights = [numbers(channels * filters, { seed: 2 }), numbers(filters, { seed: 3 })];
    const x = numbers(pixels * channels);
    const y = numbers(pixels * filters, { seed: 4 });
    const conv = { type: "conv2d", filters, kernelSize: 1, activation };
    const dense = { type: "dense", units: filters, activation };
    const image = outcome(input, conv, weights, x, y);
    const pixel = outcome([channels], dense, weights, x, y);

    expect(image.outputShape).toEqual([height, width, filters]);
    expectClose(image.output, pixel.output);
    expect(image.loss).toBeCloseTo(pixel.loss, 6);
    for (const name of ["it.kernel", "it.bias"])
      expectClose(image.gradients[name], pixel.gradients[name]);
    expectClose(image.inputGradient, pixel.inputGradient);
  });
});

test("a convolution as large as the image is a dense layer over all of it", () => {
  const input = [4, 6, 2];
  const weights = [numbers(48 * 5, { seed: 2 }), numbers(5, { seed: 3 })];
  const x = numbers(3 * 48);
  const y = numbers(3 * 5, { seed: 4 });
  const conv = { type: "conv2d", filters: 5, kernelSize: [4, 6], activation: "tanh" };
  const image = outcome(input, conv, weights, x, y);
  const row = outcome([48], { type: "dense", units: 5, activation: "tanh" }, weights, x, y);
  expect(image.outputShape).toEqual([1, 1, 5]);
  expectClose(image.output, row.output);
  expectClose(image.gradients["it.kernel"], row.gradients["it.kernel"]);
  expectClose(image.inputGradient, row.inputGradient);
});

test("the workspace grows with the batch, as far as there are batches", () => {
  const workspace = (batchSize) => gn.summary(leNet5(), { batchSize }).memory.workspace;
  expect(gn.summary(leNet5()).memory.workspace).toBe(workspace(32));
  expect(workspace(4096) / workspace(2048)).toBeCloseTo(2, 2);
  for (const size of [0, 4097, 1.5]) expect(() => workspace(size)).toThrow(/from 1 to 4096/);
});

describe("receptive fields", () => {
  // Counted by hand: a window of k over pixels that lie j apart adds (k − 1)·j; a stride of s makes j s times as large.
  //   LeNet-5   5: 1 + 4     2: 5 + 1, j = 2     5: 6 + 4·2 = 14     2: 14 + 2, j = 4
  test("of LeNet-5: 5, 6, 14, 16; none behind flatten but what it sees", () => {
    const fields = (layers) =>
      layers.filter(({ receptiveField }) => receptiveField).map((layer) => layer.receptiveField);
    const expected = [5, 6, 14, 16].map((side) => [side, side]);
    expect(fields(gn.summary(leNet5()).layers).slice(0, 4)).toEqual(expected);
    const model = gn.model(leNet5());
    expect(fields(model.summary()).slice(0, 4)).toEqual(expected);
    model.dispose();
  });

  test.each([
    ["kernelSize", { kernelSize: [3, 1] }, [5, 3]],
    ["strides do not show before the next layer", { kernelSize: 1, strides: 5 }, [3, 3]],
    ["dilationRate spreads a window", { kernelSize: 3, dilationRate: [1, 4] }, [5, 11]],
  ])("rows and columns by themselves: %s", (_, fields, receptiveField) => {
    const conv = (more) => ({ type: "conv2d", filters: 1, kernelSize: 3, ...more });
    const { layers } = gn.summary({ input: [40, 40, 1], layers: [conv(), conv(fields)] });
    expect(layers.at(-1).receptiveField).toEqual(receptiveField);
  });
});

test("what a pixel of LeNet-5's last picture sees is what changes it", () => {
  // The paper's 32 × 32 without a frame, so that the field of the first pixel begins at the corner.
  const [side, field] = [32, 16];
  const { layers } = leNet5({ activation: "linear" });
  const pictures = layers.slice(0, 4).map((layer) => ({ ...layer, padding: undefined }));
  const spec = JSON.parse(JSON.stringify({ input: [side, side, 1], layers: pictures, seed: 3 }));
  const model = gn.model(spec);
  const [, , channels] = model.outputShape;
  const first = (x) => Array.from(model.predict(x).subarray(0, channels));
  const dark = first(new Float32Array(side * side));
  for (let at = 0; at < side * side; at++) {
    const x = new Float32Array(side * side);
    x[at] = 1;
    const isSeen = Math.floor(at / side) < field && at % side < field;
    const pixel = `${Math.floor(at / side)}, ${at % side}`;
    const isChanged = first(x).some((value, c) => value !== dark[c]);
    expect({ pixel, isChanged }).toEqual({ pixel, isChanged: isSeen });
  }
  model.dispose();
});
