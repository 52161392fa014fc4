// Makes the memory that a module imports a shared one, in place. The linker, if it is told so itself, has the data
// written by a function, segment by segment, so that a second thread does not write it again: 1.6 kB. Ours may: all data
// that are not zero at first are constants (wasm/threads.c keeps to that), and written again they stay the same.
import { SECTION, sectionOf } from "./wasm-code.js";
import { ToolError } from "./tools.js";

const MEMORY = 2; // the kind
const SHARED = 2; // the bit of a memory's limits

/** The module with shared memory, its one import. @param {Uint8Array} given */
export function withSharedMemory(given) {
  const module = Uint8Array.from(given);
  const imports = sectionOf(module, SECTION.IMPORTS);
  if (!imports) throw new ToolError("no memory is imported");
  const { reader } = imports;
  const count = reader.number();
  reader.skip(reader.number()); // the names of where it comes from, and its own
  reader.skip(reader.number());
  if (count !== 1 || reader.byte() !== MEMORY)
    throw new ToolError("the memory must be all that is imported");
  module[reader.at] |= SHARED;
  return module;
}
