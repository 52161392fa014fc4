/**
 * 20,000 steps, and 100 of a network whose every layer threads share, come to the same bits everywhere: two Nodes, two browsers,
 * their workers, threads, compilers, without SIMD.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { cmake, cmakeWasm } from "../../scripts/build.js";
import { fromRoot, root } from "../../scripts/tools.js";
import { load } from "../../wasm/index.js";
import { longRun, runGolden, sharedRun } from "../js/support/golden-runs.js";
import { fnv1a } from "../js/support/numbers.js";
import { openBrowser, outcomeOf } from "./support/browser.js";
import { makeProject } from "./support/project.js";
import { newerNode } from "./support/setup.js";

const runs = { "training-long": longRun, "training-shared": sharedRun };
const everyThread = Object.fromEntries(
  Object.entries(runs).map(([name, { hash }]) => [
    name,
    { thread: hash, worker: hash, "two threads": hash },
  ]),
);
/** From so many multiply-adds on threads share a piece of work: wasm/threads.c. */
const SHARED = 2 ** 22;

let project;
beforeAll(async () => {
  const programs = ["golden-run.js", "node.js", "page.js"].map((name) => `bits/${name}`);
  const shared = ["plain/glassnet.js", "index.html", "../../js/support/numbers.js"];
  project = await makeProject("bits", [...programs, ...shared]);
  const plain = Object.entries(runs).map(([name, { spec, x, y, epochs, batchSize, augment }]) => [
    name,
    { spec, x: [...x], y: [...y], epochs, batchSize, augment },
  ]);
  const text = `export const runs = ${JSON.stringify(Object.fromEntries(plain))};\n`;
  writeFileSync(join(project.folder, "runs.js"), text);
});

test("they are 20,000 steps and 100", () => {
  const stepsOf = ({ epochs, samples, batchSize }) => (epochs * samples) / batchSize;
  expect(Object.values(runs).map(stepsOf)).toEqual([20_000, 100]);
});

test("of the second, threads share every convolution and product but the last", async () => {
  const { layers } = (await load()).summary(sharedRun.spec);
  const work = layers.map(({ multiplyAdds }) => multiplyAdds * sharedRun.batchSize);
  expect(work.filter((count) => count >= SHARED)).toHaveLength(3);
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
    for (const [name, { hash }] of Object.entries(runs)) {
      const run = [`tests/golden/${name}.json`];
      expect(execFileSync(program, run, { cwd: root, encoding: "utf8" })).toContain(hash);
    }
  });
});

test("WebAssembly without SIMD", async () => {
  cmakeWasm(["core"], "wasm-scalar", ["-DGLASSNET_SCALAR=ON"]);
  const file = fromRoot("build/wasm-scalar/core.wasm");
  const text = execFileSync("wasm-dis", [file], { encoding: "utf8", maxBuffer: 1 << 28 });
  expect(text).not.toContain("v128");
  const gn = await load({ wasm: readFileSync(file) });
  for (const run of Object.values(runs)) expect(fnv1a(await runGolden(gn, run))).toBe(run.hash);
});
