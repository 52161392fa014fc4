/** The script that puts the final opcodes of relaxed SIMD into a module: there, and nowhere else. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { expect, test } from "@jest/globals";
import { finished } from "../../scripts/finish-wasm.js";
import { withFinalOpcodes } from "../../scripts/relaxed-opcodes.js";

setFlagsFromString("--experimental-wasm-relaxed-simd"); // Node 20; later ones have it anyway

const DRAFT = [0xfd, 0xaf, 0x01]; // f32x4.fma
const FINAL = [0xfd, 0x85, 0x02]; // f32x4.relaxed_madd

/** f(a, b, c) = a·b + c in the first lane, given the bytes of the operation; `also` is what is computed and dropped. */
function module(operation, also) {
  const body = [
    ...[0, ...also], // no locals
    ...[0x20, 0, 0xfd, 0x13, 0x20, 1, 0xfd, 0x13, 0x20, 2, 0xfd, 0x13], // f32x4.splat of each
    ...[...operation, 0xfd, 0x1f, 0, 0x0b], // extract lane 0, end
  ];
  const section = (id, ...bytes) => [id, bytes.length, ...bytes];
  return Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 3, 0x7d, 0x7d, 0x7d, 1, 0x7d),
    ...section(3, 1, 0),
    ...section(7, 1, 1, 0x66, 0, 0),
    ...section(10, 1, body.length, ...body),
  );
}

// The draft's bytes as parts of constants: of a vector, and of a number.
const lookalikes = [
  ...[0xfd, 0x0c, ...DRAFT, ...DRAFT, ...DRAFT, ...DRAFT, ...DRAFT, 0, 0x1a],
  ...[0x43, ...DRAFT, 0, 0x1a],
];

test("a draft's opcode becomes the final one, which computes a·b + c", async () => {
  const given = module(DRAFT, lookalikes);
  expect(WebAssembly.validate(given)).toBe(false);
  const { module: made, changed } = withFinalOpcodes(given);
  expect(changed).toBe(1);
  expect(made).toEqual(module(FINAL, lookalikes));
  const { instance } = await WebAssembly.instantiate(made);
  expect(instance.exports.f(3, 5, 7)).toBe(22);
});

test("what has none stays as it is", () => {
  expect(withFinalOpcodes(module(FINAL, lookalikes))).toEqual({
    module: module(FINAL, lookalikes),
    changed: 0,
  });
});

test("an instruction that nobody knows, or a function that ends elsewhere, is refused", () => {
  expect(() => withFinalOpcodes(module([0xff], []))).toThrow(/an instruction 0xff/);
  const cut = module(DRAFT, []);
  cut[cut.length - 1] = 0x41; // i32.const in the place of end
  expect(() => withFinalOpcodes(cut)).toThrow(/end/);
});

test.each(["core", "fast", "threads", "fast-threads"])(
  "%s.wasm has the arithmetic of its name",
  (name) => {
    const bytes = readFileSync(new URL(`../../build/wasm/${name}.linked.wasm`, import.meta.url));
    const { changed } = withFinalOpcodes(bytes);
    expect(changed > 10).toBe(name.startsWith("fast"));
    expect(changed === 0).toBe(!name.startsWith("fast"));
    const made = finished(bytes, { sharedMemory: name.includes("threads") });
    expect(WebAssembly.validate(made)).toBe(true);
    const shipped = readFileSync(new URL(`../../dist/${name}.wasm`, import.meta.url));
    expect(Buffer.compare(Buffer.from(made), shipped)).toBe(0);
  },
);
