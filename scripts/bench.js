#!/usr/bin/env node
// Runs the benchmarks of tests/bench, or the one named, with what follows as its arguments:
// npm run bench -- peers mlp --quick
import { readdirSync } from "node:fs";
import { bootstrap } from "./bootstrap.js";
import { build } from "./build.js";
import { fromRoot, main, run, ToolError } from "./tools.js";

await main(async ([name, ...rest]) => {
  await bootstrap();
  await build("core", "package", "native", "kernels");
  const files = readdirSync(fromRoot("tests/bench")).filter((file) => file.endsWith(".js"));
  const chosen = files.filter((file) => name === undefined || file === `${name}.js`);
  if (chosen.length === 0) throw new ToolError(`no such benchmark; there are ${files.join(", ")}`);
  let worst = 0; // all are run, whatever one of them finds
  for (const file of chosen) {
    worst = Math.max(worst, await run(process.execPath, [fromRoot("tests/bench", file), ...rest]));
  }
  return worst;
});
