/** 20,000 steps come to the same bits everywhere: two Nodes, two browsers, their workers, threads, compilers, without SIMD. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { cmake, cmakeWasm } from "../../scripts/build.js";
import { fromRoot, root } from "../../scripts/tools.js";
import { load } from "../../wasm/index.js";
import { longRun, runGolden } from "../js/support/golden-runs.js";
import { fnv1a } from "../js/support/numbers.js";
import { openBrowser, outcomeOf } from "./support/browser.js";
import { makeProject } from "./support/project.js";
import { newerNode } from "./support/setup.js";

const { hash, spec, x, y, epochs, batchSize, augment } = longRun;
const everyThread = { thread: hash, worker: hash, "two threads": hash };

let project;
beforeAll(async () => {
  const programs = ["golden-run.js", "node.js", "page.js"].map((name) => `bits/${name}`);
  const shared = ["plain/glassnet.js", "index.html", "../../js/support/numbers.js"];
  project = await makeProject("bits", [...programs, ...shared]);
  const golden = { spec, x: [...x], y: [...y], epochs, batchSize, augment };
  const text = `export const golden = ${JSON.stringify(golden)};\n`;
  writeFileSync(join(project.folder, "golden.js"), text);
});

test("it is 20,000 steps", () => {
  expect((epochs * longRun.samples) / batchSize).toBe(20_000);
});

test.each([
  ["this Node", process.execPath],
  ["a newer Node", newerNode],
])("%s: in its thread, in a worker thread, by two threads", async (_, node) => {
  expect(JSON.parse(await project.run(node, ["node.js"]))).toEqual(everyThread);
});

test.each(["chromium", "firefox"])("%s: in a page, in a worker, by two threads", async (name) => {
  const browser = await openBrowser(name);
  try {
    const { outcome } = await outcomeOf(browser, project.folder, { isolated: true });
    expect(outcome).toEqual(everyThread);
  } finally {
    await browser.close();
  }
});

describe("native code", () => {
  test.each([
    ["gcc", "native-gcc", ["-DCMAKE_C_COMPILER=gcc"]],
    ["clang", "native-clang", ["-DCMAKE_C_COMPILER=clang"]],
    ["plain loops", "native-scalar", ["-DGLASSNET_SCALAR=ON"]],
  ])("%s", (_, folder, options) => {
    cmake(folder, options, { targets: ["training_bits"] });
    const program = fromRoot("build", folder, "training_bits");
    const run = ["tests/golden/training-long.json"];
    expect(execFileSync(program, run, { cwd: root, encoding: "utf8" })).toContain(hash);
  });
});

test("WebAssembly without SIMD", async () => {
  cmakeWasm(["core"], "wasm-scalar", ["-DGLASSNET_SCALAR=ON"]);
  const file = fromRoot("build/wasm-scalar/core.wasm");
  const text = execFileSync("wasm-dis", [file], { encoding: "utf8", maxBuffer: 1 << 28 });
  expect(text).not.toContain("v128");
  const gn = await load({ wasm: readFileSync(file) });
  expect(fnv1a(await runGolden(gn, longRun))).toBe(hash);
});
