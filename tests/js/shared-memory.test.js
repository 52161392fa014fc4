/** The script that makes the memory which a module imports a shared one. */
import { expect, test } from "@jest/globals";
import { withSharedMemory } from "../../scripts/shared-memory.js";

const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const section = (id, ...bytes) => [id, bytes.length, ...bytes];
const name = (letter) => [1, letter.charCodeAt(0)];
/** Imports the memory e.m of one page, of two at most. */
const memory = [...name("e"), ...name("m"), 2, 1, 1, 2];
const given = Uint8Array.of(...header, ...section(2, 1, ...memory));

test("the module takes a shared memory, and no other", async () => {
  const [shared, own] = [true, false].map(
    (shared) => new WebAssembly.Memory({ initial: 1, maximum: 2, shared }),
  );
  const open = (module, m) => WebAssembly.instantiate(module, { e: { m } });
  await expect(open(given, shared)).rejects.toThrow(WebAssembly.LinkError);
  await open(given, own);
  const made = withSharedMemory(given);
  await open(made, shared);
  await expect(open(made, own)).rejects.toThrow(WebAssembly.LinkError);
  expect(withSharedMemory(made)).toEqual(made);
});

test("a module that imports something else, or nothing, is refused", () => {
  const global = [...name("e"), ...name("g"), 3, 0x7f, 0];
  const two = Uint8Array.of(...header, ...section(2, 2, ...memory, ...global));
  const other = Uint8Array.of(...header, ...section(2, 1, ...global));
  expect(() => withSharedMemory(two)).toThrow(/all that is imported/);
  expect(() => withSharedMemory(other)).toThrow(/all that is imported/);
  expect(() => withSharedMemory(Uint8Array.from(header))).toThrow(/no memory/);
});
