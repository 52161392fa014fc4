// The command line, as a user runs it: dist/cli.js in a process of its own, in a folder that is there for one test file.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@jest/globals";

export const cli = fileURLToPath(new URL("../../../dist/cli.js", import.meta.url));

export function commandLine() {
  const folder = mkdtempSync(join(tmpdir(), "glassnet-cli-"));

  function run(...args) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  /** The same, when it must go well. */
  function runWell(...args) {
    const result = run(...args);
    expect(result).toMatchObject({ status: 0 });
    return result;
  }

  return { folder, run, runWell, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
