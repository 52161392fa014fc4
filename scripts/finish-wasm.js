#!/usr/bin/env node
// The last step from the linker's module to the one that is shipped: what neither clang 14 nor Binaryen does.
//
//   node scripts/finish-wasm.js in.wasm out.wasm [--shared-memory]
import { readFileSync, writeFileSync } from "node:fs";
import { withFinalOpcodes } from "./relaxed-opcodes.js";
import { withSharedMemory } from "./shared-memory.js";
import { isMain, main } from "./tools.js";
import { withZeroLocals } from "./zero-locals.js";

/** @param {Uint8Array} linked @param {{ sharedMemory?: boolean }} [options] */
export function finished(linked, { sharedMemory = false } = {}) {
  const module = withZeroLocals(withFinalOpcodes(linked).module);
  return sharedMemory ? withSharedMemory(module) : module;
}

if (isMain(import.meta))
  await main(async ([from, to, option]) => {
    writeFileSync(to, finished(readFileSync(from), { sharedMemory: option === "--shared-memory" }));
  });
