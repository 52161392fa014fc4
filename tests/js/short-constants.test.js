/** The script that writes constants in fewer bytes: the same numbers. */
import { expect, test } from "@jest/globals";
import { withShortConstants } from "../../scripts/short-constants.js";

const section = (id, ...bytes) => [id, bytes.length, ...bytes];
const repeated = (count, byte) => Array.from({ length: count }, () => byte);
const F32 = 0x7d;
const F64 = 0x7c;
const f32 = (...bytes) => [0x43, ...bytes];
const f64 = (...bytes) => [0x44, ...bytes];
const v128 = (...bytes) => [0xfd, 0x0c, ...bytes];

/** f(a: f64) of a type, of these locals and instructions. */
function module(type, locals, instructions) {
  const body = [...locals, ...instructions, 0x0b];
  return Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 1, F64, 1, type),
    ...section(3, 1, 0),
    ...section(7, 1, 1, 0x66, 0, 0),
    ...section(10, 1, body.length, ...body),
  );
}

async function run(bytes, ...given) {
  const { instance } = await WebAssembly.instantiate(bytes);
  return instance.exports.f(...given);
}

const ADD = 0xa0;
const a = [0x20, 0];
const noLocals = [0];

test("a double's zero is read from a new local behind the parameters and the others", async () => {
  const zero = f64(...repeated(8, 0));
  const sum = [...a, ...zero, ADD, ...zero, ADD];
  const made = withShortConstants(module(F64, [1, 2, F32], sum));
  const local = [0x20, 3];
  expect([...made]).toEqual([
    ...module(F64, [2, 2, F32, 1, F64], [...a, ...local, ADD, ...local, ADD]),
  ]);
  expect(await run(made, 7)).toBe(7);
});

test("of a vector's zero as well, and of a float's", async () => {
  const lane = [0xfd, 0x1f, 0]; // f32x4.extract_lane 0
  const zero = [...v128(...repeated(16, 0)), ...lane];
  const given = module(F32, noLocals, [
    ...zero,
    ...f32(0, 0, 0, 0),
    0x92,
    ...f32(0, 0, 0, 0),
    0x92,
  ]);
  const made = withShortConstants(given);
  expect(made.length).toBe(given.length - 16 - 2 * 3 + 2 * 2);
  expect(await run(made, 7)).toBe(0);
});

test("−0 is no zero, and what only looks like one stays", async () => {
  const minusZero = [...f64(...repeated(7, 0), 0x80)];
  const given = module(F64, noLocals, minusZero);
  expect(await run(withShortConstants(given), 7)).toBe(-0);
  // The bytes of a float's zero within a vector's constant
  const looks = [...v128(...repeated(11, 1), 0x43, 0, 0, 0, 0), 0x1a, ...a];
  expect([...withShortConstants(module(F64, noLocals, looks))]).toEqual([
    ...module(F64, noLocals, looks),
  ]);
});

test("a float's single zero stays where a local would not be shorter", () => {
  const far = [2, ...[0xc8, 1], F32, 1, F64]; // 200 locals before it: its number takes two bytes
  const given = module(F32, far, f32(0, 0, 0, 0));
  expect([...withShortConstants(given)]).toEqual([...given]);
});

const bytesOfDouble = (number) => [...new Uint8Array(Float64Array.of(number).buffer)];
const bytesOfFloat = (number) => [...new Uint8Array(Float32Array.of(number).buffer)];

test.each([
  [1, [1]],
  [-1, [0x7f]],
  [63, [63]],
  [-64, [0x40]],
  [64, [0xc0, 0]],
  [-65, [0xbf, 0x7f]],
  [1000, [0xe8, 7]],
])("the double %d is a converted integer", async (number, written) => {
  const double = f64(...bytesOfDouble(number));
  const made = withShortConstants(module(F64, noLocals, [...a, ...double, ADD]));
  expect([...made]).toEqual([...module(F64, noLocals, [...a, 0x41, ...written, 0xb7, ADD])]);
  expect(await run(made, 7)).toBe(7 + number);
});

test.each([0.5, -0, Infinity, -Infinity, 2 ** 28, 2 ** -149])(
  "the double %d is a converted float",
  async (number) => {
    const made = withShortConstants(module(F64, noLocals, f64(...bytesOfDouble(number))));
    const converted = [...f32(...bytesOfFloat(number)), 0xbb];
    expect([...made]).toEqual([...module(F64, noLocals, converted)]);
    expect(await run(made, 7)).toBe(number);
  },
);

test.each([0.1, 1e300, 2 ** 31 + 1, NaN])("the double %d stays", (number) => {
  const given = module(F64, noLocals, f64(...bytesOfDouble(number)));
  expect([...withShortConstants(given)]).toEqual([...given]);
});

test.each([
  [1, [1]],
  [-1, [0x7f]],
  [1000, [0xe8, 7]],
])("the float %d is a converted integer", async (number, written) => {
  const made = withShortConstants(module(F32, noLocals, f32(...bytesOfFloat(number))));
  expect([...made]).toEqual([...module(F32, noLocals, [0x41, ...written, 0xb2])]);
  expect(await run(made, 7)).toBe(number);
});

test.each([0.5, -0, 2 ** 31, NaN])("the float %d stays", (number) => {
  const given = module(F32, noLocals, f32(...bytesOfFloat(number)));
  expect([...withShortConstants(given)]).toEqual([...given]);
});

test("an integer with the bits of such a double is made of it; another stays", async () => {
  const looked = [0xbf]; // f64.reinterpret_i64
  const one = [0x42, ...[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0xf8, 0x3f]];
  const minusTwo = [0x42, ...[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40]];
  for (const [given, number] of [
    [one, 1],
    [minusTwo, -2],
  ]) {
    const made = withShortConstants(module(F64, noLocals, [...given, ...looked]));
    const written = [0x41, number & 0x7f, 0xb7, 0xbd];
    expect([...made]).toEqual([...module(F64, noLocals, [...written, ...looked])]);
    expect(await run(made, 7)).toBe(number);
  }
  const other = module(F64, noLocals, [0x42, ...[0xff, 0xff, 0xff, 0xff, 0x0f], ...looked]);
  expect([...withShortConstants(other)]).toEqual([...other]);
});

test("a vector of equal lanes is one number for all; another stays", async () => {
  const lane = [0xfd, 0x1f, 3]; // f32x4.extract_lane 3
  const one = bytesOfFloat(1.5);
  const given = (last) =>
    module(F32, noLocals, [...v128(...one, ...one, ...one, ...last), ...lane]);
  const made = withShortConstants(given(one));
  expect([...made]).toEqual([...module(F32, noLocals, [...f32(...one), 0xfd, 0x13, ...lane])]);
  expect(await run(made, 7)).toBe(1.5);
  const small = [3, 0, 0, 0];
  const whole = withShortConstants(
    module(F32, noLocals, [...v128(...small, ...small, ...small, ...small), ...lane]),
  );
  expect([...whole]).toEqual([...module(F32, noLocals, [0x41, 3, 0xfd, 0x11, ...lane])]);
  expect(await run(whole, 7)).toBe(3 * 2 ** -149);
  const other = given(bytesOfFloat(2));
  expect([...withShortConstants(other)]).toEqual([...other]);
});
