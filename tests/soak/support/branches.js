/** branches.js: the branches that tests take: of C by clang and llvm-cov, of JavaScript by Jest and Istanbul. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { cmake } from "../../../scripts/build.js";
import { fromRoot, npmTool, root, run, ToolError } from "../../../scripts/tools.js";

/** @typedef {{ file: string, count: number, missed: number[] }} Branches missed: the lines of those not taken */

const folder = fromRoot("build/coverage");

/** A file's branches from how often each was taken. @param {{ line: number, taken: number }[]} all @returns {Branches} */
const branchesOf = (file, all) => ({
  file,
  count: all.length,
  missed: all
    .filter(({ taken }) => taken === 0)
    .map(({ line }) => line)
    .sort((a, b) => a - b),
});

const byFile = (a, b) => (a.file < b.file ? -1 : 1);

/** Runs every C test, each writing its counters into a file of its own, and sums them up. */
async function profileOfTests() {
  const profiles = join(folder, "profiles");
  rmSync(profiles, { recursive: true, force: true });
  mkdirSync(profiles);
  const env = { LLVM_PROFILE_FILE: join(profiles, "%p.profraw") };
  const where = ["--test-dir", folder, "--output-on-failure", "--no-tests=error", "-j2", "-Q"];
  if ((await run("ctest", where, { env })) !== 0) throw new ToolError("a C test fails");
  const profile = join(folder, "all.profdata");
  const parts = readdirSync(profiles).map((name) => join(profiles, name));
  execFileSync("llvm-profdata", ["merge", "-sparse", "-o", profile, ...parts]);
  return profile;
}

/** What clang counted in a function. A branch of a header counts as taken if it is wherever the header is included. */
function* branchesIn({ filenames, branches }) {
  for (const [line, column, , , whenTrue, whenFalse, file] of branches) {
    const place = { file: relative(root, filenames[file]), line, column };
    yield { ...place, way: true, taken: whenTrue };
    yield { ...place, way: false, taken: whenFalse };
  }
}

/** The core's. @returns {Promise<Branches[]>} */
export async function coreBranches() {
  const sources = readdirSync(fromRoot("tests/c")).filter((name) => name.endsWith(".c"));
  const targets = sources.map((name) => name.slice(0, -2));
  const options = ["-DGLASSNET_COVERAGE=ON", "-DCMAKE_C_COMPILER=clang", "-DGLASSNET_WERROR=OFF"];
  cmake("coverage", options, { targets });
  const profile = await profileOfTests();
  const objects = targets.flatMap((name) => ["-object", join(folder, name)]);
  const args = ["export", "-skip-expansions", `-instr-profile=${profile}`, ...objects.slice(1)];
  const text = execFileSync("llvm-cov", args, { encoding: "utf8", maxBuffer: 1 << 30 });
  const files = new Map();
  for (const branch of JSON.parse(text).data[0].functions.flatMap((f) => [...branchesIn(f)])) {
    if (branch.file.startsWith("tests")) continue;
    const all = files.get(branch.file) ?? new Map();
    files.set(branch.file, all);
    const key = `${branch.line} ${branch.column} ${branch.way}`;
    all.set(key, { ...branch, taken: branch.taken + (all.get(key)?.taken ?? 0) });
  }
  return [...files].map(([file, all]) => branchesOf(file, [...all.values()])).sort(byFile);
}

/** The package's, by the tests of JavaScript. @returns {Promise<Branches[]>} */
export async function packageBranches() {
  const config = fromRoot("tests/soak/support/coverage.config.js");
  const node = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  const jest = [
    npmTool("jest/bin/jest.js"),
    `--config=${config}`,
    "--silent",
    "--reporters=summary",
  ];
  if ((await run(process.execPath, [...node, ...jest])) !== 0)
    throw new ToolError("a test of JavaScript fails");
  const coverage = JSON.parse(readFileSync(fromRoot("build/coverage-js/coverage-final.json")));
  return Object.values(coverage)
    .map(({ path, branchMap, b }) => {
      const all = Object.entries(branchMap).flatMap(([id, { loc }]) =>
        b[id].map((taken) => ({ line: loc.start.line, taken })),
      );
      return branchesOf(relative(root, path), all);
    })
    .sort(byFile);
}
