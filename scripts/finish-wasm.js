#!/usr/bin/env node
// The last step from the linker's module to the one that is shipped: what neither clang 14 nor Binaryen does.
//
//   node scripts/finish-wasm.js in.wasm out.wasm [--shared-memory]
import { readFileSync, writeFileSync } from "node:fs";
import { withFinalOpcodes } from "./relaxed-opcodes.js";
import { withSharedMemory } from "./shared-memory.js";
import { withoutTexts } from "./texts.js";
import { isMain, main } from "./tools.js";
import { SECTION, sections } from "./wasm-code.js";
import { withShortConstants } from "./short-constants.js";

/** The module without names and the like, which the linker leaves for tests/bench/functions.js. @param {Uint8Array} module */
function withoutCustomSections(module) {
  const kept = [...sections(module)].filter(({ id }) => id !== SECTION.CUSTOM);
  const header = module.subarray(0, kept[0].start);
  return Buffer.concat([header, ...kept.map(({ start, end }) => module.subarray(start, end))]);
}

/** @param {Uint8Array} linked @param {{ sharedMemory?: boolean }} [options] */
export function finished(linked, { sharedMemory = false } = {}) {
  const module = withoutCustomSections(withoutTexts(linked));
  const short = withShortConstants(withFinalOpcodes(module).module);
  return sharedMemory ? withSharedMemory(short) : short;
}

if (isMain(import.meta))
  await main(async ([from, to, option]) => {
    writeFileSync(to, finished(readFileSync(from), { sharedMemory: option === "--shared-memory" }));
  });
