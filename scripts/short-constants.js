// Constants in fewer bytes, of which engines make the same code. A zero is read from a local that nothing is ever written
// to, which WebAssembly sets to 0 before a function begins: two bytes, where the constant takes 18 as a vector, 9 as a
// double and 5 as a float. A small whole double is a converted integer: three bytes.
import {
  functions,
  leb,
  Reader,
  readInstruction,
  SECTION,
  sectionOf,
  SIMD,
  withSize,
} from "./wasm-code.js";

/** What zeros are written as, by how much a local in their place saves: its type, the instruction, bytes of the value. */
const V128 = { type: 0x7b, prefix: SIMD, opcode: 0x0c, bytes: 16 };
const F64 = { type: 0x7c, prefix: 0, opcode: 0x44, bytes: 8 };
const F32 = { type: 0x7d, prefix: 0, opcode: 0x43, bytes: 4 };
const kinds = [V128, F64, F32];
const LOCAL_GET = 0x20;
const I32_CONST = 0x41;
const F64_CONVERT_I32_S = 0xb7;
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
    const { prefix, opcode, start } = readInstruction(reader);
    const kind = kinds.find((kind) => kind.prefix === prefix && kind.opcode === opcode);
    if (!kind) continue;
    const value = reader.bytes.subarray(reader.at - kind.bytes, reader.at);
    found.push({ kind, start, end: reader.at, value });
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

/** Doubles that are whole numbers of one byte with sign: −64 … 63, and not −0. */
function wholeDoubles(constants) {
  return constants.flatMap((constant) => {
    if (constant.kind !== F64 || isZero(constant)) return [];
    const number = new DataView(Uint8Array.from(constant.value).buffer).getFloat64(0, true);
    if (!Number.isInteger(number) || number === 0 || number < -64 || number > 63) return [];
    return { ...constant, written: [I32_CONST, number & 0x7f, F64_CONVERT_I32_S] };
  });
}

/** A function's bytes, its size before them, with shorter constants. */
function functionBody(reader, { locals, end }, parameters) {
  let at = reader.at;
  const constants = findConstants(reader, end);
  const groups = locals.map(({ count, type }) => [...leb(count), type]);
  let index = locals.reduce((sum, { count }) => sum + count, parameters);
  const changes = wholeDoubles(constants);
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
