/** The strings of the core: taken out of its files by a script, laid into its memory by the loader. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { textsOf, withoutTexts } from "../../scripts/texts.js";
import { errorOf } from "./support/refusal.js";

setFlagsFromString("--experimental-wasm-relaxed-simd"); // Node 20; later ones have it anyway

const section = (id, ...bytes) => [id, bytes.length, ...bytes];
const named = (text) => [text.length, ...Buffer.from(text)];
const segment = (at, text) => [0, 0x41, at, 0x0b, ...named(text)];

/** A module with a memory, 8 bytes of which are at __global_base, where `text` lies; another segment follows. */
function module(text, start = "__global_base") {
  const exported = [...named("memory"), 2, 0, ...named(start), 3, 0];
  return Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(5, 1, 0, 1),
    ...section(6, 1, 0x7f, 0, 0x41, 8, 0x0b), // a constant: 8
    ...section(7, 2, ...exported),
    ...section(12, 2),
    ...section(11, 2, ...segment(8, text), ...segment(58, "kept")),
  );
}

async function memoryOf(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes);
  return Buffer.from(instance.exports.memory.buffer, 8, 54).toString("latin1");
}

describe.each([
  ["a table after a gap", "one\0two,\n\t\0", "\0\0\x05\x04"],
  ["a table at once", "one\0two\0", "A\x05\x04"],
  ["a table that begins far away", `${"0".repeat(43)}\0`, "\x01"], // 8 + 44 bytes: a bit more for the address
  ["nothing, where the optimizer leaves the last end mark out", "one\0two", ""],
])("strings before %s", (_, texts, table) => {
  test("are found, and taken out: all else stays where it was", async () => {
    const given = module(texts + table);
    expect(textsOf(given)).toBe(texts);
    const made = withoutTexts(given);
    const wanted = ("\0".repeat(texts.length) + table).padEnd(50, "\0") + "kept";
    expect(await memoryOf(given)).toBe((texts + table).padEnd(50, "\0") + "kept");
    expect(await memoryOf(made)).toBe(wanted);
    expect(made.length).toBeLessThanOrEqual(given.length - texts.length + 1);
  });
});

test("a module that does not say where its data begin stays as it is", () => {
  const given = module("one\0", "somewhere");
  expect(textsOf(given)).toBe("");
  expect(withoutTexts(given)).toBe(given);
});

test.each(["core", "fast", "threads", "fast-threads"])(
  "%s.wasm has no string, and says it nevertheless",
  async (name) => {
    const wasm = readFileSync(new URL(`../../dist/${name}.wasm`, import.meta.url));
    for (const text of ["at least one layer", "kernelInitializer"])
      expect(wasm.includes(text)).toBe(false);
    const gn = await load({ wasm });
    const { message } = await errorOf(() => gn.model({ input: [1], layers: [] }));
    expect(message).toBe("layers must be a list of at least one layer");
    gn.dispose();
  },
);
