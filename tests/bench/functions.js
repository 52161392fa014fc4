// npm run bench -- functions [core|fast|threads|fast-threads]: what a .wasm is made of: its sections and its functions, the
// largest first. A function's bytes are its own and those of what the optimizer melted into it; several may have one name.
import { readFileSync } from "node:fs";
import {
  functions,
  NAMES,
  namesOf,
  SECTION,
  sectionOf,
  sections,
} from "../../scripts/wasm-code.js";
import { fromRoot, main } from "../../scripts/tools.js";

/** Each function's name and bytes, the largest first. Nothing is imported but memory, so that they count from 0. */
function sizesOf(module) {
  const names = namesOf(module, NAMES.FUNCTIONS);
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
