import { describe, expect, test } from "@jest/globals";
import { centreDigit } from "../../wasm/digit.js";
import { ArgumentError, ShapeError } from "../../wasm/errors.js";
import { mnistFolder, readMnist } from "./support/mnist.js";
import { generator } from "./support/mutate.js";

/** A black drawing with a bright rectangle. */
function rectangle(width, height, [left, top, w, h], ink = 255, Pixels = Uint8Array) {
  const pixels = new Pixels(width * height);
  for (let y = top; y < top + h; y++) pixels.fill(ink, y * width + left, y * width + left + w);
  return pixels;
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

describe("centreDigit", () => {
  test("crops to the ink, scales its longer side to 20 and centres it", () => {
    const digit = centreDigit(rectangle(280, 200, [30, 40, 60, 120]), 280, 200);
    expect(digit.empty).toBe(false);
    expect(digit.box).toEqual({ left: 30, top: 40, width: 60, height: 120 });
    expect(digit.scaled).toEqual({ width: 10, height: 20, data: new Uint8Array(200).fill(255) });
    expect(digit.centre).toEqual({ x: 4.5, y: 9.5 });
    expect(digit.shift).toEqual({ x: 10, y: 5 });
    expect(digit.image).toEqual(rectangle(28, 28, [10, 5, 10, 20]));
  });

  test("averages over areas: a grey pixel is the share of ink in it", () => {
    // 30 × 30 → 20 × 20: a new pixel covers 1.5 × 1.5 old ones. One dark column in three, so that the new
    // columns have 1 of 1.5 and 0.5 of 1.5 of their width inked, and then the same again.
    const pixels = Uint8Array.from({ length: 900 }, (_, i) => (i % 3 === 1 ? 0 : 255));
    const { scaled } = centreDigit(pixels, 30, 30);
    expect([...scaled.data.subarray(0, 4)]).toEqual([170, 170, 170, 170]);
    const other = Uint8Array.from({ length: 900 }, (_, i) => (i % 3 === 0 ? 255 : 0));
    other[29] = other[899] = 255; // keeps the box at the full width
    expect([...centreDigit(other, 30, 30).scaled.data.subarray(20, 24)]).toEqual([170, 0, 170, 0]);
  });

  test("keeps the amount of ink: the mean grey of the box is the same at every size", () => {
    const random = generator(3);
    for (const [width, height] of [
      [20, 20],
      [37, 61],
      [140, 280],
      [7, 5],
      [3, 19],
    ]) {
      const pixels = Uint8Array.from(
        { length: width * height },
        () => 1 + Math.floor(random() * 255),
      );
      const { scaled } = centreDigit(pixels, width, height);
      expect(Math.max(scaled.width, scaled.height)).toBe(20);
      expect(
        Math.abs(sum(scaled.data) / scaled.data.length - sum(pixels) / pixels.length),
      ).toBeLessThan(0.5);
    }
  });

  test("centres the mass, not the box", () => {
    const pixels = rectangle(100, 100, [10, 10, 40, 8]); // a T whose stroke stands to the right
    for (let y = 18; y < 50; y++) pixels.fill(255, y * 100 + 32, y * 100 + 40);
    const { image, centre, shift } = centreDigit(pixels, 100, 100);
    expect(centre.x).toBeGreaterThan(9.5);
    expect(centre.y).toBeLessThan(9.5);
    expect(Math.abs(shift.x + centre.x - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(shift.y + centre.y - 14)).toBeLessThanOrEqual(0.5);
    expect(sum(image)).toBeGreaterThan(0);
  });

  test("does not care where in the drawing the digit is", () => {
    const images = [
      [0, 0],
      [50, 20],
      [70, 60],
    ].map(([left, top]) => centreDigit(rectangle(100, 100, [left, top, 30, 40]), 100, 100).image);
    expect(images[1]).toEqual(images[0]);
    expect(images[2]).toEqual(images[0]);
  });

  test("takes 0 … 255 and 0 … 1, bytes and floats and lists", () => {
    const expected = centreDigit(rectangle(50, 50, [5, 5, 20, 30]), 50, 50);
    for (const [ink, Pixels] of [
      [1, Float32Array],
      [255, Float32Array],
      [1, Float64Array],
      [255, Uint8ClampedArray],
      [255, Uint16Array],
    ]) {
      expect(centreDigit(rectangle(50, 50, [5, 5, 20, 30], ink, Pixels), 50, 50)).toEqual(expected);
    }
    expect(centreDigit(Array.from(rectangle(50, 50, [5, 5, 20, 30])), 50, 50)).toEqual(expected);
  });

  test("says so when nothing is drawn", () => {
    const { empty, image, scaled, box } = centreDigit(new Uint8Array(10000), 100, 100);
    expect(empty).toBe(true);
    expect(image).toEqual(new Uint8Array(784));
    expect(scaled.data).toHaveLength(0);
    expect(box.width).toBe(0);
  });

  test("makes a dot into a square, a line into a line, and stays inside the field", () => {
    const dot = centreDigit(rectangle(90, 90, [7, 80, 1, 1]), 90, 90);
    expect(dot.scaled).toEqual({ width: 20, height: 20, data: new Uint8Array(400).fill(255) });
    expect(centreDigit(rectangle(300, 300, [0, 9, 300, 1]), 300, 300).scaled).toMatchObject({
      width: 20,
      height: 1,
    });
    const lopsided = rectangle(200, 200, [0, 0, 20, 200]);
    lopsided[199] = 1; // a faint speck far to the right draws the box out
    const { shift, scaled } = centreDigit(lopsided, 200, 200);
    expect(shift.x + scaled.width).toBeLessThanOrEqual(28);
  });

  test("leaves the drawing as it was", () => {
    const pixels = rectangle(40, 40, [3, 3, 9, 9]);
    const before = pixels.slice();
    centreDigit(pixels, 40, 40);
    expect(pixels).toEqual(before);
  });

  test.each([
    [new Uint8Array(10), 3, 3, ShapeError],
    [undefined, 3, 3, ShapeError],
    [new Uint8Array(0), 0, 3, ArgumentError],
    [new Uint8Array(9), 1.5, 6, ArgumentError],
    [Float32Array.of(0, NaN), 2, 1, ArgumentError],
    [Float32Array.of(0, 256), 2, 1, ArgumentError],
    [Int8Array.of(0, -1), 2, 1, ArgumentError],
  ])("refuses %p of %p × %p", (pixels, width, height, Class) => {
    expect(() => centreDigit(pixels, width, height)).toThrow(Class);
  });

  (mnistFolder ? test : test.skip)("changes nothing in MNIST's own digits", async () => {
    const { x: data } = await readMnist("test");
    let same = 0;
    for (let i = 0; i < 10000; i++) {
      const image = data.subarray(784 * i, 784 * (i + 1));
      const digit = centreDigit(image, 28, 28);
      if (Buffer.compare(digit.image, image) === 0) same++;
      else if (Math.max(digit.box.width, digit.box.height) === 20) {
        // Ties of half a pixel may be rounded the other way; nothing else may differ.
        const { x, y } = digit.centre;
        const tie = Math.min(...[x, y].map((c) => Math.abs((c % 1) - 0.5)));
        expect(tie).toBeLessThan(0.01);
      }
    }
    expect(same).toBeGreaterThanOrEqual(9996);
  });
});
