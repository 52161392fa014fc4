#!/usr/bin/env node
// Makes the memory that a module imports a shared one, in place. The linker, if it is told so itself, has the data
// written by a function, segment by segment, so that a second thread does not write it again: 1.6 kB. Ours may: all data
// that are not zero at first are constants (wasm/threads.c keeps to that), and written again they stay the same.
//
//   node scripts/shared-memory.js module.wasm
import { readFileSync, writeFileSync } from "node:fs";
import { Reader } from "./relaxed-opcodes.js";
import { isMain, main, ToolError } from "./tools.js";

const IMPORTS = 2; // the section
const MEMORY = 2; // the kind
const SHARED = 2; // the bit of a memory's limits

/** The module with shared memory, its one import. @param {Uint8Array} given */
export function withSharedMemory(given) {
  const module = Uint8Array.from(given);
  const reader = new Reader(module, 8); // after magic number and version
  while (reader.at < module.length) {
    const section = reader.byte();
    const size = reader.number();
    const end = reader.at + size;
    if (section === IMPORTS) {
      const count = reader.number();
      reader.skip(reader.number()); // the names of where it comes from, and its own
      reader.skip(reader.number());
      if (count !== 1 || reader.byte() !== MEMORY)
        throw new ToolError("the memory must be all that is imported");
      module[reader.at] |= SHARED;
      return module;
    }
    reader.at = end;
  }
  throw new ToolError("no memory is imported");
}

if (isMain(import.meta))
  await main(async ([file]) => {
    writeFileSync(file, withSharedMemory(readFileSync(file)));
  });
