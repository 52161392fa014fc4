/**
 * Whether anything has become slower: what the main kernels and a step of training cost beside the loop of additions and
 * multiplications in registers, in turns of that loop, held against guard.json. Ratios, so that a slow or busy machine
 * says the same; half a minute. Not part of npm test.
 *
 *   npm run bench -- guard             exit code 1 where something takes more than SLOWER times as long
 *   npm run bench -- guard --write     what is measured becomes guard.json
 */
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { fromRoot } from "../../scripts/tools.js";
import { openCeiling } from "./support/ceiling.js";
import { openHost } from "./support/host.js";
import { ceilingFlops, openKernels } from "./support/kernels.js";
import { adam, sgd } from "./support/optimizers.js";
import { median, openPage } from "./support/page.js";
import { allowRelaxedSimd } from "./support/relaxed.js";
import { digits, table } from "./support/report.js";

const SLOWER = 1.3;
const ROUNDS = 9;

/** Of what openKernels measures, those whose work is arithmetic: not those that wait for memory. */
const kernels =
  /^(NN|TN|NT) (64×64×64|256×256×256|32×128×784|784×128×32|32×784×128|32×10×128|4×4×2)$|^(exp|tanh) |^(forward|dW|dX) (28×28×1 5×5→6|14×14×6 5×5→16|32×32×32 3×3→32)$/;

const training = {
  "MLP, SGD, a step": { network: "mlp", optimizer: sgd, batch: 32, batches: 32 },
  "MLP, Adam, a step": { network: "mlp", optimizer: adam, batch: 32, batches: 32 },
  "LeNet-5, Adam, a step": { network: "lenet", optimizer: adam, batch: 32, batches: 8 },
  "XOR, a step": { network: "xor", optimizer: sgd, batch: 4, batches: 1 },
};

/** Rounds of openKernels → { case: turns of the ceiling loop }. */
function turns(rounds) {
  const names = Object.keys(rounds[0]).filter((name) => kernels.test(name));
  const ratio = (name) => median(rounds.map((round) => round[name].cycles / round.ceiling.cycles));
  return Object.fromEntries(names.map((name) => [name, ratio(name)]));
}

async function inNode(build) {
  const bytes = readFileSync(fromRoot(`build/wasm/kernels-${build}.wasm`));
  const opened = await openKernels(bytes, kernels.source);
  opened.check();
  const rounds = Array.from({ length: ROUNDS + 1 }, () => opened.round());
  return turns(rounds.slice(1));
}

async function inChromium(build) {
  const { page, close } = await openPage("");
  const rounds = await page.evaluate(
    async ([build, count, only]) => {
      const { openKernels } = await import("/tests/bench/support/kernels.js");
      const bytes = await (await fetch(`/build/wasm/kernels-${build}.wasm`)).arrayBuffer();
      const opened = await openKernels(bytes, only);
      opened.check();
      return Array.from({ length: count }, () => opened.round());
    },
    [build, ROUNDS + 1, kernels.source],
  );
  await close();
  return turns(rounds.slice(1));
}

async function steps() {
  const place = { options: { dist: "dist" }, read: async (path) => readFileSync(fromRoot(path)) };
  const host = await openHost("../peers/glassnet.js", place);
  const ceiling = await openCeiling();
  const result = {};
  for (const [name, task] of Object.entries(training)) {
    await host.prepare({ kind: "train", ...task });
    const ratios = [];
    for (let round = 0; round < ROUNDS; round++) {
      const before = ceiling();
      const seconds = await host.time(0.03);
      ratios.push((seconds * (before + ceiling())) / 2 / ceilingFlops);
    }
    result[name] = median(ratios);
    await host.drop();
  }
  return result;
}

const path = fromRoot("tests/bench/guard.json");
allowRelaxedSimd();
const measured = {
  Node: { ...(await inNode("core")), ...(await steps()) },
  "Node, fast": await inNode("fast"),
  Chromium: await inChromium("core"),
  "Chromium, fast": await inChromium("fast"),
};
if (process.argv.includes("--write")) {
  const short = JSON.stringify(measured, (_, value) =>
    typeof value === "number" ? Number(value.toPrecision(3)) : value,
  );
  writeFileSync(path, await format(short, { parser: "json" }));
}

const expected = JSON.parse(readFileSync(path, "utf8"));
const places = Object.keys(measured);
const names = [...new Set(places.flatMap((place) => Object.keys(measured[place])))];
const slower = [];
const cell = (name, place) => {
  const [now, then] = [measured[place][name], expected[place]?.[name]];
  if (now === undefined || then === undefined)
    return now === undefined ? "–" : `${digits(now)} new`;
  if (now > SLOWER * then) slower.push(`${name}, ${place}`);
  return `${digits(now)}  ${(now / then).toFixed(2)}×${now > SLOWER * then ? " SLOWER" : ""}`;
};
const rows = names.map((name) => [name, ...places.map((place) => cell(name, place))]);
console.log("Cost in turns of the ceiling loop, and as a multiple of what guard.json holds\n");
console.log(table([["", ...places], ...rows]));
console.log(slower.length === 0 ? "\nnothing is slower" : `\nslower: ${slower.join("; ")}`);
process.exit(slower.length === 0 ? 0 : 1);
