/**
 * fuzz.js: libFuzzer on every reader of the core and on sequences of its calls (tests/fuzz), with the address and the
 * undefined-behaviour sanitizers, from a small corpus that is kept and words of the core's own schema. What is found goes
 * on being tried in build/fuzz; bytes that did harm belong into tests/fuzz/corpus when the fault is mended.
 */
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "../../scripts/build.js";
import { fromRoot } from "../../scripts/tools.js";
import { schemaText } from "../../wasm/generated/schema.js";
import { grouped, soak } from "./support/soak.js";

const AT_ONCE = 2;

/** Every name of a kind, of a field and of a choice: [family] → kinds → fields. */
function words(value, into = new Set()) {
  if (Array.isArray(value)) for (const item of value) words(item, into);
  else if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value)) {
      if (["type", "name"].includes(key) && typeof item === "string") into.add(item);
      if (key === "choices" || key === "values")
        for (const one of [item].flat()) if (typeof one === "string") into.add(one);
      words(item, into);
    }
  return into;
}

function writeDictionary() {
  const path = fromRoot("build/fuzz/words.dict");
  const lines = [...words(JSON.parse(schemaText))].map((word) =>
    JSON.stringify(JSON.stringify(word)),
  );
  writeFileSync(path, lines.join("\n"));
  return path;
}

/** Runs a program; its exit code and what it wrote to standard error. */
function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
    let text = "";
    child.stderr.on("data", (chunk) => (text = (text + chunk).slice(-20_000)));
    child.on("close", (code) => resolve({ code, text }));
  });
}

async function fuzz(name, { seconds, dictionary }) {
  const program = fromRoot(`build/fuzz/fuzz-${name}`);
  const [corpus, found] = [fromRoot("tests/fuzz/corpus", name), fromRoot("build/fuzz/found", name)];
  mkdirSync(found, { recursive: true });
  const { code, text } = await run(program, [
    ...[
      `-max_total_time=${seconds}`,
      "-timeout=20",
      "-rss_limit_mb=1024",
      "-max_len=4096",
      "-print_final_stats=1",
    ],
    ...[
      `-dict=${dictionary}`,
      `-artifact_prefix=${fromRoot("build/fuzz/")}${name}-`,
      found,
      corpus,
    ],
  ]);
  const runs = Number(text.match(/number_of_executed_units: (\d+)/)?.[1] ?? 0);
  const isWell = code === 0 && runs > 1000;
  return {
    name,
    runs,
    fault: isWell ? undefined : `${name}, after ${runs} inputs: ${text.slice(-3000)}`,
  };
}

await soak("fuzz", async ({ short }) => {
  await build("fuzz");
  const options = { seconds: short ? 60 : 600, dictionary: writeDictionary() };
  const left = readdirSync(fromRoot("tests/fuzz"))
    .filter((file) => file.endsWith(".c"))
    .map((file) => file.slice(0, -2));
  const results = [];
  const work = async () => {
    for (let name; (name = left.shift());) results.push(await fuzz(name, options));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const figure = `${options.seconds} s each: ${results.map(({ name, runs }) => `${name} ${grouped(runs)} inputs`).join(", ")}`;
  return { figure, faults: results.flatMap(({ fault }) => fault ?? []) };
});
