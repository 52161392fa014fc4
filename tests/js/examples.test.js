/** Each program of examples/ runs as it stands, and prints what its last comment says (the page: e2e/examples.spec.js). */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { mnistFolder } from "./support/mnist.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = `${root}examples/`;
const hasMnist = mnistFolder && existsSync(`${mnistFolder}/train-images-idx3-ubyte.gz`);
const programs = readdirSync(folder).filter((name) => name.endsWith(".js"));

const run = (command, ...args) => execFileSync(command, args, { cwd: root, encoding: "utf8" });
const outputSaidIn = (source) => source.match(/\/\* Output:\n([^]*)\*\/\n$/)[1];

describe("examples", () => {
  for (const name of programs) {
    const source = readFileSync(folder + name, "utf8");
    const needsMnist = source.includes("FOLDER_OF_THE_FOUR_FILES");
    const runs = needsMnist && !hasMnist ? test.skip : test;
    runs(
      `${name} prints what it says`,
      () => {
        const printed = run(process.execPath, folder + name, mnistFolder ?? "");
        expect(printed).toBe(outputSaidIn(source));
      },
      120_000,
    );
  }

  test("c/xor.c finds the installed core by find_package and prints what it says", () => {
    const build = (name) => `${root}build/c-example/${name}`;
    const prefix = build("prefix");
    run("cmake", "-S", ".", "-B", build("library"), "-G", "Ninja");
    run("cmake", "--build", build("library"), "--target", "glassnet");
    run("cmake", "--install", build("library"), "--prefix", prefix);
    const where = ["-S", "examples/c", "-B", build("program"), "-G", "Ninja"];
    run("cmake", ...where, `-DCMAKE_PREFIX_PATH=${prefix}`);
    run("cmake", "--build", build("program"));
    const said = outputSaidIn(readFileSync(`${folder}c/xor.c`, "utf8"));
    expect(run(`${build("program")}/xor`)).toBe(said);
  }, 300_000);
});
