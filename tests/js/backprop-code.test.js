/** The programs of the backpropagation lab, run as a reader would run them, against the figures of its ledger. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { parametersOf, unitsOf } from "../../web/labs/backprop/network.js";
import { presets } from "../../web/labs/backprop/presets.js";
import { quantitiesOf } from "../../web/labs/backprop/quantities.js";
import { programs } from "../../web/labs/backprop/tools/code/programs.js";
import { en } from "../../web/labs/backprop/tools/en.js";
import { zh } from "../../web/labs/backprop/tools/zh.js";
import { everyNetwork, iterationOf, wanted } from "./support/backprop.js";

const gn = await load();
const build = fileURLToPath(new URL("../../build/", import.meta.url));
mkdirSync(build, { recursive: true });
const folder = mkdtempSync(join(build, "programs-")); // within the package, so that its own name leads to it
afterAll(() => rmSync(folder, { recursive: true }));

/** The first Python that has both. */
const python = ["python3", "/usr/bin/python3"].find(
  (name) => spawnSync(name, ["-c", "import numpy, torch"]).status === 0,
);

const named = Object.keys(presets).map((preset) => [preset, wanted({ preset }).given]);
const own = everyNetwork().map((given) => {
  const { layers, loss } = given.network;
  return [`${loss} after ${layers.at(-1).activation}`, given];
});
const cases = [...named, ...own];

/** The figures of the lab, by the names under which a program prints them. */
function figuresOf(given) {
  const { network } = given;
  const iteration = iterationOf(gn, given);
  const table = quantitiesOf(network);
  const value = (id) => table.get(id)?.value(iteration) ?? iteration.b[Number(id.slice(5)) - 1];
  const figures = { L: [value("L")] };
  unitsOf(network)
    .slice(1)
    .forEach((units, layer) => {
      const n = layer + 1;
      figures[`z${n}`] = units.map(({ z }) => value(z.id));
      figures[`a${n}`] = units.map(({ a }) => value(a.id));
      figures[`dz${n}`] = units.map(({ z }) => value(`d.${z.id}`));
      for (const [kind, name] of [
        ["weight", "W"],
        ["bias", "b"],
      ]) {
        const mine = parametersOf(network)
          .filter((p) => p.kind === kind && p.to.layer === layer)
          .sort((p, q) => p.index - q.index);
        if (!mine.length) continue;
        figures[`d${name}${n}`] = mine.map(({ id, to, learned }) =>
          value(learned ? `d.${id}` : `d.${to.z.id}`),
        );
        figures[`${name}${n}`] = mine.map(({ id }) => value(`new.${id}`));
      }
    });
  return figures;
}

const read = (printed) =>
  Object.fromEntries(
    printed
      .trim()
      .split("\n")
      .map((line) => line.split(" "))
      .map(([name, ...values]) => [name, values.map(Number)]),
  );

const mark = "-- next --";
const runners = {
  js: (files) =>
    execFileSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `for (const file of ${JSON.stringify(files)}) { await import(file); console.log("${mark}"); }`,
      ],
      { encoding: "utf8" },
    ),
  python: (files) =>
    execFileSync(
      python,
      [
        "-c",
        `import runpy, sys\nfor file in sys.argv[1:]:\n  runpy.run_path(file); print("${mark}")`,
        ...files,
      ],
      { encoding: "utf8" },
    ),
};

/** Every case's program in one language, each from a file of its own, run one after another. */
function runAll(language, say) {
  const { write, file } = programs[language];
  const files = cases.map(([, given], at) => {
    const path = join(folder, `${at}-${file}`);
    writeFileSync(path, write({ ...given, places: 9, say }));
    return path;
  });
  return (language === "js" ? runners.js : runners.python)(files)
    .split(mark)
    .slice(0, -1)
    .map(read);
}

for (const [language, { name }] of Object.entries(programs))
  describe(name, () => {
    const here = language === "js" || python ? test : test.skip;
    here("prints the figures of the ledger, for every worked example and every rule", () => {
      const words = language === "numpy" ? zh : en;
      const printed = runAll(language, (key) => words[`code.${key}`]);
      expect(printed).toHaveLength(cases.length);
      cases.forEach(([what, given], at) => {
        const figures = figuresOf(given);
        expect([what, Object.keys(printed[at]).sort()]).toEqual([
          what,
          Object.keys(figures).sort(),
        ]);
        for (const [key, values] of Object.entries(figures))
          expect([what, key, printed[at][key]]).toEqual([
            what,
            key,
            values.map((value) => expect.closeTo(value, 5)),
          ]);
      });
    });
  });
