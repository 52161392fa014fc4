/** The boundary: what each build imports and exports, by name and number of arguments. A new line here is a decision. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { expect, test } from "@jest/globals";
import { openCore } from "../../wasm/loader.js";

setFlagsFromString("--experimental-wasm-relaxed-simd"); // Node 20; later ones have it anyway

const read = (name) => readFileSync(new URL(`../../dist/${name}.wasm`, import.meta.url));

async function signatures(name) {
  const { exports } = await openCore(read(name));
  return Object.entries(exports)
    .map(([name, value]) =>
      typeof value === "function"
        ? `${name}/${value.length}`
        : `${name}: ${value.constructor.name.toLowerCase()}`,
    )
    .sort();
}

const memory = { module: "env", name: "memory", kind: "memory" };

test.each([["core"], ["fast"], ["threads", memory], ["fast-threads", memory]])(
  "%s.wasm imports nothing but, for threads, the memory",
  (name, ...all) => {
    expect(WebAssembly.Module.imports(new WebAssembly.Module(read(name)))).toEqual(all);
  },
);

test("core.wasm exports few functions of one form", async () => {
  expect(await signatures("core")).toMatchSnapshot();
});

test("fast.wasm exports the same", async () => {
  expect(await signatures("fast")).toEqual(await signatures("core"));
});

test("the builds with threads export what threads need, and nothing of Emscripten", async () => {
  const core = await signatures("core");
  const forThreads = ["__stack_pointer: global", "thread_crashed/0", "thread_run/1"];
  const all = [...core, ...forThreads, "thread_stack/0", "threads_set/2"].sort();
  expect(await signatures("threads")).toEqual(all);
  expect(await signatures("fast-threads")).toEqual(all);
});
