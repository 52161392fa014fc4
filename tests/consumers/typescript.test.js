/** A strict TypeScript program, by two compilers and both ways of resolving a package: compiled, then run by Node. */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { npmTool } from "../../scripts/tools.js";
import { expectTrained } from "./support/outcome.js";
import { makeProject } from "./support/project.js";
import { newerNode, tools } from "./support/setup.js";

const compilers = {
  "TypeScript 5": join(tools, "typescript/bin/tsc"),
  "TypeScript 7": npmTool("typescript/bin/tsc"),
};
const resolutions = {
  nodenext: ["--module", "nodenext"],
  bundler: ["--module", "esnext", "--moduleResolution", "bundler"],
};
/** The first has no Symbol.dispose. The package's declarations are checked, too: there is no skipLibCheck. */
const libraries = ["es2022,dom", "esnext,dom"];

describe.each(Object.entries(compilers))("%s", (name, tsc) => {
  let project;
  beforeAll(async () => {
    project = await makeProject(name.toLowerCase().replace(" ", "-"), [
      "typescript/program.ts",
      "typescript/tsconfig.json",
      "typescript/using.ts",
      "typescript/using.json",
    ]);
  });

  test.each(Object.entries(resolutions))("%s", async (_, module) => {
    for (const lib of libraries)
      await project.run(process.execPath, [tsc, "-p", ".", "--lib", lib, ...module]);
    const said = await project.run(process.execPath, ["out/program.js"]);
    await expectTrained(JSON.parse(said), { threads: 1 });
  });

  test.each([
    ["es2022", process.execPath],
    ["esnext", newerNode],
  ])("using, compiled to %s, disposes at the end of the block", async (target, node) => {
    await project.run(process.execPath, [tsc, "-p", "using.json", "--target", target]);
    const said = JSON.parse(await project.run(node, ["out/using.js"]));
    const nothing = { bytes: 0, models: 0, datasets: 0 };
    expect(said).toMatchObject({ here: nothing, there: nothing });
  });
});
