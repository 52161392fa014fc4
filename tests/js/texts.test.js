/** The sentences of the core: taken out of its files by a script, laid into its memory by the loader. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { expect, test } from "@jest/globals";
import { load } from "glassnet";
import { textsOf, withoutTexts } from "../../scripts/texts.js";
import { errorOf } from "./support/refusal.js";

setFlagsFromString("--experimental-wasm-relaxed-simd"); // Node 20; later ones have it anyway

const section = (id, ...bytes) => [id, bytes.length, ...bytes];
const named = (text) => [text.length, ...Buffer.from(text)];

/** A module with a memory and data, each { name, at, text }. */
function module(...segments) {
  const data = segments.flatMap(({ at, text }) => [0, 0x41, at, 0x0b, ...named(text)]);
  const names = segments.flatMap(({ name }, i) => [i, ...named(name)]);
  const kinds = section(9, segments.length, ...names);
  return Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(5, 1, 0, 1),
    ...section(7, 1, ...named("memory"), 2, 0),
    ...section(12, segments.length),
    ...section(11, segments.length, ...data),
    ...section(0, ...named("name"), ...kinds),
  );
}

const first = { name: ".rodata", at: 8, text: "kept" };
const second = { name: "texts", at: 16, text: "one\0" };
const third = { name: "texts.1", at: 24, text: "two" };

async function memoryOf(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes);
  return Buffer.from(instance.exports.memory.buffer, 8, 20).toString();
}

test("the texts of a module are what lies there from the first one on; without them all else stays", async () => {
  const given = module(first, second, third);
  const all = "kept\0\0\0\0one\0\0\0\0\0two\0";
  expect(await memoryOf(given)).toBe(all);
  expect(textsOf(given)).toBe("one\0\0\0\0\0two");
  const made = withoutTexts(given);
  expect(await memoryOf(made)).toBe("kept".padEnd(20, "\0"));
  expect(made.length).toBeLessThan(given.length - "onetwo".length);
});

test("a module that has none stays as it is", () => {
  const given = module(first);
  expect(textsOf(given)).toBe("");
  expect(Buffer.compare(withoutTexts(given), given)).toBe(0);
});

test.each(["core", "fast", "threads", "fast-threads"])(
  "%s.wasm has no sentence, and says it nevertheless",
  async (name) => {
    const wasm = readFileSync(new URL(`../../dist/${name}.wasm`, import.meta.url));
    expect(wasm.includes("at least one layer")).toBe(false);
    const gn = await load({ wasm });
    const { message } = await errorOf(() => gn.model({ input: [1], layers: [] }));
    expect(message).toBe("layers must be a list of at least one layer");
    gn.dispose();
  },
);
