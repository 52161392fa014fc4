/** A test of somebody's that imports the package, run by Jest. */
import { readFileSync } from "node:fs";
import { test } from "@jest/globals";
import { npmTool } from "../../scripts/tools.js";
import { expectTrained } from "./support/outcome.js";
import { makeProject } from "./support/project.js";

test("Jest, with ES modules", async () => {
  const programs = ["jest/trains.test.js", "jest/jest.config.js", "every-entry.js", "glassnet.js"];
  const project = await makeProject("jest", programs);
  const jest = ["--experimental-vm-modules", npmTool("jest/bin/jest.js")];
  await project.run(process.execPath, jest);
  const outcomes = JSON.parse(readFileSync(`${project.folder}/outcomes.json`, "utf8"));
  await expectTrained(outcomes, { threads: 2 });
});
