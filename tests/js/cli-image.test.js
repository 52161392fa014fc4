// The pictures that glassnet predict reads: the same digit in every kind of PNG.
import { describe, expect, test } from "@jest/globals";
import { readDigit } from "../../wasm/cli/image.js";
import { centreDigit } from "../../wasm/digit.js";
import { FormatError, LimitError } from "../../wasm/errors.js";
import { flips, generator, mutations, prefixes } from "./support/mutate.js";
import { COLOUR, COLOUR_ALPHA, GREY_ALPHA, PALETTE, pngFile } from "./support/png.js";

/** A seven, 1 where it is. */
const seven = Uint8Array.from({ length: 784 }, (_, i) => {
  const [x, y] = [i % 28, Math.floor(i / 28)];
  return Number((y >= 4 && y < 8 && x >= 7 && x < 21) || (y >= 8 && y < 24 && x >= 13 && x < 18));
});
const bright = seven.map((ink) => 255 * ink);
const each = (sample) => Array.from(seven).flatMap(sample);
const read = (...png) => readDigit("seven.png", pngFile(28, 28, ...png));

const kinds = [
  ["1 bit", [seven, { depth: 1 }]],
  ["2 bits", [each((ink) => 3 * ink), { depth: 2 }]],
  ["4 bits", [each((ink) => 15 * ink), { depth: 4 }]],
  ["8 bits", [bright]],
  ["16 bits", [each((ink) => 65535 * ink), { depth: 16 }]],
  ["colour", [each((ink) => Array(3).fill(255 * ink)), { type: COLOUR }]],
  ["colour of 16 bits", [each((ink) => Array(3).fill(65535 * ink)), { type: COLOUR, depth: 16 }]],
  ["grey with opacity", [each((ink) => [255 * ink, 255]), { type: GREY_ALPHA }]],
  [
    "white seen through holes in black",
    [each((ink) => [0, 255 - 255 * ink]), { type: GREY_ALPHA }],
  ],
  [
    "colour with opacity",
    [each((ink) => [...Array(3).fill(255 * ink), 255]), { type: COLOUR_ALPHA }],
  ],
  ["a palette of 1 bit", [seven, { type: PALETTE, depth: 1, palette: [0, 0, 0, 255, 255, 255] }]],
  [
    "a palette of 8 bits",
    [each((ink) => 2 - ink), { type: PALETTE, palette: [9, 9, 9, 255, 255, 255, 0, 0, 0] }],
  ],
  [
    "a palette with an opening",
    [seven, { type: PALETTE, depth: 4, palette: [0, 0, 0, 9, 9, 9], transparency: [255, 0] }],
  ],
  ["a grey that is an opening", [each((ink) => 7 * ink), { transparency: [0, 7] }]],
  [
    "a grey of 2 bits that is an opening",
    [each((ink) => 2 * ink), { depth: 2, transparency: [0, 2] }],
  ],
];

describe("light on dark, 28 × 28, is taken as it is:", () => {
  test.each(kinds)("%s", (_, png) => {
    expect(read(...png)).toEqual({ empty: false, image: bright });
  });

  test.each(kinds)("%s, interlaced", (_, [samples, options]) => {
    expect(read(samples, { ...options, interlaced: true })).toEqual({
      empty: false,
      image: bright,
    });
  });

  test.each(kinds)("%s, with every filter", (_, [samples, options]) => {
    const filters = [4, 3, 2, 1, 0, 4, 4];
    expect(read(samples, { ...options, filters })).toEqual({ empty: false, image: bright });
    expect(read(samples, { ...options, filters, interlaced: true }).image).toEqual(bright);
  });

  test("greys too", () => {
    const grey = bright.map((value, i) => (value ? 100 + (i % 100) : i % 3));
    expect(read(grey).image).toEqual(grey);
    expect(read(grey, { filters: [1, 2, 3, 4] }).image).toEqual(grey);
    expect(read(grey, { filters: [4, 3, 2, 1], interlaced: true }).image).toEqual(grey);
  });
});

describe("all else is prepared as MNIST was:", () => {
  const expected = centreDigit(bright, 28, 28).image;

  test.each([
    ["dark on light", [each((ink) => 255 - 255 * ink)]],
    ["dark on light in 1 bit", [each((ink) => 1 - ink), { depth: 1 }]],
    ["ink on nothing", [each((ink) => [0, 0, 0, 255 * ink]), { type: COLOUR_ALPHA }]],
    [
      "ink on a transparent palette",
      [seven, { type: PALETTE, depth: 1, palette: [0, 0, 0, 0, 0, 0], transparency: [0, 255] }],
    ],
  ])("%s", (_, png) => expect(read(...png).image).toEqual(expected));

  test("large pictures", () => {
    const large = Uint8Array.from(
      { length: 140 * 140 },
      (_, i) => bright[Math.floor(i / 700) * 28 + Math.floor((i % 140) / 5)],
    );
    const { image } = readDigit("", pngFile(140, 140, large));
    expect(image).toEqual(expected);
  });

  test("photographs: pale ink on grey paper, with noise", () => {
    const random = generator(1);
    const photo = Uint8Array.from({ length: 140 * 140 }, (_, i) => {
      const ink = seven[Math.floor(i / 700) * 28 + Math.floor((i % 140) / 5)];
      return 180 - 90 * ink + 20 * (random() - 0.5);
    });
    const { image, empty } = readDigit("", pngFile(140, 140, photo));
    expect(empty).toBe(false);
    const wrong = image.filter((value, i) => value > 127 !== expected[i] > 127).length;
    expect(wrong).toBe(0);
  });

  test("paper with nothing on it is empty", () => {
    const random = generator(2);
    expect(readDigit("", pngFile(50, 50, new Uint8Array(2500).fill(255))).empty).toBe(true);
    expect(readDigit("", pngFile(50, 50, new Uint8Array(2500))).empty).toBe(true);
    expect(readDigit("", pngFile(28, 28, new Uint8Array(784))).empty).toBe(true);
    const noise = Uint8Array.from({ length: 2500 }, () => 180 + 20 * random());
    expect(readDigit("", pngFile(50, 50, noise)).empty).toBe(true);
  });
});

describe("broken pictures are refused with a typed error:", () => {
  const good = pngFile(28, 28, bright);

  function check(bytes) {
    try {
      expect(readDigit("x.png", bytes).image).toHaveLength(784);
    } catch (error) {
      if (!(error instanceof FormatError) && !(error instanceof LimitError)) throw error;
      expect(error.message).toMatch(/^x\.png: /);
      return "refused";
    }
    return "read";
  }

  test("a picture too large", () => {
    const large = good.slice();
    new DataView(large.buffer).setUint32(16, 2 ** 24);
    expect(() => readDigit("x.png", large)).toThrow(LimitError);
  });

  test.each([
    ["without pixels", 37], // their chunk is called otherwise
    ["whose pixels are damaged", 45],
  ])("a picture %s, not made up from what lies in memory", (_, place) => {
    const spoilt = good.slice();
    spoilt[place] ^= 0xff;
    for (let i = 0; i < 200; i++)
      expect(() => readDigit("x.png", spoilt)).toThrow(/^x\.png: the pixels .* cannot be unpacked/);
  });

  test("a small picture that would unpack to a large one", () => {
    const bomb = pngFile(1, 10_000, new Uint8Array(10_000), { interlaced: true });
    new DataView(bomb.buffer).setUint32(20, 28); // its height
    expect(() => readDigit("x.png", bomb)).toThrow(/^x\.png: the pixels .* cannot be unpacked/);
  });

  test("every beginning that lacks data, every byte of the header, 200 random changes", () => {
    const beginnings = [...prefixes(good)].map(check);
    expect(new Set(beginnings)).toEqual(new Set(["refused"]));
    for (const broken of [...flips(good, 41), ...mutations(good, 200, 4)]) check(broken);
  });
});
