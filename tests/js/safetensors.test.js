import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import * as errors from "../../wasm/errors.js";
import { fromHalf, toHalf } from "../../wasm/half.js";
import { decodeSafetensors, encodeSafetensors } from "../../wasm/safetensors.js";
import { flips, mutations, prefixes } from "./support/mutate.js";

const { ArgumentError, FormatError, LimitError, NumericError, ShapeError } = errors;
const golden = (name) => fileURLToPath(new URL(`../golden/${name}`, import.meta.url));

/** The error that `act` throws. */
function failure(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

const tensors = {
  "dense_1.kernel": { shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 1e-40, -0, 1e30) },
  "dense_1.bias": { shape: [3], data: Float32Array.of(0.5, 0.25, -65504), dtype: "F16" },
  step: { shape: [], data: Float32Array.of(7) },
  empty: { shape: [0, 4], data: new Float32Array(0) },
};
const metadata = { glassnet: '{"layers":[]}', 名: "手写 \u0000 \"'" };
const good = encodeSafetensors(tensors, metadata);

/** A file with this text as its header. */
function fileOf(header, data = [], { pad = true } = {}) {
  let text = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  if (pad) text = Buffer.concat([text, Buffer.alloc(-text.length & 7, " ")]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return new Uint8Array(Buffer.concat([length, text, Buffer.from(data)]));
}
const entry = (begin, end, shape = [(end - begin) / 4], dtype = "F32") => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe("a safetensors file", () => {
  test("gives back what was saved", () => {
    const read = decodeSafetensors(good);
    expect(read.metadata).toEqual(metadata);
    expect(Object.keys(read.tensors).sort()).toEqual(Object.keys(tensors).sort());
    for (const [name, { shape, data, dtype = "F32" }] of Object.entries(tensors)) {
      expect(read.tensors[name]).toEqual({ shape, data, dtype });
    }
  });

  test("is the same bytes in whatever order the tensors come", () => {
    const reversed = Object.fromEntries(Object.entries(tensors).reverse());
    expect(encodeSafetensors(reversed, metadata)).toEqual(good);
  });

  test("is of types that can be written", () => {
    const tensor = { shape: [1], data: Float32Array.of(1), dtype: "I8" };
    const error = failure(() => encodeSafetensors({ tensor, other: { ...tensor, dtype: "F32" } }));
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.message).toMatch(/tensor "tensor" cannot be saved as I8/);
  });

  test("is laid out as the format asks", () => {
    const length = Number(new DataView(good.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const header = JSON.parse(new TextDecoder().decode(good.subarray(8, 8 + length)));
    const offsets = Object.entries(header)
      .filter(([name]) => name !== "__metadata__")
      .map(([, { data_offsets }]) => data_offsets);
    let end = 0;
    for (const [begin, next] of offsets) {
      expect(begin).toBe(end);
      end = next;
    }
    expect(8 + length + end).toBe(good.length);
  });

  test("keeps every bit of a float32, NaN and infinities too", () => {
    const bits = Uint32Array.of(0x7fc00001, 0x7f800000, 0xff800000, 1, 0x80000000, 0x7f7fffff);
    const data = new Float32Array(bits.buffer);
    const read = decodeSafetensors(encodeSafetensors({ w: { shape: [6], data } })).tensors.w.data;
    expect(new Uint32Array(read.buffer)).toEqual(bits);
  });

  test("may hold names that mean something to JavaScript", () => {
    const one = { shape: [1], data: Float32Array.of(1) };
    const names = ["__proto__", "constructor", "toString", "0", "", '"\\'];
    const file = encodeSafetensors(
      Object.fromEntries(names.map((name) => [name, one])),
      JSON.parse('{"__proto__": "text"}'),
    );
    const read = decodeSafetensors(file);
    expect(Object.keys(read.tensors).sort()).toEqual([...names].sort());
    expect(Object.keys(read.metadata)).toEqual(["__proto__"]);
    expect({}.shape).toBeUndefined();
  });

  test("may hold nothing", () => {
    const read = decodeSafetensors(encodeSafetensors({}));
    expect(Object.keys(read.tensors)).toEqual([]);
    expect(Object.keys(read.metadata)).toEqual([]);
  });

  test("is read from the middle of a buffer, and with a header of any length", () => {
    const shifted = new Uint8Array(good.length + 1);
    shifted.set(good, 1);
    expect(decodeSafetensors(shifted.subarray(1))).toEqual(decodeSafetensors(good));
    const odd = fileOf({ w: entry(0, 4) }, [0, 0, 0x80, 0x3f], { pad: false });
    expect(odd.length % 4).not.toBe(0);
    expect(decodeSafetensors(odd).tensors.w.data).toEqual(Float32Array.of(1));
  });
});

describe("halves", () => {
  test("all 65,536 go to float32 and back", () => {
    for (let half = 0; half < 0x10000; half++) {
      const value = fromHalf(half);
      if (Number.isNaN(value)) expect(toHalf(value) & 0x7fff).toBe(0x7e00);
      else if (toHalf(value) !== half) throw new Error(`${half} came back as ${toHalf(value)}`);
    }
  });

  test("between two halves the nearer is taken, of equally near ones the even", () => {
    for (let half = 0; half < 0x7bff; half++) {
      const [low, high] = [fromHalf(half), fromHalf(half + 1)];
      const middle = (low + high) / 2; // exact in float32
      const even = half + (half & 1);
      const below = middle - (high - low) / 1024;
      const above = middle + (high - low) / 1024;
      const got = [below, middle, above].map(toHalf);
      if (got.join() !== [half, even, half + 1].join()) throw new Error(`${half}: ${got}`);
      if (toHalf(-middle) !== (even | 0x8000)) throw new Error(`-${half}`);
    }
  });

  test("a value beyond the largest half is refused, by name and place", () => {
    const data = Float32Array.of(0, 65519, 65520);
    const error = failure(() => encodeSafetensors({ w: { shape: [3], data, dtype: "F16" } }));
    expect(error).toBeInstanceOf(NumericError);
    expect(error.details).toMatchObject({ tensor: "w", index: 2, value: 65520 });
  });
});

describe("an independent implementation, tests/golden/safetensors.py,", () => {
  const python = spawnSync("python3", ["--version"]).status === 0;
  const grid = Array.from({ length: 24 }, (_, n) => n / 7 - 3);

  test("wrote a file that is read as it was meant", () => {
    const { metadata: texts, tensors: read } = decodeSafetensors(
      readFileSync(golden("tensors.safetensors")),
    );
    expect(texts).toEqual({ nn: '{"layers":[]}', 名: "手写" });
    expect(read.doubles).toEqual({ dtype: "F64", shape: [2, 3, 4], data: Float32Array.from(grid) });
    expect(read.floats).toEqual({ dtype: "F32", shape: [4, 6], data: Float32Array.from(grid) });
    expect(read.scalar).toEqual({ dtype: "F32", shape: [], data: Float32Array.of(0.25) });
    expect(Object.getOwnPropertyDescriptor(read, "__proto__").value.data).toEqual(
      Float32Array.of(1, 2),
    );
    expect(read.empty).toEqual({ dtype: "F16", shape: [0, 5], data: new Float32Array(0) });
    const truncated = Uint32Array.from(
      new Uint32Array(Float32Array.from(grid).buffer),
      (x) => x & 0xffff0000,
    );
    expect(read.brain).toEqual({
      dtype: "BF16",
      shape: [24],
      data: new Float32Array(truncated.buffer),
    });
  });

  test("rounds to halves as we do", () => {
    const { tensors: read } = decodeSafetensors(readFileSync(golden("tensors.safetensors")));
    const ours = Float32Array.from(read["half.source"].data, (value) => fromHalf(toHalf(value)));
    expect(ours.length).toBeGreaterThan(300);
    expect(ours).toEqual(read.half.data);
  });

  (python ? test : test.skip)("reads what we write", () => {
    const folder = mkdtempSync(join(tmpdir(), "glassnet-"));
    try {
      const file = join(folder, "ours.safetensors");
      writeFileSync(file, good);
      const run = spawnSync("python3", [golden("safetensors.py"), "read", file], {
        encoding: "utf8",
      });
      expect(run.stderr).toBe("");
      const theirs = JSON.parse(run.stdout);
      expect(theirs.metadata).toEqual(metadata);
      for (const [name, { shape, data, dtype = "F32" }] of Object.entries(tensors)) {
        expect(theirs.tensors[name]).toEqual({ shape, dtype, values: [...data] });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("encodeSafetensors refuses", () => {
  const data = Float32Array.of(1, 2);
  test.each([
    ["a reserved name", { __metadata__: { shape: [2], data } }, {}, ArgumentError],
    ["data of another type", { w: { shape: [2], data: [1, 2] } }, {}, ArgumentError],
    ["a shape that is none", { w: { shape: [1.5, 2], data } }, {}, ArgumentError],
    ["a shape that does not fit", { w: { shape: [3], data } }, {}, ShapeError],
    ["a type that it cannot write", { w: { shape: [2], data, dtype: "BF16" } }, {}, ArgumentError],
    ["metadata that is no text", {}, { epoch: 3 }, ArgumentError],
    ["a header that would not be read again", {}, { text: "x".repeat(2 ** 20) }, LimitError],
  ])("%s", (_, what, texts, Class) => {
    const error = failure(() => encodeSafetensors(what, texts));
    expect(error).toBeInstanceOf(Class);
    expect(error.details.format).toBe("safetensors");
  });
});

describe("decodeSafetensors refuses", () => {
  const four = [1, 2, 3, 4];
  const eight = [...four, ...four];
  const hugeLength = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0x80, 0x7b, 0x7d);

  test.each([
    ["an empty file", new Uint8Array(0), 0],
    ["a header that goes past the end", fileOf("{}").subarray(0, 12), 12],
    ["a header of 2^63 bytes", hugeLength, 0],
    ["a header above the limit", fileOf(`{"w":${" ".repeat(2 ** 20)}1}`), 0],
    ["a header of no bytes", new Uint8Array(8), 8],
    ["text before the header", fileOf(" {}"), 8],
    ["a header that is no object", fileOf("[]"), 8],
    ["a header that is not JSON", fileOf("{,}"), 8],
    ["a header that is not UTF-8", fileOf("{}").with(9, 0xff), 8],
    ["something after the object", fileOf('{}{"w":1}'), 8],
    ["the same name twice", fileOf('{"a":1,"a":1}'), 15],
    ["the same name twice, once escaped", fileOf('{"名":1,"\\u540d":1}'), 17],
    ["the same key twice inside", fileOf('{"w":{"dtype":"F32","dtype":"F16"}}'), 28],
    ["metadata that is no object", fileOf({ __metadata__: null }), 8],
    ["metadata that is no text", fileOf({ __metadata__: { epoch: 3 } }), 8],
    ["an entry that is no object", fileOf({ w: null }), 8],
    ["an entry without a shape", fileOf({ w: { dtype: "F32", data_offsets: [0, 4] } }, four), 8],
    [
      "an entry with more than the format has",
      fileOf({ w: { ...entry(0, 4), strides: [1] } }, four),
      8,
    ],
    ["an unknown type", fileOf({ w: entry(0, 8, [1], "I64") }, eight), 8],
    [
      "a type that is a word of JavaScript",
      fileOf({ w: entry(0, 4, [1], "constructor") }, four),
      8,
    ],
    ["a negative size", fileOf({ w: entry(0, 4, [-1, -1]) }, four), 8],
    ["a fraction of a size", fileOf({ w: entry(0, 4, [0.5, 2]) }, four), 8],
    ["a shape that is text", fileOf({ w: entry(0, 4, "1") }, four), 8],
    ["a shape of other length", fileOf({ w: entry(0, 8, [1]) }, eight), 8],
    ["sizes that wrap around", fileOf({ w: entry(0, 4, [2 ** 32, 2 ** 32, 1]) }, four), 8],
    [
      "sizes that are no longer exact",
      fileOf('{"w":{"dtype":"F32","shape":[9007199254740993],"data_offsets":[0,4]}}', four),
      8,
    ],
    ["offsets that run backwards", fileOf({ w: entry(8, 4, [1]) }, eight), 8],
    ["three offsets", fileOf({ w: { ...entry(0, 4), data_offsets: [0, 4, 8] } }, eight), 8],
  ])("%s", (_, bytes, offset) => {
    const error = failure(() => decodeSafetensors(bytes));
    expect(error).toBeInstanceOf(FormatError);
    expect(error.details).toEqual({ format: "safetensors", offset });
    expect(error.message).toMatch(/^safetensors: /);
  });

  test.each([
    ["a hole", { a: entry(0, 4), b: entry(8, 12) }, 12, 4],
    ["a hole at the beginning", { a: entry(4, 8) }, 8, 0],
    ["an overlap", { a: entry(0, 8), b: entry(4, 12) }, 12, 4],
    ["the same bytes for two tensors", { a: entry(0, 4), b: entry(0, 4) }, 4, 0],
    ["bytes behind the last tensor", { a: entry(0, 4) }, 5, 4],
    ["data that is cut off", { a: entry(0, 4), b: entry(4, 8) }, 7, 7],
  ])("%s", (_, header, length, offset) => {
    const bytes = fileOf(header, new Uint8Array(length));
    const error = failure(() => decodeSafetensors(bytes));
    expect(error).toBeInstanceOf(FormatError);
    expect(error.details).toEqual({
      format: "safetensors",
      offset: bytes.length - length + offset,
    });
  });

  test.each([undefined, null, "text", {}, [1]])("what is not bytes: %p", (source) => {
    expect(failure(() => decodeSafetensors(source))).toBeInstanceOf(ArgumentError);
  });

  test("a header built to exhaust the parser", () => {
    const most = 2 ** 20 - 64;
    for (const text of [
      `{"a":${"[".repeat(most)}`,
      `{"${"\\\\".repeat(most / 2 - 8)}":1}`,
      `{"a":${'{"a":'.repeat(most / 6)}`,
    ]) {
      expect(failure(() => decodeSafetensors(fileOf(text)))).toBeInstanceOf(FormatError);
    }
  });
});

describe("broken safetensors files are refused, or read as they stand", () => {
  /** The tensors by their offsets, with no check at all. */
  function reference(bytes) {
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    const { __metadata__, ...header } = JSON.parse(
      Buffer.from(bytes).toString("utf8", 8, 8 + length),
    );
    const read = Object.entries(header).map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [begin, end],
        },
      ]) => {
        const view = new DataView(bytes.buffer, bytes.byteOffset + 8 + length + begin, end - begin);
        const values = [];
        for (let at = 0; at < end - begin; at += dtype === "F16" ? 2 : 4) {
          values.push(
            dtype === "F16" ? fromHalf(view.getUint16(at, true)) : view.getFloat32(at, true),
          );
        }
        return [name, { dtype, shape, data: Float32Array.from(values) }];
      },
    );
    return { metadata: { ...__metadata__ }, tensors: Object.fromEntries(read) };
  }

  function check(bytes) {
    let read;
    try {
      read = decodeSafetensors(bytes);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      expect(error.details.format).toBe("safetensors");
      expect(error.details.offset).toBeGreaterThanOrEqual(0);
      expect(error.details.offset).toBeLessThanOrEqual(bytes.length);
      return "refused";
    }
    expect({ metadata: { ...read.metadata }, tensors: { ...read.tensors } }).toEqual(
      reference(bytes),
    );
    return "read";
  }

  test("every beginning", () => {
    for (const broken of prefixes(good)) expect(check(broken)).toBe("refused");
  });

  test("every byte of the header", () => {
    const length = 8 + new DataView(good.buffer).getUint32(0, true);
    for (const broken of flips(good, length)) check(broken);
  });

  test("600 random changes", () => {
    let read = 0;
    for (const broken of mutations(good, 600, 2)) read += check(broken) === "read";
    expect(read).toBeLessThan(200);
  });
});
