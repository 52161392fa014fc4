// The strings of the core: sentences, names, ranges. The linker lays them together, each once and with its end mark, before
// all else in memory. A module that exports where that is, as the package's do (wasm/builds.cmake), is without them from
// here on, and JavaScript has them, once for all builds (wasm/loader.js).
import { leb, SECTION, sectionOf, signedLeb, withSize } from "./wasm-code.js";
import { ToolError } from "./tools.js";

/** The linker's name of where data begin. */
const START = "__global_base";
const AT_ONCE = 0; // a segment that is laid out when the module is opened
const I32_CONST = 0x41;
const END = 0x0b; // of the expression that says where

/** @param {Uint8Array} module */
function exportsStart(module) {
  const section = sectionOf(module, SECTION.EXPORTS);
  if (!section) return false;
  const { reader } = section;
  const names = Array.from({ length: reader.number() }, () => {
    const name = reader.text();
    reader.numbers(2); // what it is, and its number
    return name;
  });
  return names.includes(START);
}

/** The first of the data section: its place in memory, its bytes, those of the others and how many there are in all. */
function firstSegment(module) {
  const { reader, end } = sectionOf(module, SECTION.DATA);
  const count = reader.number();
  if (reader.number() !== AT_ONCE || reader.byte() !== I32_CONST)
    throw new ToolError("a data segment that is not laid out at once");
  const address = reader.number(); // below 2^31, so that it has no sign
  reader.skip(1);
  const size = reader.number();
  const from = reader.at;
  return {
    address,
    bytes: module.subarray(from, from + size),
    others: module.subarray(from + size, end),
    count,
  };
}

/** How many bytes are strings: what follows their last end mark begins with another, which fills up, or with a number. */
function lengthOfStrings(bytes) {
  const isText = (byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x08 && byte <= 0x0d);
  const end = bytes.findIndex((byte, i) => !isText(byte) && (byte !== 0 || bytes[i - 1] === 0));
  return end < 0 ? bytes.length : bytes.lastIndexOf(0, end - 1) + 1;
}

/** What a linked module says. @param {Uint8Array} linked */
export function textsOf(linked) {
  if (!exportsStart(linked)) return "";
  const { bytes } = firstSegment(linked);
  return Buffer.from(bytes.subarray(0, lengthOfStrings(bytes))).toString();
}

/** A linked module without that. @param {Uint8Array} linked */
export function withoutTexts(linked) {
  if (!exportsStart(linked)) return linked;
  const { address, bytes, others, count } = firstSegment(linked);
  const length = lengthOfStrings(bytes);
  const rest = bytes.subarray(length);
  const place = [AT_ONCE, I32_CONST, ...signedLeb(address + length), END];
  const { start, end } = sectionOf(linked, SECTION.DATA);
  return Buffer.concat([
    linked.subarray(0, start),
    Uint8Array.of(SECTION.DATA),
    withSize([leb(count), place, withSize([rest]), others]),
    linked.subarray(end),
  ]);
}
