/**
 * mutants.js: mistakes put into the kernels, the layers and the optimizers, one at a time: do the C tests notice? A mistake
 * that the compiler translates to the same machine code is none, and is left out.
 *
 *   npm run soak -- mutants --verbose     tells how each died
 */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { fromRoot } from "../../scripts/tools.js";
import { generator } from "../js/support/mutate.js";
import { lineOf, mistakesIn, withMistake } from "./support/mutants.js";
import { grouped, soak } from "./support/soak.js";

const call = promisify(execFile);
/** The share that must be noticed; of a dozen, which every change of the sources draws anew, chance has a say. */
const WANTED = { long: 0.95, short: 0.75 };
const AT_ONCE = 2;
const MOST_FILES = 6; // a header that more files include is left to their own mistakes
const flags = ["-std=c11", "-O1", "-ffp-contract=off", "-fno-math-errno", "-w"];

/** How the tests are built: fast; and for what survives that, with sanitizers, which notice a step past the end. */
const builds = {
  native: { flags, hangs: "noticed" },
  asan: {
    flags: [...flags, "-fsanitize=address,undefined", "-fno-sanitize-recover=all"],
    without: ["kernels_math", "training_parts"], // they take long over what others look at, too
  },
};
const verbose = process.argv.includes("--verbose");

/** Slow tests, for the files whose business they are, and in the long form only. */
const slowTests = {
  api_stress: /^$/, // calls at random: what they reach, the others hold
  kernels_conv: /conv|depthwise/,
  kernels_gemm: /gem|columns|rows/,
  kernels_math: /elementary|special|power|vec|lanes/,
};

/** How long each C test takes when there is no mistake, in milliseconds. */
const times = new Map();
async function timeTests({ short }) {
  for (const name of readdirSync(fromRoot("tests/c")).filter((file) => file.endsWith(".c"))) {
    const test = name.slice(0, -".c".length);
    if (short && slowTests[test]) continue;
    const start = performance.now();
    await call(fromRoot("build/native", test), { cwd: fromRoot(".") }); // throws when it fails even so
    times.set(test, Math.ceil(performance.now() - start));
    if (verbose) console.log(`mutants: ${test} takes ${times.get(test)} ms`);
  }
}

/** The test that noticed the last mistake in a file: likely to notice the next. */
const lastKillers = new Map();

/** The tests of a file, in the order in which they are asked: the first that fails ends the mutant. */
function testsOf(file, build) {
  const last = lastKillers.get(file);
  return [...times.keys()]
    .filter(
      (name) => (slowTests[name]?.test(file) ?? true) && !builds[build].without?.includes(name),
    )
    .sort((a, b) => (b === last) - (a === last) || times.get(a) - times.get(b));
}

const folders = ["src/kernels", "src/layers", "src/optimizers"];
const files = folders.flatMap((folder) =>
  readdirSync(fromRoot(folder))
    .filter((name) => /\.[ch]$/.test(name) && name !== "elementary_table.c")
    .map((name) => `${folder}/${name}`),
);
const sources = new Map(files.map((file) => [file, readFileSync(fromRoot(file), "utf8")]));

/** The headers that each file includes: `#include "x.h"` means the one beside it, or of src. */
const headers = new Map(
  [...sources].map(([file, text]) => {
    const named = [...text.matchAll(/#include "(.*)"/g)].map(([, name]) => name);
    return [file, named.flatMap((name) => [join(dirname(file), name), join("src", name)])];
  }),
);

/** The .c files that include a header, directly or not; a .c file itself. */
function unitsOf(file) {
  if (file.endsWith(".c")) return [file];
  const includers = files.filter((other) => headers.get(other).includes(file));
  return [...new Set(includers.flatMap(unitsOf))];
}

/** A copy of the sources in which one mistake at a time is made. */
class Bench {
  #folder;
  /** The machine code without a mistake, by file. */
  #plain = new Map();

  constructor(number) {
    this.#folder = fromRoot("build/mutants", String(number));
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
    cpSync(fromRoot("src"), join(this.#folder, "src"), { recursive: true });
  }

  /** The object of a file as it stands; undefined when it does not compile. */
  async #compile(unit, build = "native") {
    const object = join(this.#folder, `${unit.replaceAll("/", "-")}.o`);
    const args = [...builds[build].flags, "-I", "src", "-c", unit, "-o", object];
    const compiled = await call("cc", args, { cwd: this.#folder }).catch(() => null);
    return compiled && object;
  }

  async #plainCode(unit) {
    if (!this.#plain.has(unit)) this.#plain.set(unit, readFileSync(await this.#compile(unit)));
    return this.#plain.get(unit);
  }

  /** What a mistake comes to: "no mistake", or the test that noticed; undefined when none has. */
  async judge(file, mistake) {
    const units = unitsOf(file);
    for (const unit of units) await this.#plainCode(unit);
    const path = join(this.#folder, file);
    writeFileSync(path, withMistake(sources.get(file), mistake));
    try {
      const objects = await Promise.all(units.map((unit) => this.#compile(unit)));
      if (objects.includes(null)) return "no mistake";
      const isSame = units.every((unit, i) =>
        this.#plain.get(unit).equals(readFileSync(objects[i])),
      );
      if (isSame) return "no mistake";
      return (
        (await this.#killer(file, units, "native")) ?? (await this.#killer(file, units, "asan"))
      );
    } finally {
      writeFileSync(path, sources.get(file));
    }
  }

  /** The first test that fails with these files of ours in place of the library's. */
  async #killer(file, units, build) {
    const objects = await Promise.all(units.map((unit) => this.#compile(unit, build)));
    const program = join(this.#folder, "test");
    for (const name of testsOf(file, build)) {
      const test = fromRoot(`build/${build}/CMakeFiles/${name}.dir/tests/c/${name}.c.o`);
      const parts = [test, ...objects, fromRoot(`build/${build}/libglassnet.a`)];
      const link = [...builds[build].flags, ...parts, "-lm", "-o", program];
      // A test that has the file's functions of its own, as kernels_parts has a team, does not meet the file.
      if (!(await call("cc", link).catch(() => null))) continue;
      const timeout = 10_000 + 30 * times.get(name); // it loops for ever, and not on a busy machine only
      const options = { cwd: fromRoot("."), timeout, killSignal: "SIGKILL" };
      const failure = await call(program, options).then(
        () => null,
        (error) => error,
      );
      if (!failure || (failure.killed && !builds[build].hangs)) continue;
      lastKillers.set(file, name);
      return `${name}, ${build}`;
    }
    return undefined;
  }
}

/** Mistakes one after the other, a file chosen first, so that a long one does not have them all. */
function* chosen() {
  const random = generator(2026);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const candidates = files.filter((file) => {
    const units = unitsOf(file);
    return (
      units.length > 0 && units.length <= MOST_FILES && mistakesIn(sources.get(file)).length > 0
    );
  });
  const seen = new Set();
  for (;;) {
    const file = pick(candidates);
    const mistake = pick(mistakesIn(sources.get(file)));
    const key = `${file} ${mistake.at} ${mistake.new}`;
    if (!seen.has(key)) yield [file, mistake];
    seen.add(key);
  }
}

await soak("mutants", async ({ short }) => {
  await timeTests({ short });
  const wanted = short ? 12 : 200;
  const mistakes = chosen();
  const faults = [];
  let made = 0;
  const work = async (number) => {
    const bench = new Bench(number);
    while (made < wanted) {
      const [file, mistake] = mistakes.next().value;
      const killer = await bench.judge(file, mistake);
      if (killer === "no mistake" || made >= wanted) continue;
      made++;
      const line = lineOf(file, sources.get(file), mistake);
      if (!killer) faults.push(line);
      if (verbose || !killer) console.log(`mutants: ${killer ?? "SURVIVED"}: ${line}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, number) => work(number)));
  const killed = wanted - faults.length;
  const figure = `${grouped(killed)} of ${grouped(wanted)} mistakes noticed by the C tests (${((100 * killed) / wanted).toFixed(1)} %)`;
  return { figure, faults: killed >= WANTED[short ? "short" : "long"] * wanted ? [] : faults };
});
