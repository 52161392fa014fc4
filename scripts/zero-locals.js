// Zeros are taken from a local that nothing is ever written to, which WebAssembly sets to 0 before a function begins: two
// bytes, where the constant takes 18 as a vector, 9 as a double and 5 as a float. Engines make the same code of both.
import { functions, Reader, readInstruction, SECTION, sectionOf, SIMD } from "./wasm-code.js";

/** The constants, by how much a local in their place saves: type of the local, instruction and bytes of its value. */
const constants = [
  { type: 0x7b, prefix: SIMD, opcode: 0x0c, bytes: 16 }, // v128.const
  { type: 0x7c, prefix: 0, opcode: 0x44, bytes: 8 }, // f64.const
  { type: 0x7d, prefix: 0, opcode: 0x43, bytes: 4 }, // f32.const
];
const LOCAL_GET = 0x20;
const LOCALS_GROUP = 2; // bytes of `one local of this type`

/** A whole number in LEB128, without sign. */
function leb(value) {
  const bytes = [];
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}

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

/** Where a function has zeros: for each kind of constant the instructions' beginnings and ends. */
function findZeros(reader, end) {
  const places = constants.map(() => []);
  while (reader.at < end) {
    const { prefix, opcode, start } = readInstruction(reader);
    const kind = constants.findIndex((c) => c.prefix === prefix && c.opcode === opcode);
    if (kind < 0) continue;
    const value = reader.bytes.subarray(reader.at - constants[kind].bytes, reader.at);
    if (value.every((byte) => byte === 0)) places[kind].push({ start, end: reader.at });
  }
  return places;
}

/** A function's bytes, its size before them, with zeros from locals where that is shorter. */
function functionBody(reader, { locals, end }, parameters) {
  const from = reader.at;
  const groups = locals.map(({ count, type }) => [...leb(count), type]);
  let index = locals.reduce((sum, { count }) => sum + count, parameters);
  const changes = [];
  findZeros(reader, end).forEach((places, kind) => {
    const get = [LOCAL_GET, ...leb(index)];
    const saved = places.reduce((sum, { start, end }) => sum + end - start - get.length, 0);
    if (saved <= LOCALS_GROUP) return;
    changes.push(...places.map((place) => ({ ...place, get })));
    groups.push([1, constants[kind].type]);
    index++;
  });
  const pieces = [leb(groups.length), ...groups];
  let at = from;
  for (const change of changes.sort((a, b) => a.start - b.start)) {
    pieces.push(reader.bytes.subarray(at, change.start), change.get);
    at = change.end;
  }
  pieces.push(reader.bytes.subarray(at, end));
  return withSize(pieces);
}

function withSize(pieces) {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return Buffer.concat([leb(size), ...pieces].map((piece) => Uint8Array.from(piece)));
}

/** The module with its zeros from locals. @param {Uint8Array} module */
export function withZeroLocals(module) {
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
