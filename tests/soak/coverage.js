/**
 * coverage.js: how many branches of the library its tests take, a condition that was only ever true being one of two: of the
 * readers and of the boundary, where whatever comes from outside arrives, all; of the core, of which the C tests alone are
 * counted, nearly all.
 *
 *   npm run soak -- coverage --verbose     names the lines of those that no test takes
 */
import { soak } from "./support/soak.js";
import { coreBranches, packageBranches } from "./support/branches.js";

/** The parts of the library, the share of their branches that must be taken, in percent, and which files are theirs. */
const parts = [
  {
    name: "readers",
    goal: 100,
    has: (file) =>
      /^wasm\/(readers\/|(half|json-keys|safetensors|saved)\.js)|^src\/(json|decode)\./.test(file),
  },
  { name: "boundary", goal: 100, has: (file) => file.startsWith("wasm/") },
  { name: "core", goal: 95, has: (file) => file.startsWith("src/") },
];

const percent = (taken, count) => (100 * taken) / Math.max(1, count);
const sum = (files, of) => files.reduce((total, file) => total + of(file), 0);

/** @param {{ file: string, count: number, missed: number[] }} branches a line of the table */
function line({ file, count, missed }, verbose) {
  const taken = count - missed.length;
  const share = `${percent(taken, count).toFixed(1).padStart(5)} %`;
  const where = verbose && missed.length > 0 ? `   ${[...new Set(missed)].join(", ")}` : "";
  return `  ${file.padEnd(40)} ${String(taken).padStart(5)} of ${String(count).padEnd(5)} ${share}${where}`;
}

await soak("coverage", async () => {
  const verbose = process.argv.includes("--verbose");
  const left = [...(await packageBranches()), ...(await coreBranches())].filter(
    ({ count }) => count > 0,
  );
  const figures = [];
  const faults = [];
  for (const { name, goal, has } of parts) {
    const files = left.filter(({ file }) => has(file));
    left.splice(0, left.length, ...left.filter(({ file }) => !has(file)));
    const count = sum(files, (file) => file.count);
    const taken = count - sum(files, ({ missed }) => missed.length);
    console.log(name);
    for (const file of files) console.log(line(file, verbose));
    const figure = `${name} ${taken} of ${count} branches, ${percent(taken, count).toFixed(1)} %`;
    figures.push(figure);
    if (percent(taken, count) < goal) faults.push(`${figure}: below the ${goal} % it must have`);
  }
  return { figure: figures.join("; "), faults };
});
