// npm run bench -- functions [core|fast|threads|fast-threads]: what a .wasm is made of: its sections and its functions, the
// largest first. A function's bytes are its own and those of what the optimizer melted into it; several may have one name.
import { readFileSync } from "node:fs";
import { functions, SECTION, sectionOf, sections } from "../../scripts/wasm-code.js";
import { fromRoot, main } from "../../scripts/tools.js";

const FUNCTION_NAMES = 1; // of the section "name"
const text = (reader) => {
  const length = reader.number();
  reader.skip(length);
  return Buffer.from(reader.bytes.subarray(reader.at - length, reader.at)).toString();
};

/** The names of functions by their number, as the linker left them. */
function namesOf(module) {
  const names = new Map();
  for (const { id, end, reader } of sections(module)) {
    if (id !== SECTION.CUSTOM || text(reader) !== "name") continue;
    while (reader.at < end) {
      const kind = reader.byte();
      const next = reader.number() + reader.at;
      if (kind === FUNCTION_NAMES)
        for (let count = reader.number(); count > 0; count--)
          names.set(reader.number(), text(reader));
      reader.at = next;
    }
  }
  return names;
}

/** Each function's name and bytes, the largest first. Nothing is imported but memory, so that they count from 0. */
function sizesOf(module) {
  const names = namesOf(module);
  const { reader } = sectionOf(module, SECTION.CODE);
  const found = [];
  for (const { start, end } of functions(reader)) {
    found.push({ name: names.get(found.length) ?? "?", bytes: end - start });
    reader.at = end;
  }
  return found.sort((a, b) => b.bytes - a.bytes);
}

await main(async ([build = "core"]) => {
  const shipped = readFileSync(fromRoot(`build/wasm/${build}.wasm`));
  console.log(`${build}.wasm: ${shipped.length} bytes`);
  for (const { id, start, end } of sections(shipped)) {
    const name = Object.entries(SECTION).find(([, number]) => number === id)?.[0] ?? id;
    console.log(`  section ${String(name).toLowerCase()}: ${end - start}`);
  }
  const all = sizesOf(readFileSync(fromRoot(`build/wasm/${build}.linked.wasm`)));
  console.log(`${all.length} functions, before constants are shortened:`);
  for (const { name, bytes } of all) console.log(`${String(bytes).padStart(6)} ${name}`);
});
