#!/usr/bin/env node
// Long trials of what must not break: every program of tests/soak, or those named. Each prints `NAME: figure` and
// fails when it finds anything.
//   npm run soak                        all, for as long as they take
//   npm run soak -- malformed crash     some
//   npm run soak -- --short             all, in the form for CI: about a minute each, less where less says as much
import { readdirSync } from "node:fs";
import { bootstrap } from "./bootstrap.js";
import { build } from "./build.js";
import { fromRoot, isMain, log, main, run, ToolError } from "./tools.js";

const folder = "tests/soak";
const all = () =>
  readdirSync(fromRoot(folder))
    .filter((file) => file.endsWith(".js"))
    .map((file) => file.slice(0, -".js".length));

/** Runs the trials named, all of them whatever one finds. @returns {Promise<string[]>} those that failed */
export async function soak(names, args) {
  const failed = [];
  for (const name of names) {
    const code = await run(process.execPath, [
      "--expose-gc",
      fromRoot(folder, `${name}.js`),
      ...args,
    ]);
    if (code !== 0) failed.push(name);
  }
  return failed;
}

/** What the trials need. */
export const soakTargets = ["core", "package", "native", "trial"]; // coverage.js, fuzz.js and mutants.js build for themselves
export const soakNames = all;

if (isMain(import.meta)) {
  await main(async (args) => {
    const names = args.filter((arg) => !arg.startsWith("--"));
    const options = args.filter((arg) => arg.startsWith("--"));
    const unknown = names.find((name) => !all().includes(name));
    if (unknown) throw new ToolError(`no trial ${unknown}; there are ${all().join(", ")}`);
    await bootstrap();
    await build(...soakTargets);
    const failed = await soak(names.length > 0 ? names : all(), options);
    log(failed.length === 0 ? "soak: all well" : `soak: ${failed.join(", ")} failed`);
    return failed.length;
  });
}
