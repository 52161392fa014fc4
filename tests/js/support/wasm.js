/** wasm.js: core.wasm in a machine with little memory. */
import { readFileSync } from "node:fs";

const core = new URL("../../../dist/core.wasm", import.meta.url);
const MEMORY_SECTION = 5;

/** An unsigned number in LEB128, at `at`: → [value, where it ends]. */
function readNumber(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    value += (bytes[at] & 0x7f) * 2 ** shift;
    if (bytes[at++] < 0x80) return [value, at];
  }
}

function writeNumber(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}

/** The core, whose memory may grow by so many pages of 64 KiB and no further: what a full machine does to it. */
export function coreThatGrowsBy(pages) {
  const bytes = readFileSync(core);
  for (let at = 8; at < bytes.length;) {
    const [length, start] = readNumber(bytes, at + 1);
    if (bytes[at] === MEMORY_SECTION) {
      const [least] = readNumber(bytes, start + 2); // after the count, 1, and the flags: 1, has a maximum
      const limits = [1, 1, ...writeNumber(least), ...writeNumber(least + pages)];
      const section = [MEMORY_SECTION, ...writeNumber(limits.length), ...limits];
      return Uint8Array.from([
        ...bytes.subarray(0, at),
        ...section,
        ...bytes.subarray(start + length),
      ]);
    }
    at = start + length;
  }
  throw new Error("core.wasm has no memory section");
}
