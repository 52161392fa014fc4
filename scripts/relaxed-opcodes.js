#!/usr/bin/env node
// Puts the final opcodes of relaxed SIMD in the place of those that clang 14 writes, which were a draft's and which no
// engine knows. Both take three bytes, so nothing else moves; a module without them stays as it is.
//
//   node scripts/relaxed-opcodes.js in.wasm out.wasm
import { readFileSync, writeFileSync } from "node:fs";
import { isMain, main, ToolError } from "./tools.js";

/** In the draft → now: f32x4.fma is f32x4.relaxed_madd, f32x4.fms is f32x4.relaxed_nmadd. */
const opcodes = new Map([
  [0xaf, 0x105],
  [0xb0, 0x106],
]);
const CODE = 10; // the section of functions' bodies

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

  memoryArgument() {
    this.numbers(2);
  }
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

const prefixed = new Map([
  [0xfc, bulk],
  [0xfd, simd],
  [0xfe, atomic],
]);

/** One instruction, put right in place if need be. @param {Reader} reader */
function instruction(reader) {
  const start = reader.at;
  const prefix = reader.byte();
  const table = prefixed.get(prefix) ?? immediates;
  const opcodeAt = reader.at;
  const opcode = table === immediates ? prefix : reader.number();
  const skip = table.get(opcode);
  if (!skip)
    throw new ToolError(`byte ${start}: an instruction 0x${prefix.toString(16)} ${opcode}?`);
  skip(reader);
  const final = table === simd ? opcodes.get(opcode) : undefined;
  if (final === undefined) return false;
  reader.bytes[opcodeAt] = (final & 0x7f) | 0x80;
  reader.bytes[opcodeAt + 1] = final >> 7;
  return true;
}

/** A function: its locals, then its instructions. Each must end where the next begins. @param {Reader} reader */
function functionBody(reader) {
  const size = reader.number();
  const end = reader.at + size;
  for (let groups = reader.number(); groups > 0; groups--) reader.numbers(2);
  let changed = 0;
  while (reader.at < end) changed += instruction(reader);
  if (reader.at !== end) throw new ToolError(`byte ${end}: a function does not end where it says`);
  return changed;
}

/** The module with final opcodes, and how many it has. @param {Uint8Array} given */
export function withFinalOpcodes(given) {
  const module = Uint8Array.from(given);
  const reader = new Reader(module, 8); // after magic number and version
  let changed = 0;
  while (reader.at < module.length) {
    const section = reader.byte();
    const size = reader.number();
    const end = reader.at + size;
    if (section === CODE)
      for (let count = reader.number(); count > 0; count--) changed += functionBody(reader);
    reader.at = end;
  }
  return { module, changed };
}

if (isMain(import.meta))
  await main(async ([from, to]) => {
    writeFileSync(to, withFinalOpcodes(readFileSync(from)).module);
  });
