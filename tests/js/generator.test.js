/** Handwritten-like digits from a seed: what a data set must be, and that no engine or slicing changes it. */
import { describe, expect, test } from "@jest/globals";
import {
  PIXELS,
  generateDigits,
  generateDigitsInSlices,
} from "../../web/labs/digits/generator/index.js";
import { randomStream } from "../../web/state/random.js";
import { skeletonsOf } from "../../web/labs/digits/generator/skeletons.js";

const image = ({ images }, i) => images.subarray(i * PIXELS, (i + 1) * PIXELS);

function fnv1a(bytes) {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16);
}

const prints = ({ images, labels }) => [fnv1a(images), fnv1a(labels)];

describe("generated digits", () => {
  const some = generateDigits({ count: 1000, seed: 3 });

  test("are bytes of 28 × 28 and labels, as many as asked for", () => {
    expect(some.images).toBeInstanceOf(Uint8Array);
    expect(some.images).toHaveLength(1000 * 784);
    expect(some.labels).toHaveLength(1000);
    expect(generateDigits({ count: 0 }).labels).toHaveLength(0);
  });

  test("are the same bits for the same seed, today as on the day this was written", () => {
    expect(prints(generateDigits({ count: 1000, seed: 3 }))).toEqual(prints(some));
    expect(prints(some)).toEqual(["38e03c53", "8895e309"]);
  });

  test("are others for another seed", () => {
    const others = prints(generateDigits({ count: 1000, seed: 4 }));
    prints(some).forEach((print, i) => expect(others[i]).not.toBe(print));
  });

  test("begin alike, however many are asked for", () => {
    const few = generateDigits({ count: 37, seed: 3 });
    const first = {
      images: some.images.subarray(0, 37 * 784),
      labels: some.labels.subarray(0, 37),
    };
    expect(prints(few)).toEqual(prints(first));
  });

  test("come the same in slices, which tell how far they are and can be ended", async () => {
    const told = [];
    const sliced = await generateDigitsInSlices({
      count: 1000,
      seed: 3,
      onProgress: (done) => told.push(done),
    });
    expect(prints(sliced)).toEqual(prints(some));
    expect(told.at(-1)).toBe(1000);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    const stop = new AbortController();
    stop.abort();
    const ended = generateDigitsInSlices({ count: 1000, signal: stop.signal });
    await expect(ended).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
  });

  test("are balanced: each ten of them holds every digit once, in changing order", () => {
    const tens = Array.from({ length: 100 }, (_, k) => [
      ...some.labels.subarray(10 * k, 10 * k + 10),
    ]);
    for (const ten of tens) expect([...ten].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(tens.map(String)).size).toBeGreaterThan(90);
  });

  test("all differ, and all have ink of a pen: dark in the stroke, paper around it", () => {
    const seen = new Set();
    for (let i = 0; i < 1000; i++) {
      const pixels = image(some, i);
      seen.add(fnv1a(pixels));
      expect(Math.max(...pixels)).toBeGreaterThan(180);
      const share = pixels.reduce((sum, v) => sum + v, 0) / 255 / PIXELS;
      expect(share).toBeGreaterThan(0.015);
      expect(share).toBeLessThan(0.4);
    }
    expect(seen.size).toBe(1000);
  });

  test("fill a box of 20 × 20 and have their centre of mass within a pixel of (14, 14), as MNIST", () => {
    for (let i = 0; i < 1000; i++) {
      const pixels = image(some, i);
      const box = { left: 28, right: -1, top: 28, bottom: -1 };
      let [mass, mx, my] = [0, 0, 0];
      pixels.forEach((v, k) => {
        if (v === 0) return;
        const [x, y] = [k % 28, Math.floor(k / 28)];
        [mass, mx, my] = [mass + v, mx + v * x, my + v * y];
        box.left = Math.min(box.left, x);
        box.right = Math.max(box.right, x);
        box.top = Math.min(box.top, y);
        box.bottom = Math.max(box.bottom, y);
      });
      const longer = Math.max(box.right - box.left, box.bottom - box.top) + 1;
      expect(longer).toBeGreaterThanOrEqual(19);
      expect(longer).toBeLessThanOrEqual(20);
      const isFree = (low, high) => low > 0 && high < 27; // at the rim the box stays inside
      if (isFree(box.left, box.right)) expect(Math.abs(mx / mass - 14)).toBeLessThan(1);
      if (isFree(box.top, box.bottom)) expect(Math.abs(my / mass - 14)).toBeLessThan(1);
    }
  });
});

describe("the skeletons", () => {
  test("give every digit four ways or more of being written", () => {
    for (let digit = 0; digit < 10; digit++)
      expect(skeletonsOf(digit).length).toBeGreaterThanOrEqual(4);
  });
});

describe("a random stream", () => {
  test("is uniform in [0, 1), and normal draws have mean 0 and variance 1", () => {
    const random = randomStream(5);
    const uniform = Array.from({ length: 20_000 }, () => random.uniform());
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
    expect(mean(uniform)).toBeCloseTo(0.5, 1);
    const normal = Array.from({ length: 20_000 }, () => random.normal());
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((v) => v * v))).toBeCloseTo(1, 1);
  });

  test("is another one for each index", () => {
    const firsts = Array.from({ length: 1000 }, (_, i) => randomStream(1, i).uniform());
    expect(new Set(firsts).size).toBe(1000);
  });
});
