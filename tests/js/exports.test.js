/** The boundary: what core.wasm imports and exports, by name and number of arguments. A new line here is a decision. */
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { openCore } from "../../wasm/loader.js";

const bytes = readFileSync(new URL("../../dist/core.wasm", import.meta.url));

test("core.wasm imports one function", () => {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
  expect(imports).toEqual([
    { module: "env", name: "emscripten_notify_memory_growth", kind: "function" },
  ]);
});

test("core.wasm exports few functions of one form", async () => {
  const exports = await openCore(bytes);
  const signatures = Object.entries(exports).map(([name, value]) =>
    typeof value === "function" ? `${name}/${value.length}` : `${name}: memory`,
  );
  expect(signatures.sort()).toMatchSnapshot();
});
