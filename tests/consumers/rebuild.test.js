/** A second build of the .wasm files, in another folder, gives the same bytes: anyone can check what the package holds. */
import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { cmakeWasm, wasmBuilds } from "../../scripts/build.js";
import { fromRoot } from "../../scripts/tools.js";

const sha256 = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
const hashes = (folder) => wasmBuilds.map((name) => sha256(fromRoot(folder, `${name}.wasm`)));

test("the same SHA-256", () => {
  rmSync(fromRoot("build/wasm-again"), { recursive: true, force: true });
  cmakeWasm(wasmBuilds, "wasm-again");
  expect(hashes("build/wasm-again")).toEqual(hashes("dist"));
});
