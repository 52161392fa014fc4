/** Each program of examples/ runs as it stands, and prints what its last comment says. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { mnistFolder } from "./support/mnist.js";

const folder = fileURLToPath(new URL("../../examples/", import.meta.url));
const hasMnist = mnistFolder && existsSync(`${mnistFolder}/train-images-idx3-ubyte.gz`);
const programs = readdirSync(folder).filter((name) => name.endsWith(".js"));

describe("examples", () => {
  for (const name of programs) {
    const source = readFileSync(folder + name, "utf8");
    const needsMnist = source.includes("FOLDER_OF_THE_FOUR_FILES");
    const run = needsMnist && !hasMnist ? test.skip : test;
    run(
      `${name} prints what it says`,
      () => {
        const said = source.match(/\/\* Output:\n([^]*)\*\/\n$/)[1];
        const printed = execFileSync(process.execPath, [folder + name, mnistFolder ?? ""], {
          encoding: "utf8",
        });
        expect(printed).toBe(said);
      },
      120_000,
    );
  }
});
