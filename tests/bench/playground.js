// npm run bench -- playground CHECKOUT: the networks of the lab on 2-D data beside TensorFlow Playground's own code (src/nn.ts
// of a checkout of github.com/tensorflow/playground, or PLAYGROUND=…), in one process of Node.
//
// A step is one update of the weights from one batch: forward and backward over its samples, then the update, and the batch's
// loss, which both report. Both have the same samples in the same order, the same start weights and the same arithmetic:
// ½(a − t)², the gradient's mean over the batch, SGD; theirs in double precision, ours in single. That their losses after each
// of the first epochs agree is checked before anything is timed. Rounds alternate; medians of steps a second of processor time.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { load } from "../../dist/index.js";
import { median } from "./support/page.js";
import { digits, table } from "./support/report.js";

const SAMPLES = 300; // full batches of 10, 30 and 1
const EPOCHS = 20; // whose losses are compared
const TOLERANCE = 1e-4;
const STRETCH = 0.2; // seconds
const EPOCHS_A_CALL = 300; // as a page would that shows them: results of thousands are moved about in memory
const ROUNDS = 9;
const GOAL = 20;
const RATE = 0.03;

const networks = [
  { units: [2, 4, 2, 1], activation: "tanh" },
  { units: [2, 8, 8, 1], activation: "tanh" },
  { units: [2, 8, 8, 8, 1], activation: "tanh" },
  { units: [2, 8, 8, 8, 1], activation: "relu" },
];
const batches = [10, 30, 1];

/** A circle within another, as ±1, without a generator that either side would have to share. */
const samples = Array.from({ length: SAMPLES }, (_, i) => {
  const radius = i % 2 ? 0.3 + ((i * 37) % 20) / 10 : 3.5 + ((i * 53) % 15) / 10;
  const angle = (2 * Math.PI * ((i * 97) % SAMPLES)) / SAMPLES;
  const x = [radius * Math.cos(angle), radius * Math.sin(angle)].map(Math.fround);
  return { x, y: i % 2 ? 1 : -1 };
});

/** src/nn.ts as a module. @param {string} checkout */
async function openTheirs(checkout) {
  const bundled = await build({
    entryPoints: [join(checkout, "src/nn.ts")],
    bundle: true,
    format: "esm",
    write: false,
    tsconfigRaw: "{}",
    logLevel: "error",
  });
  const text = Buffer.from(bundled.outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${text}`);
}

/** Training by their functions, in the order in which their page calls them. */
function theirTraining(nn, { units, activation, weights }, batch) {
  const f = nn.Activations[activation.toUpperCase()];
  const network = nn.buildNetwork(units, f, nn.Activations.TANH, null, ["x", "y"]);
  network.slice(1).forEach((layer, k) =>
    layer.forEach((node, j) => {
      node.bias = weights[`dense_${k + 1}.bias`][j];
      node.inputLinks.forEach((link, i) => {
        link.weight = weights[`dense_${k + 1}.kernel`][i * layer.length + j];
      });
    }),
  );
  return function epoch() {
    let loss = 0;
    samples.forEach(({ x, y }, i) => {
      loss += nn.Errors.SQUARE.error(nn.forwardProp(network, x), y);
      nn.backProp(network, y, nn.Errors.SQUARE);
      if ((i + 1) % batch === 0) nn.updateWeights(network, RATE, 0);
    });
    return loss / SAMPLES;
  };
}

function ourModel(gn, { units, activation }) {
  const [input, ...rest] = units;
  return gn.model({
    input: [input],
    layers: rest.map((count, k) => ({
      type: "dense",
      units: count,
      activation: k === rest.length - 1 ? "tanh" : activation,
    })),
    loss: "halfSquaredError",
    optimizer: { type: "sgd", learningRate: RATE },
    seed: 1,
  });
}

/** The largest difference of two lists of losses, relative to them. */
const difference = (a, b) => Math.max(...a.map((v, i) => Math.abs(v - b[i]) / Math.abs(b[i])));

/** Both, at the same weights and found to compute the same. */
async function pair(gn, nn, network, batch) {
  const model = ourModel(gn, network);
  const data = gn.dataset({
    x: Float32Array.from(samples.flatMap(({ x }) => x)),
    y: Float32Array.from(samples, ({ y }) => y),
  });
  const fit = (epochs) => model.fit(data, { epochs, batchSize: batch, shuffle: false });
  const epoch = theirTraining(nn, { ...network, weights: model.getWeights() }, batch);
  const ours = (await fit(EPOCHS)).map(({ loss }) => loss);
  const off = difference(ours, Array.from({ length: EPOCHS }, epoch));
  if (!(off < TOLERANCE)) throw new Error(`${nameOf(network)}: losses ${digits(off)} apart`);
  return { ours: fit, theirs: (epochs) => Array.from({ length: epochs }, epoch) };
}

/** Seconds of this process so far: what else the machine does hardly counts. */
function seconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Steps a second of `train(epochs)`, over STRETCH seconds or a little more. */
async function pace(train, batch) {
  const start = seconds();
  let taken = 0;
  let epochs = 0;
  for (; taken < STRETCH; epochs += EPOCHS_A_CALL) {
    await train(EPOCHS_A_CALL);
    taken = seconds() - start;
  }
  return (epochs * SAMPLES) / batch / taken;
}

const nameOf = ({ units, activation }) => `${units.join("-")} ${activation}`;

async function compare(gn, nn) {
  const rows = [
    ["network", "batch", "nn.ts, steps/s", "glassnet, steps/s", "times", "glassnet, samples/s"],
  ];
  for (const network of networks)
    for (const batch of batches) {
      const { ours, theirs } = await pair(gn, nn, network, batch);
      const paces = { ours: [], theirs: [] };
      for (let round = 0; round < ROUNDS; round++) {
        paces.theirs.push(await pace(theirs, batch));
        paces.ours.push(await pace(ours, batch));
      }
      const [mine, other] = [median(paces.ours), median(paces.theirs)];
      const times = `${digits(mine / other)}× ${mine / other >= GOAL ? "✓" : "✗"}`;
      rows.push([
        nameOf(network),
        String(batch),
        digits(other),
        digits(mine),
        times,
        digits(mine * batch),
      ]);
    }
  return rows;
}

const checkout = process.argv[2] ?? process.env.PLAYGROUND;
if (!checkout || !existsSync(join(checkout, "src/nn.ts"))) {
  console.log(
    "playground: skipped. It needs a checkout of https://github.com/tensorflow/playground:\n" +
      "npm run bench -- playground PATH, or its path in PLAYGROUND",
  );
} else {
  const gn = await load();
  console.log(table(await compare(gn, await openTheirs(checkout))));
  gn.dispose();
}
