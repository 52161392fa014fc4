// Constants in fewer bytes, of which engines make the same code. A zero is read from a local that nothing is ever written
// to, which WebAssembly sets to 0 before a function begins: two bytes, where the constant takes 18 as a vector, 9 as a
// double and 5 as a float. A whole number is a converted integer, another double that a float can hold a converted float;
// an integer with the bits of such a double is made of it, and a vector of equal lanes is one number for all.
import {
  functions,
  leb,
  Reader,
  readInstruction,
  SECTION,
  sectionOf,
  signedLeb,
  SIMD,
  withSize,
} from "./wasm-code.js";

/** The constants: their type and the instruction. */
const V128 = { type: 0x7b, prefix: SIMD, opcode: 0x0c };
const F64 = { type: 0x7c, prefix: 0, opcode: 0x44 };
const F32 = { type: 0x7d, prefix: 0, opcode: 0x43 };
const I64 = { type: 0x7e, prefix: 0, opcode: 0x42 };
const kinds = [V128, F64, F32, I64];
const LOCAL_GET = 0x20;
const I32_CONST = 0x41;
const F32_CONVERT_I32_S = 0xb2;
const F64_CONVERT_I32_S = 0xb7;
const F64_PROMOTE_F32 = 0xbb;
const I64_REINTERPRET_F64 = 0xbd;
const I32X4_SPLAT = [SIMD, 0x11];
const F32X4_SPLAT = [SIMD, 0x13];
const LOCALS_GROUP = 2; // bytes of `one local of this type`

/** How many parameters each function of the module has. */
function parameterCounts(module) {
  const { reader: types } = sectionOf(module, SECTION.TYPES);
  const ofType = Array.from({ length: types.number() }, () => {
    types.byte(); // it is a function's
    const count = types.number();
    types.numbers(count);
    types.numbers(types.number()); // its results
    return count;
  });
  const { reader: list } = sectionOf(module, SECTION.FUNCTIONS);
  return Array.from({ length: list.number() }, () => ofType[list.number()]);
}

/** A function's constants: of which kind, where each instruction begins and ends, the bytes of its value. */
function findConstants(reader, end) {
  const found = [];
  while (reader.at < end) {
    const { prefix, opcode, start, opcodeAt } = readInstruction(reader);
    const kind = kinds.find((kind) => kind.prefix === prefix && kind.opcode === opcode);
    const value = reader.bytes.subarray(opcodeAt + 1, reader.at);
    if (kind) found.push({ kind, start, end: reader.at, value });
  }
  return found;
}

const isZero = ({ value }) => value.every((byte) => byte === 0);

/** The zeros of one kind from local `index`, unless it takes more to declare it than that saves. */
function zeros(constants, kind, index) {
  const written = [LOCAL_GET, ...leb(index)];
  const places = constants.filter((constant) => constant.kind === kind && isZero(constant));
  const saved = places.reduce((sum, { start, end }) => sum + end - start - written.length, 0);
  return saved > LOCALS_GROUP ? places.map((place) => ({ ...place, written })) : [];
}

const viewOf = (value) => new DataView(value.buffer, value.byteOffset);
const i32 = (number) => [I32_CONST, ...signedLeb(number)];

const isWhole = (number) => Object.is(number, number | 0);

/** Other ways to write a float, a double, … */
function waysOfFloat(value) {
  const number = viewOf(value).getFloat32(0, true);
  return isWhole(number) ? [[...i32(number), F32_CONVERT_I32_S]] : [];
}

/** … NaN has none … */
function waysOfDouble(value) {
  const number = viewOf(value).getFloat64(0, true);
  const ways = [];
  if (isWhole(number)) ways.push([...i32(number), F64_CONVERT_I32_S]);
  if (Math.fround(number) === number) {
    const float = new Uint8Array(Float32Array.of(number).buffer);
    ways.push([F32.opcode, ...float, F64_PROMOTE_F32]);
  }
  return ways;
}

/** … a vector: only one of equal lanes … */
function waysOfVector(value) {
  const lane = value.subarray(0, 4);
  if (value.some((byte, i) => byte !== lane[i % 4])) return [];
  const floats = [[F32.opcode, ...lane], ...waysOfFloat(lane)];
  return [
    [...i32(viewOf(lane).getInt32(0, true)), ...I32X4_SPLAT],
    ...floats.map((way) => [...way, ...F32X4_SPLAT]),
  ];
}

/** … and a long integer: those of the double with the same bits. */
function waysOfLong(value) {
  const sign = value.at(-1) & 0x40 ? -1n : 0n;
  const bits = value.reduceRight((bits, byte) => (bits << 7n) | BigInt(byte & 0x7f), sign);
  const double = new Uint8Array(BigInt64Array.of(bits).buffer);
  return waysOfDouble(double).map((way) => [...way, I64_REINTERPRET_F64]);
}

const waysOf = new Map([
  [V128, waysOfVector],
  [F64, waysOfDouble],
  [F32, waysOfFloat],
  [I64, waysOfLong],
]);

/** A constant that is no zero in the fewest bytes, if there is a way to write it in fewer. */
function shorter(constant) {
  const { kind, start, end, value } = constant;
  if (isZero(constant)) return [];
  const [written] = waysOf
    .get(kind)(value)
    .sort((a, b) => a.length - b.length);
  return written && written.length < end - start ? [{ ...constant, written }] : [];
}

/** A function's bytes, its size before them, with shorter constants. */
function functionBody(reader, { locals, end }, parameters) {
  let at = reader.at;
  const constants = findConstants(reader, end);
  const groups = locals.map(({ count, type }) => [...leb(count), type]);
  let index = locals.reduce((sum, { count }) => sum + count, parameters);
  const changes = constants.flatMap(shorter);
  for (const kind of kinds) {
    const ofKind = zeros(constants, kind, index);
    if (ofKind.length === 0) continue;
    changes.push(...ofKind);
    groups.push([1, kind.type]);
    index++;
  }
  const pieces = [leb(groups.length), ...groups];
  for (const change of changes.sort((a, b) => a.start - b.start)) {
    pieces.push(reader.bytes.subarray(at, change.start), change.written);
    at = change.end;
  }
  pieces.push(reader.bytes.subarray(at, end));
  return withSize(pieces);
}

/** The module with shorter constants. @param {Uint8Array} module */
export function withShortConstants(module) {
  const parameters = parameterCounts(module);
  const { reader, start, end } = sectionOf(module, SECTION.CODE);
  const bodies = [];
  const { at } = reader; // how many there are
  for (const body of functions(reader))
    bodies.push(functionBody(reader, body, parameters[bodies.length]));
  const count = leb(new Reader(module, at).number());
  return Buffer.concat([
    module.subarray(0, start),
    Uint8Array.of(SECTION.CODE),
    withSize([count, ...bodies]),
    module.subarray(end),
  ]);
}
