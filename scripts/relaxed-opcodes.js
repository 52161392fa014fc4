// Puts the final opcodes of relaxed SIMD in the place of those that clang 14 writes, which were a draft's and which no
// engine knows. Both take three bytes, so nothing else moves; a module without them stays as it is.
import { functions, readInstruction, SECTION, sectionOf, SIMD } from "./wasm-code.js";

/** In the draft → now: f32x4.fma is f32x4.relaxed_madd, f32x4.fms is f32x4.relaxed_nmadd. */
const opcodes = new Map([
  [0xaf, 0x105],
  [0xb0, 0x106],
]);

/** The module with final opcodes, and how many it has. @param {Uint8Array} given */
export function withFinalOpcodes(given) {
  const module = Uint8Array.from(given);
  let changed = 0;
  const { reader } = sectionOf(module, SECTION.CODE);
  for (const { end } of functions(reader))
    while (reader.at < end) {
      const { prefix, opcode, opcodeAt } = readInstruction(reader);
      const final = prefix === SIMD ? opcodes.get(opcode) : undefined;
      if (final === undefined) continue;
      module[opcodeAt] = (final & 0x7f) | 0x80;
      module[opcodeAt + 1] = final >> 7;
      changed++;
    }
  return { module, changed };
}
