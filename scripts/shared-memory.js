// Makes a module's memory one that it imports and shares with other instances. The linker, if it is told so itself, has the
// memory zeroed and the data written by a function, segment by segment, so that a second thread does not write them again:
// 1.6 kB. Ours may: a memory is zero at first, and all data that are not are constants (wasm/threads.c keeps to that), which
// written again stay the same.
import { SECTION, sectionOf, withSize } from "./wasm-code.js";
import { ToolError } from "./tools.js";

const MEMORY = 2; // the kind of what is imported
const SHARED = 2; // the bit of a memory's limits
const named = (name) => [name.length, ...Buffer.from(name)];

/** The module with the shared memory env.memory, its one import. @param {Uint8Array} module */
export function withSharedMemory(module) {
  const [types, own] = [SECTION.TYPES, SECTION.MEMORIES].map((id) => sectionOf(module, id));
  if (!own || sectionOf(module, SECTION.IMPORTS))
    throw new ToolError("a module with a memory of its own, and no import, was expected");
  const { reader } = own;
  reader.skip(1); // how many: there can be only one
  const limits = [reader.number() | SHARED, ...module.subarray(reader.at, own.end)];
  const imported = [[1], named("env"), named("memory"), [MEMORY], limits];
  return Buffer.concat([
    module.subarray(0, types.end),
    Uint8Array.of(SECTION.IMPORTS),
    withSize(imported),
    module.subarray(types.end, own.start),
    module.subarray(own.end),
  ]);
}
