#!/usr/bin/env node
// Installs what a fresh clone lacks: Debian's packages for the tools below, then the npm packages.
// Run again, it looks and does nothing.
import { existsSync, readFileSync } from "node:fs";
import { exclusively, fromRoot, has, isMain, log, main, run, ToolError } from "./tools.js";

/** Program → the Debian package that brings it. */
const tools = {
  cc: "gcc libc6-dev",
  cmake: "cmake",
  ninja: "ninja-build",
  emcc: "emscripten",
  chromium: "chromium",
  "firefox-esr": "firefox-esr",
  "clang-format": "clang-format",
  clang: "clang libclang-rt-dev", // libFuzzer
};

function missingPackages() {
  const missing = Object.keys(tools).filter((tool) => {
    if (tool === "chromium" && process.env.CHROMIUM) return false;
    return !has(tool);
  });
  return missing.flatMap((tool) => tools[tool].split(" "));
}

async function installPackages(packages) {
  const list = packages.join(" ");
  const byHand = `please install: ${list}`;
  if (!has("apt-get")) throw new ToolError(`this system has no apt-get; ${byHand}`);
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !has("sudo")) throw new ToolError(`neither root nor sudo; ${byHand}`);
  log(`installing ${list}`);
  const prefix = isRoot ? [] : process.stdin.isTTY ? ["sudo"] : ["sudo", "-n"];
  const apt = async (...args) => {
    const [command, ...rest] = [
      ...prefix,
      "env",
      "DEBIAN_FRONTEND=noninteractive",
      "apt-get",
      "-qq",
      "-o",
      "DPkg::Lock::Timeout=600", // a machine that has just started may be installing something itself
      ...args,
    ];
    return run(command, rest);
  };
  // An old package list often still serves; a container without any needs the update first.
  await apt("update");
  const code = await apt("install", "-y", "--no-install-recommends", ...packages);
  if (code !== 0) throw new ToolError(`apt-get could not install everything; ${byHand}`);
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

export async function bootstrap() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new ToolError(`Node ${process.versions.node} is too old: 20.19 or later is needed`);
  }
  if (missingPackages().length === 0 && nodeModulesAreCurrent()) return;
  await exclusively(async () => {
    const packages = missingPackages();
    if (packages.length > 0) await installPackages(packages);
    if (!nodeModulesAreCurrent()) await installNodeModules();
  });
}

if (isMain(import.meta)) await main(bootstrap);
