/** The script that has a module import a shared memory in place of its own. */
import { expect, test } from "@jest/globals";
import { withSharedMemory } from "../../scripts/shared-memory.js";

const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const section = (id, ...bytes) => [id, bytes.length, ...bytes];
const named = (text) => [text.length, ...Buffer.from(text)];
const types = section(1, 0);
/** One page, at most two. */
const memory = section(5, 1, 1, 1, 2);
const given = Uint8Array.of(
  ...[...header, ...types, ...memory],
  ...section(7, 1, ...named("memory"), 2, 0),
  ...section(11, 1, 0, 0x41, 8, 0x0b, ...named("data")),
);

test("the module takes a shared memory, and no other, and writes its data there", async () => {
  const [shared, own] = [true, false].map(
    (shared) => new WebAssembly.Memory({ initial: 1, maximum: 2, shared }),
  );
  const open = (module, memory) => WebAssembly.instantiate(module, { env: { memory } });
  const made = withSharedMemory(given);
  await expect(open(made, own)).rejects.toThrow(WebAssembly.LinkError);
  new Uint8Array(shared.buffer).fill(1);
  const { instance } = await open(made, shared);
  expect(instance.exports.memory).toBe(shared);
  expect(Buffer.from(shared.buffer).subarray(7, 13).toString()).toBe("\x01data\x01");
});

test("a module without a memory of its own, or with imports, is refused", () => {
  const none = Uint8Array.of(...header, ...types);
  const imports = section(2, 1, ...named("e"), ...named("g"), 3, 0x7f, 0);
  const two = Uint8Array.of(...header, ...types, ...imports, ...memory);
  expect(() => withSharedMemory(none)).toThrow(/memory of its own/);
  expect(() => withSharedMemory(two)).toThrow(/memory of its own/);
  expect(() => withSharedMemory(withSharedMemory(given))).toThrow(/memory of its own/);
});
