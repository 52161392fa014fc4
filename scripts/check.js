#!/usr/bin/env node
// Formatters, linters and the type checker over everything: npm run check. With --fix, the first three mend
// what they can: npm run format.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { bootstrap } from "./bootstrap.js";
import { build } from "./build.js";
import { fromRoot, log, main, npmTool, root, run } from "./tools.js";

/** The C files that git knows or would add; not the .def lists, where a line stands as it is written. */
function cFiles() {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.c", "*.h"];
  const files = execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\n");
  return files.filter((file) => file !== "" && existsSync(fromRoot(file)));
}

await main(async (args) => {
  const fix = args.includes("--fix");
  await bootstrap();
  await build("core", "package"); // the types of the spec are generated
  const node = (path, ...rest) => [process.execPath, [npmTool(path), ...rest]];
  const clangFormat = fix ? ["-i"] : ["--dry-run", "-Werror"];
  const steps = {
    "clang-format": ["clang-format", [...clangFormat, ...cFiles()]],
    ESLint: node("eslint/bin/eslint.js", "--max-warnings=0", ...(fix ? ["--fix"] : []), "."),
    Prettier: node(
      "prettier/bin/prettier.cjs",
      "--log-level=warn",
      fix ? "--write" : "--check",
      ".",
    ),
    "tsc, package": node("typescript/bin/tsc", "-p", "tsconfig.json"),
    "tsc, page": node("typescript/bin/tsc", "-p", "web/tsconfig.json"),
  };
  const failed = [];
  for (const [name, [command, rest]] of Object.entries(steps)) {
    if ((await run(command, rest)) !== 0) failed.push(name);
  }
  log(failed.length === 0 ? "check: all well" : `check: ${failed.join(", ")} found something`);
  return failed.length;
});
