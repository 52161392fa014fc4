#!/usr/bin/env node
// Installs what a fresh clone lacks: Debian's packages for the tools below, then the npm packages.
// Run again, it looks and does nothing.
import { existsSync, readFileSync } from "node:fs";
import { installPackages } from "./debian.js";
import { exclusively, fromRoot, has, isMain, log, main, run, ToolError } from "./tools.js";

/** Program → the Debian package that brings it: what the page and the package are built with … */
export const buildTools = {
  cc: "gcc libc6-dev",
  cmake: "cmake",
  ninja: "ninja-build",
  emcc: "emscripten",
};
/** … and what the tests and checks need besides. */
const allTools = {
  ...buildTools,
  chromium: "chromium",
  "firefox-esr": "firefox-esr",
  "clang-format": "clang-format",
  clang: "clang libclang-rt-dev", // libFuzzer
  "llvm-cov": "llvm", // the branches that tests take
};

function missingPackages(tools) {
  const missing = Object.keys(tools).filter((tool) => {
    if (tool === "chromium" && process.env.CHROMIUM) return false;
    return !has(tool);
  });
  return missing.flatMap((tool) => tools[tool].split(" "));
}

/** Whether a folder's node_modules holds what its lock file asks for. */
function nodeModulesAreCurrent(folder = "") {
  const installed = fromRoot(folder, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const read = (path) => JSON.parse(readFileSync(path, "utf8")).packages;
  const there = read(installed);
  return Object.entries(read(fromRoot(folder, "package-lock.json"))).every(
    ([path, { version, optional }]) =>
      path === "" || there[path]?.version === version || (optional && !there[path]),
  );
}

async function installNodeModules(folder = "") {
  log(`installing the npm packages${folder && ` of ${folder}`}`);
  const code = await run("npm", [
    "ci",
    `--prefix=${fromRoot(folder)}`,
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
  if (code !== 0) throw new ToolError("npm ci failed");
}

/** The npm packages of a folder with a package.json of its own. */
export async function installIn(folder) {
  await exclusively(async () => {
    if (!nodeModulesAreCurrent(folder)) await installNodeModules(folder);
  });
}

export async function bootstrap(tools = allTools) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new ToolError(`Node ${process.versions.node} is too old: 20.19 or later is needed`);
  }
  if (missingPackages(tools).length === 0 && nodeModulesAreCurrent()) return;
  await exclusively(async () => {
    const packages = missingPackages(tools);
    if (packages.length > 0) await installPackages(packages);
    if (!nodeModulesAreCurrent()) await installNodeModules();
  });
}

if (isMain(import.meta)) await main(() => bootstrap());
