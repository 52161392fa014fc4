import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { ArgumentError, FormatError, LimitError } from "../../wasm/errors.js";
import { readIdx } from "../../wasm/readers/idx.js";
import { idxFile } from "./support/idx.js";
import { mnistFolder } from "./support/mnist.js";
import { flips, mutations, prefixes } from "./support/mutate.js";

const pixels = Uint8Array.from({ length: 24 }, (_, i) => i * 10);
const good = idxFile([2, 3, 4], pixels);

/** What an IDX file says, read in the plainest way; undefined when it is not one. */
function reference(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const readers = {
    8: [1, Uint8Array, (at) => view.getUint8(at)],
    9: [1, Int8Array, (at) => view.getInt8(at)],
    11: [2, Int16Array, (at) => view.getInt16(at)],
    12: [4, Int32Array, (at) => view.getInt32(at)],
    13: [4, Float32Array, (at) => view.getFloat32(at)],
    14: [8, Float64Array, (at) => view.getFloat64(at)],
  };
  if (bytes.length < 8 || view.getUint16(0) !== 0 || !(bytes[2] in readers) || bytes[3] < 1)
    return undefined;
  const [width, Values, get] = readers[bytes[2]];
  const start = 4 + 4 * bytes[3];
  if (bytes.length < start) return undefined;
  const shape = Array.from({ length: bytes[3] }, (_, i) => view.getUint32(4 + 4 * i));
  const count = shape.reduce((product, size) => product * size, 1);
  if (count === 0 || start + count * width !== bytes.length) return undefined;
  return { shape, data: Values.from({ length: count }, (_, i) => get(start + i * width)) };
}

/** Refused with a typed error that says where, or read as the reference reads it. */
async function check(bytes) {
  let result;
  try {
    result = await readIdx(bytes);
  } catch (error) {
    if (!(error instanceof FormatError) && !(error instanceof LimitError)) throw error;
    expect(error.details.format).toBe("idx");
    expect(error.details.offset).toBeGreaterThanOrEqual(0);
    return "refused";
  }
  expect(result).toEqual(reference(bytes));
  return "read";
}

describe("readIdx reads", () => {
  test.each([
    Uint8Array.of(0, 1, 127, 128, 255, 9),
    Int8Array.of(0, 1, 127, -128, -1, 9),
    Int16Array.of(0, 1, 32767, -32768, -1, 258),
    Int32Array.of(0, 1, 2 ** 31 - 1, -(2 ** 31), -1, 66051),
    Float32Array.of(0, 1.5, -2.25, 1e30, 1e-40, 3),
    Float64Array.of(0, 1.5, -Math.PI, 1e300, 5e-324, 3),
  ])("$constructor.name values", async (values) => {
    expect(await readIdx(idxFile([2, 3], values))).toEqual({ shape: [2, 3], data: values });
  });

  test.each([
    ["a Uint8Array", (bytes) => bytes],
    [
      "an ArrayBuffer",
      (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    ],
    ["a Blob", (bytes) => new Blob([bytes])],
    [
      "a view into something larger",
      (bytes) => Uint8Array.of(7, ...bytes, 7).subarray(1, 1 + bytes.length),
    ],
  ])("from %s, gzipped or not", async (_, wrap) => {
    const expected = { shape: [2, 3, 4], data: pixels };
    expect(await readIdx(wrap(good))).toEqual(expected);
    expect(await readIdx(wrap(new Uint8Array(gzipSync(good))))).toEqual(expected);
  });

  test("unless the file is larger than any memory for it, or cannot be read any more", async () => {
    const tooLarge = Object.defineProperty(new Blob([good]), "size", { value: 2 ** 30 + 1 });
    await expect(readIdx(tooLarge)).rejects.toThrow(LimitError);
    const gone = Object.assign(new Blob([good]), {
      arrayBuffer: () => Promise.reject(Error("gone")),
    });
    await expect(readIdx(gone)).rejects.toThrow(/cannot be read; was it moved or changed/);
  });

  test("into memory of its own", async () => {
    const bytes = good.slice();
    const { data } = await readIdx(bytes);
    bytes.fill(0);
    expect(data).toEqual(pixels);
  });

  (mnistFolder ? test : test.skip)("the original MNIST", async () => {
    const read = (name) => {
      const path = `${mnistFolder}/${name}`;
      return readIdx(readFileSync(existsSync(path) ? path : `${path}.gz`));
    };
    const images = await read("train-images-idx3-ubyte");
    const labels = await read("train-labels-idx1-ubyte");
    expect(images.shape).toEqual([60000, 28, 28]);
    expect(images.data).toHaveLength(60000 * 28 * 28);
    expect(labels.shape).toEqual([60000]);
    expect([...labels.data.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect((await read("t10k-images-idx3-ubyte")).shape).toEqual([10000, 28, 28]);
    expect((await read("t10k-labels-idx1-ubyte")).data[0]).toBe(7);
  });
});

describe("readIdx refuses", () => {
  const header = (type, ...sizes) => {
    const bytes = new Uint8Array(4 + 4 * sizes.length);
    bytes.set([0, 0, type, sizes.length]);
    sizes.forEach((size, i) => new DataView(bytes.buffer).setUint32(4 + 4 * i, size));
    return bytes;
  };

  test.each([
    ["an empty file", new Uint8Array(0), FormatError, 0],
    ["text", new TextEncoder().encode("5,0,0,12\n"), FormatError, 0],
    ["an unknown type", header(0x0a, 1), FormatError, 2],
    ["no dimension", header(0x08), FormatError, 3],
    ["200 dimensions", header(0x08, ...Array(200).fill(1)), FormatError, 3],
    ["a dimension of zero", header(0x08, 3, 0), FormatError, 8],
    ["values that are cut off", header(0x08, 3), FormatError, 8],
    ["values that follow the last", Uint8Array.of(...good, 0), FormatError, good.length],
    ["sizes beyond the limit", header(0x08, 2 ** 16, 2 ** 16), LimitError, 8],
    [
      "sizes whose product wraps around at 32 bits",
      header(0x0c, 2 ** 31, 2 ** 31, 2 ** 31),
      LimitError,
      4,
    ],
    [
      "sizes whose product wraps around at 64 bits",
      header(0x08, ...Array(8).fill(2 ** 32 - 1)),
      LimitError,
      4,
    ],
  ])("%s", async (_, bytes, Class, offset) => {
    for (const form of [bytes, new Uint8Array(gzipSync(bytes))]) {
      const error = await readIdx(form).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(Class);
      expect(error.details).toMatchObject({ format: "idx", offset });
    }
  });

  test.each([undefined, null, 5, "file.idx", {}, [0, 0, 8, 1]])(
    "what is not bytes: %p",
    async (source) => {
      await expect(readIdx(source)).rejects.toBeInstanceOf(ArgumentError);
    },
  );

  test("a small file that promises a large one, before anything is allocated", async () => {
    const bytes = new Uint8Array(gzipSync(header(0x08, 2 ** 29)));
    await expect(readIdx(bytes)).rejects.toThrow(/536870912 values need/);
  });

  test("a bomb: what the header does not announce is not unpacked", async () => {
    const bomb = Buffer.concat([header(0x08, 3), Buffer.alloc(2 ** 27)]);
    const before = process.memoryUsage().arrayBuffers;
    const packed = new Uint8Array(gzipSync(bomb));
    const error = await readIdx(packed).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(FormatError);
    expect(error.message).toMatch(/more bytes follow/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 26);
  });
});

describe("broken IDX files are refused, or read as the reference reads them", () => {
  const seeds = [
    good,
    idxFile([5], Int16Array.of(1, -2, 3, -4, 5)),
    idxFile([1, 2], Float64Array.of(0.5, -7)),
  ];

  test.each(["plain", "gzipped"])("every beginning, %s", async (form) => {
    for (const seed of seeds) {
      const bytes = form === "plain" ? seed : new Uint8Array(gzipSync(seed));
      for (const broken of prefixes(bytes)) expect(await check(broken)).toBe("refused");
    }
  });

  test("every byte of the header", async () => {
    for (const seed of seeds) {
      for (const broken of flips(seed, 4 + 4 * seed[3])) await check(broken);
    }
  });

  test("every byte of a gzipped file", async () => {
    const packed = new Uint8Array(gzipSync(good));
    for (const broken of flips(packed, packed.length)) {
      const result = await readIdx(broken).catch((error) => error);
      if (result instanceof Error) expect(["FormatError", "LimitError"]).toContain(result.name);
      else expect(result).toEqual({ shape: [2, 3, 4], data: pixels }); // a byte that says nothing: time, system
    }
  });

  test("400 random changes", async () => {
    let read = 0;
    for (const broken of mutations(good, 400)) read += (await check(broken)) === "read";
    expect(read).toBeGreaterThan(0); // values may change: some are good files still
    expect(read).toBeLessThan(200);
  });
});
