/** Programs of Node: this one, and the newest in tests/consumers/package.json. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { expectTrained } from "./support/outcome.js";
import { makeProject } from "./support/project.js";
import { newerNode } from "./support/setup.js";

const nodes = { "this Node": process.execPath, "a newer Node": newerNode };

describe.each(Object.entries(nodes))("%s", (name, node) => {
  let project;
  beforeAll(async () => {
    const programs = ["every-entry.js", "glassnet.js", "node.js", "commonjs.cjs", "own-worker.js"];
    project = await makeProject(name.replaceAll(" ", "-"), programs);
  });

  test("imports it: every entry, threads and workers among them", async () => {
    const outcomes = JSON.parse(await project.run(node, ["node.js"]));
    expect(Object.keys(outcomes)).toHaveLength(6);
    await expectTrained(outcomes, { threads: 2 });
  });

  test("may require() it: there is no top-level await", async () => {
    await expectTrained(JSON.parse(await project.run(node, ["commonjs.cjs"])), { threads: 2 });
  });

  test("trains in a worker thread of the program's own", async () => {
    const code = `
      import { Worker } from "node:worker_threads";
      new Worker("./own-worker.js", { execArgv: [] }).on("message", (own) => console.log(JSON.stringify({ own })));`;
    const said = await project.run(node, ["--input-type=module", "-e", code]);
    await expectTrained(JSON.parse(said), { threads: 2 });
  });
});
