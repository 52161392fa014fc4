// The binary form of WebAssembly, as far as the scripts that rewrite a module need it: bytes, sections, functions and
// where each of their instructions begins and ends.
import { ToolError } from "./tools.js";

/** Walks over a module's bytes. */
export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    if (this.at >= this.bytes.length) throw new ToolError("the module ends too early");
    return this.bytes[this.at++];
  }

  /** A whole number in LEB128, without sign. */
  number() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  numbers(count) {
    for (let i = 0; i < count; i++) this.number();
  }

  skip(count) {
    this.at += count;
  }

  text() {
    const length = this.number();
    this.skip(length);
    return Buffer.from(this.bytes.subarray(this.at - length, this.at)).toString();
  }

  memoryArgument() {
    this.numbers(2);
  }
}

/** A whole number in LEB128, without sign. */
export function leb(value) {
  const bytes = [];
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}

/** A whole number of 32 bits in LEB128, with sign: bit 6 of the last byte. */
export function signedLeb(value) {
  const bytes = [];
  for (; value < -0x40 || value >= 0x40; value >>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value & 0x7f];
}

/** The pieces, with their size before them. @param {(number[] | Uint8Array)[]} pieces */
export function withSize(pieces) {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return Buffer.concat([leb(size), ...pieces].map((piece) => Uint8Array.from(piece)));
}

/** A table with `what` for every opcode from `first` to `last`. */
const range = (first, last, what) =>
  Array.from({ length: last - first + 1 }, (_, i) => [first + i, what]);

const nothing = () => {};
const numbers = (count) => (reader) => reader.numbers(count);
const bytes = (count) => (reader) => reader.skip(count);
const memory = (reader) => reader.memoryArgument();
/** As many numbers as the first says. */
const list = (reader) => reader.numbers(reader.number());

/** What follows each opcode; of signed numbers only the length matters here. */
const immediates = new Map([
  ...range(0x00, 0xc4, nothing),
  ...range(0x02, 0x04, numbers(1)), // block, loop, if
  ...range(0x0c, 0x0d, numbers(1)), // br, br_if
  [0x0e, (reader) => (list(reader), reader.number())], // br_table
  [0x10, numbers(1)], // call
  [0x11, numbers(2)], // call_indirect
  [0x1c, list], // select with a type
  ...range(0x20, 0x26, numbers(1)), // local, global, table
  ...range(0x28, 0x3e, memory), // load, store
  ...range(0x3f, 0x42, numbers(1)), // memory.size, memory.grow, i32.const, i64.const
  [0x43, bytes(4)],
  [0x44, bytes(8)],
  [0xd0, numbers(1)],
  [0xd1, nothing],
  [0xd2, numbers(1)],
]);

/** After 0xfc: conversions, bulk memory, tables. */
const bulk = new Map([
  ...range(0, 7, nothing),
  ...[8, 10, 12, 14].map((opcode) => [opcode, numbers(2)]),
  ...[9, 11, 13, 15, 16, 17].map((opcode) => [opcode, numbers(1)]),
]);

/** After 0xfd: SIMD. */
const simd = new Map([
  ...range(0, 0x113, nothing),
  ...range(0, 11, memory),
  ...range(12, 13, bytes(16)), // v128.const, i8x16.shuffle
  ...range(21, 34, bytes(1)), // lanes
  ...range(84, 91, (reader) => (reader.memoryArgument(), reader.skip(1))),
  ...range(92, 93, memory),
]);

/** After 0xfe: atomics. */
const atomic = new Map([
  ...range(0x00, 0x02, memory),
  [0x03, bytes(1)],
  ...range(0x10, 0x4e, memory),
]);

export const SIMD = 0xfd;
const prefixed = new Map([
  [0xfc, bulk],
  [SIMD, simd],
  [0xfe, atomic],
]);

/**
 * Moves past one instruction.
 * @param {Reader} reader
 * @returns {{ prefix: number, opcode: number, start: number, opcodeAt: number }} prefix: of several bytes' opcodes, or 0
 */
export function readInstruction(reader) {
  const start = reader.at;
  const first = reader.byte();
  const prefix = prefixed.has(first) ? first : 0;
  const opcodeAt = prefix ? reader.at : start;
  const opcode = prefix ? reader.number() : first;
  const skip = (prefixed.get(prefix) ?? immediates).get(opcode);
  if (!skip)
    throw new ToolError(`byte ${start}: an instruction 0x${first.toString(16)} ${opcode}?`);
  skip(reader);
  return { prefix, opcode, start, opcodeAt };
}

export const SECTION = {
  CUSTOM: 0,
  TYPES: 1,
  IMPORTS: 2,
  FUNCTIONS: 3,
  TABLES: 4,
  MEMORIES: 5,
  GLOBALS: 6,
  EXPORTS: 7,
  ELEMENTS: 9,
  CODE: 10,
  DATA: 11,
  DATA_COUNT: 12,
};
const FIRST_SECTION = 8; // after magic number and version

/**
 * The sections of a module, each with a reader that stands at the beginning of what it holds.
 * @param {Uint8Array} module
 */
export function* sections(module) {
  for (let at = FIRST_SECTION; at < module.length;) {
    const start = at;
    const reader = new Reader(module, at);
    const id = reader.byte();
    const size = reader.number();
    at = reader.at + size;
    yield { id, start, end: at, reader };
  }
}

/** The one of that number, if there is one. @param {Uint8Array} module @param {number} number */
export function sectionOf(module, number) {
  for (const section of sections(module)) if (section.id === number) return section;
  return undefined;
}

/**
 * The functions of the code section: how many locals of which type each declares, then its instructions up to `end`,
 * which whoever walks through them must meet.
 * @param {Reader} reader at the beginning of the section
 */
export function* functions(reader) {
  for (let count = reader.number(); count > 0; count--) {
    const size = reader.number();
    const start = reader.at;
    const end = start + size;
    const locals = [];
    for (let groups = reader.number(); groups > 0; groups--)
      locals.push({ count: reader.number(), type: reader.byte() });
    yield { locals, start, end };
    if (reader.at !== end)
      throw new ToolError(`byte ${end}: a function does not end where it says`);
  }
}

/** What names the section "name" has. */
export const NAMES = { FUNCTIONS: 1 };

/** The names by number, as the linker left them. @param {Uint8Array} module @param {number} wanted of NAMES */
export function namesOf(module, wanted) {
  const names = new Map();
  for (const { id, end, reader } of sections(module)) {
    if (id !== SECTION.CUSTOM || reader.text() !== "name") continue;
    while (reader.at < end) {
      const kind = reader.byte();
      const next = reader.number() + reader.at;
      if (kind === wanted)
        for (let count = reader.number(); count > 0; count--)
          names.set(reader.number(), reader.text());
      reader.at = next;
    }
  }
  return names;
}
