// Installs Debian packages, as root or by sudo, without apt's hundreds of lines.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { has, log, run, ToolError } from "./tools.js";

const TOLD_EVERY = 20; // % of the way

/** What stands before a command that only root may give. */
function asRoot(byHand) {
  if (process.getuid?.() === 0) return [];
  if (!has("sudo")) throw new ToolError(`neither root nor sudo; ${byHand}`);
  return process.stdin.isTTY ? ["sudo"] : ["sudo", "-n"];
}

/** Says how far apt has come, from the lines of its APT::Status-Fd. */
function progress() {
  let told = "";
  return (text) => {
    for (const [, what, share] of text.matchAll(/^(dl|pm)status:[^:]*:([\d.]+):/gm)) {
      const percent = Math.floor(Number(share) / TOLD_EVERY) * TOLD_EVERY;
      const line = `${what === "dl" ? "downloaded" : "installed"} ${percent} %`;
      if (line !== told && percent > 0) log((told = line));
    }
  };
}

/** Runs apt-get; what it prints is shown when it fails. */
function aptGet(prefix, ...args) {
  const wait = "DPkg::Lock::Timeout=600"; // a machine that has just started may be installing something itself
  const options = ["-qq", "-o", wait];
  const environment = ["env", "DEBIAN_FRONTEND=noninteractive"];
  const [command, ...rest] = [...prefix, ...environment, "apt-get", ...options, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, { stdio: ["ignore", "pipe", "pipe"] });
    const tell = progress();
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => {
        printed += text;
        tell(text);
      });
    child.on("error", (error) => reject(new ToolError(`${command}: ${error.message}`)));
    child.on("close", (code) => {
      if (code !== 0) process.stderr.write(printed.replace(/^(dl|pm)status:.*\n/gm, ""));
      resolve(code);
    });
  });
}

/**
 * Emscripten brings Debian's own Node, which is older than ours. Where a Node that no package owns has its place, dpkg is told
 * to put the other one aside instead of over it.
 */
async function keepNode(prefix) {
  const place = "/usr/bin/node";
  if (!existsSync(place) || spawnSync("dpkg", ["-S", place]).status === 0) return;
  const aside = ["--local", "--no-rename", "--divert", `${place}.debian`, "--add", place];
  const [command, ...rest] = [...prefix, "dpkg-divert", "--quiet", ...aside];
  await run(command, rest);
}

/** @param {string[]} packages */
export async function installPackages(packages) {
  const list = packages.join(" ");
  const byHand = `please install: ${list}`;
  if (!has("apt-get")) throw new ToolError(`this system has no apt-get; ${byHand}`);
  const prefix = asRoot(byHand);
  log(`installing Debian's ${list}: a few minutes, once`);
  await keepNode(prefix);
  // An old package list often still serves; a container without any needs the update first.
  await aptGet(prefix, "update");
  const options = ["-y", "--no-install-recommends", "-o", "APT::Status-Fd=1"];
  const code = await aptGet(prefix, "install", ...options, ...packages);
  if (code !== 0) throw new ToolError(`apt-get could not install everything; ${byHand}`);
}
