/**
 * Cost must grow as the work does: training over widths, depths, batches and image sides, at sizes beside multiples of
 * the tile, and on numbers that slow processors down. For each point how much of the ceiling (support/ceiling.js) its
 * useful arithmetic reaches, its cost beside that of its neighbours, and its memory beside what gn.summary() foretold.
 * A point half as dear again as both its neighbours, or as the last before it, is a cliff: exit code 1.
 *
 *   npm run bench -- sweep             in Node; a minute
 *   npm run bench -- sweep batch       the series whose name has this in it
 */
import { load } from "../../dist/index.js";
import { openCeiling } from "./support/ceiling.js";
import { median } from "./support/page.js";
import { digits, table } from "./support/report.js";
import { numbers, product } from "./support/work.js";
import { series, variants } from "./sweep/series.js";

const ROUNDS = 5;
const STRETCH = 0.008; // seconds
const CLIFF = 1.5;
const MEMORY = 1.05; // of what was foretold, and a model's own few kilobytes
const EPOCH = 2e7; // multiplications that make a call worth its cost

const only = process.argv[2] ?? "";
const gn = await load({ memoryLimit: 2 ** 31 - 2 ** 26 });
const ceiling = await openCeiling();

/** Multiplications and additions of a training step: forward, dW and, but for the first layer that learns, dX. */
function flopsOf({ layers }, batch) {
  const learning = layers.filter(({ parameters }) => parameters > 0);
  const all = layers.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
  return 2 * batch * (3 * all - learning[0].multiplyAdds);
}

function dataFor({ spec, batch, scale = 1 }, steps) {
  const count = steps * batch;
  const x = numbers(count * product(spec.input), 1).map((v) => v * scale);
  return gn.dataset({ x, y: Uint8Array.from(numbers(count, 2), (v) => Math.floor(v * 10)) });
}

async function prepared(model, data, { batch, weights = {}, before }) {
  const options = { batchSize: batch, shuffle: false };
  const change = () =>
    model.setWeights(
      Object.fromEntries(
        Object.entries(weights).map(([name, of]) => [name, of(model.getWeights()[name])]),
      ),
    );
  if (before) await model.fit(data, { ...options, epochs: before.steps });
  change();
  if (before) await model.fit(data, { ...options, epochs: before.idle });
}

/** A point as something to run: `run` takes one epoch of so many `flops`. */
async function open(point) {
  const { spec, batch } = point;
  const outline = gn.summary(spec, { batchSize: batch });
  const flops = flopsOf(outline, batch);
  const wanted = Math.ceil(EPOCH / flops);
  const steps = Math.max(1, Math.min(wanted, Math.floor(4e6 / (batch * product(spec.input)))));
  const data = dataFor(point, steps);
  const before = gn.memory().bytes;
  const model = gn.model(spec);
  if (point.before) {
    const one = dataFor(point, 1);
    await prepared(model, one, point);
    one.dispose();
  } else await prepared(model, data, point);
  const options = { batchSize: batch, shuffle: false };
  await model.fit(data, options);
  const { weights, workspace } = outline.memory;
  const copy = point.isCopied ? 4 * model.parameterCount : 0;
  const bytes = weights + workspace + copy;
  return {
    at: point.at,
    flops: flops * steps,
    memory: (gn.memory().bytes - before) / (bytes + 8192),
    bytes,
    run: (epochs) => model.fit(data, { ...options, epochs }),
    close: () => [model, data].forEach((thing) => thing.dispose()),
  };
}

/** How much of the ceiling a point reaches, in one stretch. */
async function share(point) {
  if (!point.times) {
    const start = performance.now();
    await point.run(1);
    point.times = Math.max(1, Math.ceil((1000 * STRETCH) / (performance.now() - start)));
  }
  const most = ceiling();
  const start = performance.now();
  await point.run(point.times);
  const seconds = (performance.now() - start) / 1000;
  return (point.flops * point.times) / seconds / ((most + ceiling()) / 2);
}

async function measure(given) {
  const points = [];
  for (const point of given) points.push(await open(point));
  const shares = points.map(() => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [i, point] of points.entries()) {
      const value = await share(point);
      if (round > 0) shares[i].push(value); // the first warms up
    }
  }
  points.forEach((point) => point.close());
  return points.map((point, i) => ({ ...point, share: median(shares[i]) }));
}

/** The cost of a point beside another's, for the same arithmetic. */
const cost = (point, other) => other && other.share / point.share;

function report(name, points, compared) {
  const rows = points.map((point, i) => {
    const costs = compared(points, i).map((other) => cost(point, other));
    const known = costs.filter((value) => value !== undefined);
    const isCliff = known.length > 0 && i > 0 && known.every((value) => value > CLIFF);
    const isHeavy = point.memory > MEMORY;
    return {
      bad: isCliff || isHeavy,
      cells: [
        String(point.at),
        digits(100 * point.share),
        costs.map((value) => digits(value && Number(value.toFixed(2)))).join(", "),
        digits(point.bytes / 1e6),
        `${digits(point.memory)}${isHeavy ? " MORE THAN FORETOLD" : ""}${isCliff ? " CLIFF" : ""}`,
      ],
    };
  });
  const head = ["", "% of ceiling", "cost beside", "foretold, MB", "taken / foretold"];
  console.log(`### ${name}\n\n${table([head, ...rows.map(({ cells }) => cells)])}\n`);
  return rows.filter(({ bad }) => bad).length;
}

let bad = 0;
for (const [name, points] of Object.entries(series).filter(([name]) => name.includes(only))) {
  bad += report(name, await measure(points), (all, i) => [all[i - 1], all[i + 1]]);
}
for (const [name, points] of Object.entries(variants).filter(([name]) => name.includes(only))) {
  bad += report(name, await measure(points), (all) => [all[0]]);
}
console.log(bad === 0 ? "no cliffs" : `${bad} points want a look`);
process.exitCode = bad === 0 ? 0 : 1;
