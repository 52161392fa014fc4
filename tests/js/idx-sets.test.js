/** Sets of pictures in IDX files of other sizes and types than MNIST's: read, and learned by a convolutional network. */
import { describe, expect, test } from "@jest/globals";
import { load, readIdx } from "glassnet";
import { leNet5 } from "glassnet/networks";
import { idxFile } from "./support/idx.js";
import { generator } from "./support/mutate.js";

const gn = await load();

/**
 * Files of pictures with one bright spot on noise, and in which quarter it is: above before below, left before right.
 * A quarter has the spot anywhere, so that no pixel tells the class.
 */
function spots(count, [height, width, channels = 1], [Pixels, dark, bright], Labels, seed) {
  const random = generator(seed);
  const pixels = new Pixels(count * height * width * channels);
  const labels = Labels.from({ length: count }, (_, i) => i % 4);
  const level = (low, high) => dark + (bright - dark) * (low + (high - low) * random());
  for (let i = 0; i < pixels.length; i++) pixels[i] = level(0, 0.3);
  labels.forEach((label, i) => {
    const [h, w] = [Math.floor(height / 2), Math.floor(width / 2)];
    const top = (label >> 1) * h + Math.floor(random() * (h - 1));
    const left = (label & 1) * w + Math.floor(random() * (w - 1));
    for (const [y, x] of [0, 1, 2, 3].map((p) => [top + (p >> 1), left + (p & 1)])) {
      const at = ((i * height + y) * width + x) * channels;
      for (let c = 0; c < channels; c++) pixels[at + c] = level(0.7, 1);
    }
  });
  const shape = channels === 1 ? [count, height, width] : [count, height, width, channels];
  return [idxFile(shape, pixels), idxFile([count], labels)];
}

async function dataset(scale, ...files) {
  const [images, labels] = await Promise.all(files.map((file) => readIdx(file)));
  return { shape: images.shape, data: gn.dataset({ x: images.data, y: labels.data, scale }) };
}

describe("LeNet-5 learns from IDX files of", () => {
  test.each([
    ["bytes, wider than high", [12, 18], [Uint8Array, 0, 255], Uint8Array, 1 / 255],
    ["bytes in three channels", [14, 12, 3], [Uint8Array, 0, 255], Uint8Array, 1 / 255],
    ["signed bytes, labels of 16 bits", [12, 12], [Int8Array, -128, 127], Int16Array, 1 / 128],
    ["16 bits, labels of 32", [16, 12], [Int16Array, -3000, 3000], Int32Array, 1 / 3000],
    ["32 bits", [12, 14], [Int32Array, 0, 70_000], Uint8Array, 1 / 70_000],
    ["floats in two channels", [13, 15, 2], [Float32Array, 0, 1], Uint8Array, 1],
    ["doubles", [15, 13], [Float64Array, -1, 1], Int32Array, 1],
  ])("%s: %j", async (_, size, values, Labels, scale) => {
    const [height, width, channels = 1] = size;
    const train = await dataset(scale, ...spots(800, size, values, Labels, 1));
    const held = await dataset(scale, ...spots(200, size, values, Labels, 2));
    expect(train.shape).toEqual([800, ...size]);

    const input = [height, width, channels];
    const spec = leNet5({ input, classes: 4, activation: "relu", pooling: "max" });
    const optimizer = { type: "adam", learningRate: 3e-3 };
    const model = gn.model({ ...spec, optimizer, seed: 1 });
    await model.fit(train.data, { epochs: 4, batchSize: 16 });
    expect(model.evaluate(held.data).accuracy).toBeGreaterThan(0.95);
    for (const each of [train.data, held.data, model]) each.dispose();
  });
});
