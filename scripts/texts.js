// The sentences of the core, GN_TEXT in its sources (src/status.h). The linker lays them together, in memory and in the data
// section, as segments named "texts"; from here on a module is without them, and JavaScript has them.
import { leb, NAMES, namesOf, SECTION, sectionOf, withSize } from "./wasm-code.js";
import { ToolError } from "./tools.js";

const END = 1; // of the expression that says where a segment lies

/** The segments of the data section: where each begins and ends in the module, where in memory, and its bytes. */
function segmentsOf(module) {
  const section = sectionOf(module, SECTION.DATA);
  if (!section) return [];
  const { reader } = section;
  return Array.from({ length: reader.number() }, () => {
    const start = reader.at;
    if (reader.number() !== 0) throw new ToolError("a data segment that is not laid out at once");
    reader.byte(); // i32.const, whose number has a sign, but is an address below 2^31 here
    const address = reader.number();
    reader.skip(END);
    const size = reader.number();
    reader.skip(size);
    return { start, end: reader.at, address, bytes: module.subarray(reader.at - size, reader.at) };
  });
}

/** Each segment of the module, and whether it is of texts. */
function sorted(module) {
  const names = namesOf(module, NAMES.DATA);
  return segmentsOf(module).map((segment, i) => ({
    ...segment,
    isText: /^texts(\.|$)/.test(names.get(i)),
  }));
}

/** What a linked module says, from the first text on. @param {Uint8Array} linked */
export function textsOf(linked) {
  const texts = sorted(linked).filter(({ isText }) => isText);
  const [first] = texts;
  const last = texts.at(-1);
  const bytes = Buffer.alloc(first ? last.address + last.bytes.length - first.address : 0);
  for (const { address, bytes: part } of texts) bytes.set(part, address - first.address);
  return bytes.toString();
}

/** A linked module without them. @param {Uint8Array} linked */
export function withoutTexts(linked) {
  const kept = sorted(linked).filter(({ isText }) => !isText);
  const pieces = kept.map(({ start, end }) => linked.subarray(start, end));
  const sections = [
    [SECTION.DATA_COUNT, [leb(kept.length)]],
    [SECTION.DATA, [leb(kept.length), ...pieces]],
  ];
  return sections.reduce((module, [id, content]) => {
    const section = sectionOf(module, id);
    if (!section) return module;
    const { start, end } = section;
    return Buffer.concat([
      module.subarray(0, start),
      Uint8Array.of(id),
      withSize(content),
      module.subarray(end),
    ]);
  }, linked);
}
