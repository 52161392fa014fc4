/**
 * The kernels by themselves, in Node and in Chromium, against what the machine can do: a loop of multiplications and
 * additions in registers (flop/cycle, % of it), and copying memory (GB/s). Checked before they are timed; rounds of
 * Node and Chromium alternate; medians.
 *
 *   npm run bench -- kernels         ROUNDS=9 by default; ONLY="NN|dW" for some of the cases; BUILD=fast for relaxed SIMD
 */
import { readFileSync } from "node:fs";
import { convolutionFlops, convolutionName, convolutions } from "./support/convolutions.js";
import {
  ceilingFlops,
  elementwise,
  elementwiseName,
  openKernels,
  optimizers,
  parameters,
  productFlops,
  productName,
  products,
} from "./support/kernels.js";
import { median, openPage } from "./support/page.js";
import { allowRelaxedSimd } from "./support/relaxed.js";

const ONLY = process.env.ONLY ?? "";
const BUILD = process.env.BUILD ?? "core";
const FILE = `build/wasm/kernels-${BUILD}.wasm`;
if (BUILD === "fast") allowRelaxedSimd();
const ROUNDS = Number(process.env.ROUNDS ?? 9);

async function inNode() {
  return openKernels(readFileSync(FILE), ONLY);
}

async function inChromium({ page }) {
  await page.evaluate(
    async ([file, only]) => {
      const { openKernels } = await import("/tests/bench/support/kernels.js");
      window.kernels = await openKernels(await (await fetch(`/${file}`)).arrayBuffer(), only);
    },
    [FILE, ONLY],
  );
  return {
    check: () => page.evaluate(() => window.kernels.check()),
    round: () => page.evaluate(() => window.kernels.round()),
  };
}

/** Medians over the rounds of a case: { seconds, cycles }. */
function medianOf(rounds, name) {
  const of = (unit) => median(rounds.map((round) => round[name][unit]));
  return { seconds: of("seconds"), cycles: of("cycles") };
}

const page = await openPage("");
const places = { Node: await inNode(), Chromium: await inChromium(page) };
const rounds = { Node: [], Chromium: [] };
for (const place of Object.values(places)) {
  await place.check();
  await place.round(); // warms up
}
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, place] of Object.entries(places)) rounds[name].push(await place.round());
}
await page.close();

/** A table with a row for each case and, for each place, the columns that `figures` makes of its medians. */
function print(title, names, figures) {
  const measured = names.filter((name) => name in rounds.Node[0]);
  const row = (name) =>
    Object.entries(rounds).flatMap(([place, done]) =>
      Object.entries(figures(medianOf(done, name), name, done)).map(([unit, value]) => [
        `${place} ${unit}`,
        value,
      ]),
    );
  console.log(title);
  console.table(Object.fromEntries(measured.map((name) => [name, Object.fromEntries(row(name))])));
}

const flops = { ceiling: ceilingFlops };
for (const product of products) flops[productName(product)] = productFlops(product);
for (const entry of convolutions) flops[convolutionName(entry)] = convolutionFlops(entry);
const speed = ({ seconds, cycles }, name, done) => {
  const ceiling = ceilingFlops / medianOf(done, "ceiling").cycles;
  return {
    "GF/s": (flops[name] / seconds / 1e9).toFixed(1),
    "flop/cycle": (flops[name] / cycles).toFixed(2),
    "%": Math.round((100 * flops[name]) / cycles / ceiling),
  };
};
print("GEMM, packing included", ["ceiling", ...products.map(productName)], speed);
print("Convolution, padding and packing included", convolutions.map(convolutionName), speed);

const numbers = Object.fromEntries(Object.keys(optimizers).map((name) => [name, parameters]));
for (const entry of elementwise) numbers[elementwiseName(entry)] = entry.rows * entry.width;
print("Along arrays, a number", Object.keys(numbers), ({ seconds, cycles }, name) => ({
  ns: ((seconds / numbers[name]) * 1e9).toFixed(2),
  cycles: (cycles / numbers[name]).toFixed(2),
}));
const moved = { [`copy 1×${parameters}`]: 8, ...optimizers };
const bandwidth = (done, name) => (numbers[name] * moved[name]) / medianOf(done, name).seconds;
const [copy] = Object.keys(moved);
print("Bytes moved by a step of an optimizer", Object.keys(moved), (_, name, done) => ({
  "GB/s": (bandwidth(done, name) / 1e9).toFixed(0),
  "% of copy": Math.round((100 * bandwidth(done, name)) / bandwidth(done, copy)),
}));
