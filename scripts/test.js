#!/usr/bin/env node
// Installs and builds what is missing, runs every suite and ends with one line: N passed, N failed.
//   npm test                    all
//   npm test -- js              one or several of c, js, consumers, e2e, soak (its short form)
//   npm test -- js -t "seed"    whatever follows goes to that suite's runner
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { bootstrap } from "./bootstrap.js";
import { build } from "./build.js";
import { soak, soakNames, soakTargets } from "./soak.js";
import { fromRoot, log, main, npmTool, run, ToolError } from "./tools.js";

/** Where each runner writes its result; what it left out is told apart from what passed. */
function report(name) {
  mkdirSync(fromRoot("build/reports"), { recursive: true });
  const path = fromRoot("build/reports", name);
  rmSync(path, { force: true });
  return path;
}

async function ctest(folder, args) {
  const file = report(`${folder}.xml`);
  const where = ["--test-dir", fromRoot("build", folder), "--output-junit", file];
  const env = { UBSAN_OPTIONS: "print_stacktrace=1" };
  await run("ctest", [...where, "--output-on-failure", "--no-tests=error", "-j2", ...args], {
    env,
  });
  const attributes = readFileSync(file, "utf8").match(/<testsuite[^>]*>/)[0];
  const count = (name) => Number(attributes.match(new RegExp(`\\b${name}="(\\d+)"`))[1]);
  const skipped = count("skipped") + count("disabled");
  return {
    passed: count("tests") - count("failures") - skipped,
    failed: count("failures"),
    skipped,
  };
}

/** @param {string} config @param {string[]} args */
async function jest(config, args) {
  const file = report("jest.json");
  const node = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  await run(process.execPath, [
    ...node,
    npmTool("jest/bin/jest.js"),
    `--config=${config}`,
    "--json",
    `--outputFile=${file}`,
    ...args,
  ]);
  const result = JSON.parse(readFileSync(file, "utf8"));
  const tests = result.testResults.flatMap(({ assertionResults }) => assertionResults);
  // Asked for by -t, most are pending: only a whole run says by name what it left out.
  const leftOut = args.length > 0 ? [] : tests.filter(({ status }) => status === "pending");
  for (const { fullName } of leftOut) log(`skipped: ${fullName}`);
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/** What each page held when its test failed. */
function showPages(suites) {
  for (const { suites: inner = [], specs = [] } of suites) {
    showPages(inner);
    const results = specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results));
    for (const { name, path } of results.flatMap(({ attachments }) => attachments)) {
      if (name === "error-context") console.error(readFileSync(path, "utf8"));
    }
  }
}

async function playwright(args) {
  const file = report("playwright.json");
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const code = await run(
    process.execPath,
    [npmTool("@playwright/test/cli.js"), "test", "--reporter=list,json", ...args],
    { env },
  );
  const { stats, errors, suites: files } = JSON.parse(readFileSync(file, "utf8"));
  if (process.env.CI) showPages(files); // the machine's files are gone when somebody looks
  const failed = stats.unexpected + stats.flaky + errors.length;
  return {
    passed: stats.expected,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}

/** The trials of tests/soak in their short form; `args`: the names of some. */
async function trials(args) {
  const names = args.length > 0 ? args : soakNames();
  const failed = await soak(names, ["--short"]);
  return { passed: names.length - failed.length, failed: failed.length, skipped: 0 };
}

/** A suite: what must be built before it, and its runners. */
const suites = {
  c: {
    needs: ["native"],
    runners: {
      "C, sanitized": (args) => ctest("asan", args),
      C: (args) => ctest("native", args),
    },
  },
  js: {
    needs: ["core", "package", "kernels"],
    runners: { JavaScript: (args) => jest("jest.config.js", args) },
  },
  consumers: {
    needs: ["core", "package"],
    runners: { consumers: (args) => jest("tests/consumers/jest.config.js", args) },
  },
  soak: { needs: soakTargets, runners: { soak: trials } },
  e2e: { needs: ["core", "package", "page"], runners: { page: playwright } },
};

function chosen(args) {
  const end = args.findIndex((arg) => !Object.hasOwn(suites, arg));
  const names = end < 0 ? args : args.slice(0, end);
  const rest = end < 0 ? [] : args.slice(end);
  if (rest.length > 0 && names.length !== 1) {
    throw new ToolError(`${rest[0]}: name one suite before it (${Object.keys(suites).join(", ")})`);
  }
  return { names: names.length > 0 ? names : Object.keys(suites), rest };
}

/** One suite's outcome; one that cannot be built or run is one failure. */
async function outcome(task) {
  try {
    return await task();
  } catch (error) {
    console.error(error instanceof ToolError ? `glassnet: ${error.message}` : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

await main(async (args) => {
  const { names, rest } = chosen(args);
  const total = { passed: 0, failed: 0 };
  const add = (title, { passed, failed, skipped }) => {
    total.passed += passed;
    total.failed += failed;
    log(`${title}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  };
  const ready = await outcome(() => bootstrap().then(() => null));
  if (ready) add("set-up", ready);
  for (const name of ready ? [] : names) {
    const { needs, runners } = suites[name];
    const broken = await outcome(() => build(...needs).then(() => null));
    if (broken) add(`${name}, build`, broken);
    for (const [title, runner] of broken ? [] : Object.entries(runners)) {
      add(title, await outcome(() => runner(rest)));
    }
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});
