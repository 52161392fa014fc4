#!/usr/bin/env node
// Trains the network that ships with the page, by our own code on the original MNIST, and writes it to
// web/public/models/. One state of the core gives the same weights each time, bit for bit; a change of the order of its
// sums gives others that are as good.
//
//   npm run train:digits                      MNIST in ../shared/data/mnist, or in the folder $GLASSNET_MNIST
//   node scripts/train-digits.js --held-out   without the last 5,000 training images, which are read after each epoch:
//                                             what the choices below were made by; nothing written
//   node scripts/train-digits.js --quick      a twentieth of it, nothing written: does it all still work?
//   node scripts/train-digits.js --generated  a 784-128-10 on generated digits alone: how well does it read MNIST?
//
// Each epoch sees every digit as another hand might have written it. Digits drawn by the page's generator are among
// them, for pens thinner and thicker than MNIST's. The rate falls in stages; a stage begins with the weights of the
// last and fresh moments.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load, readIdx } from "../wasm/index.js";
import { DEFAULT_HAND, generateDigits } from "../web/labs/digits/generator/index.js";
import { fromRoot, isMain, log, main, ToolError } from "./tools.js";

const PIXELS = 784;
const BATCH = 64;
const SEED = 1;
const STAGES = [
  { epochs: 6, learningRate: 1e-3 },
  { epochs: 4, learningRate: 4e-4 },
  { epochs: 2, learningRate: 1.5e-4 },
  { epochs: 2, learningRate: 5e-5 },
];
/** The generator's digits among them. */
export const GENERATED = { count: 10_000, seed: SEED, hand: { ...DEFAULT_HAND, pen: [0.6, 3] } };
const AUGMENT = [
  { type: "rotate", degrees: 10 },
  { type: "shear", degrees: 12 },
  { type: "scale", share: 0.1 },
  { type: "scale", share: 0.12, axis: "horizontal" },
  { type: "shift", pixels: 1 },
  { type: "elastic", alpha: 24, sigma: 4 },
];

const conv = (filters) => ({ type: "conv2d", filters, kernelSize: 5, activation: "relu" });
const pool = { type: "maxPooling2d", poolSize: 2 };
/** 80,202 numbers: 160 kB at two bytes each, of 250 allowed. */
const CONVOLUTIONAL = [
  conv(16),
  pool,
  conv(32),
  pool,
  { type: "flatten" },
  { type: "dense", units: 128, activation: "relu" },
  { type: "dropout", rate: 0.3 },
  { type: "dense", units: 10, activation: "softmax" },
];
const DENSE = [
  { type: "flatten" },
  { type: "dense", units: 128, activation: "relu" },
  { type: "dense", units: 10, activation: "softmax" },
];

const folder = process.env.GLASSNET_MNIST ?? fromRoot("../shared/data/mnist");
const target = fromRoot("web/public/models");

async function read(name) {
  const path = [`${name}.gz`, name].map((file) => join(folder, file)).find(existsSync);
  if (!path) throw new ToolError(`no ${name} in ${folder}: set GLASSNET_MNIST to MNIST's folder`);
  return (await readIdx(readFileSync(path))).data;
}

const readPair = async (prefix) => ({
  x: await read(`${prefix}-images-idx3-ubyte`),
  y: await read(`${prefix}-labels-idx1-ubyte`),
});

const specOf = (layers, learningRate) => ({
  input: [28, 28, 1],
  layers,
  loss: "categoricalCrossentropy",
  optimizer: { type: "adam", learningRate },
  seed: SEED,
});

const range = ({ x, y }, from, to) => ({
  x: x.subarray(from * PIXELS, to * PIXELS),
  y: y.subarray(from, to),
});

/** Both sets in one. */
function together(a, b) {
  const join = (p, q) => {
    const all = new Uint8Array(p.length + q.length);
    all.set(p);
    all.set(q, p.length);
    return all;
  };
  return { x: join(a.x, b.x), y: join(a.y, b.y) };
}

/** Every stage in turn; → the network. */
async function train(gn, digits, { stages, validation }) {
  const data = gn.dataset({ ...digits, scale: 1 / 255, augment: AUGMENT });
  const begin = performance.now();
  let model;
  let epoch = 0;
  for (const { epochs, learningRate } of stages) {
    const next = gn.model(specOf(CONVOLUTIONAL, learningRate));
    if (model) next.setWeights(model.getWeights());
    model?.dispose();
    model = next;
    for await (const result of model.train(data, { epochs, batchSize: BATCH, validation })) {
      const { loss, accuracy, validationAccuracy } = result;
      const held = validation ? `, held out ${percent(validationAccuracy)}` : "";
      const minutes = ((performance.now() - begin) / 60_000).toFixed(1);
      log(
        `epoch ${++epoch}, rate ${learningRate}: loss ${loss.toFixed(4)}, accuracy ${percent(accuracy)}${held}, ${minutes} min`,
      );
    }
  }
  data.dispose();
  return model;
}

const percent = (share) => `${(100 * share).toFixed(2)} %`;

const epochsOf = (stages) => stages.reduce((sum, { epochs }) => sum + epochs, 0);

function describe({ accuracy, parameters, bytes }) {
  return {
    file: "digits.safetensors",
    network:
      "two convolutions 5 × 5 of 16 and 32 filters, each with 2 × 2 max pooling; dense 128 and 10; ReLU, softmax",
    parameters,
    bytes,
    precision: "F16",
    command: "npm run train:digits",
    trainedOn: `the 60,000 training images of MNIST and ${GENERATED.count.toLocaleString("en")} generated digits, ${epochsOf(STAGES)} epochs, augmented (${[...new Set(AUGMENT.map(({ type }) => type))].join(", ")})`,
    testAccuracy: accuracy,
    testedOn: "the 10,000 test images of MNIST, as they are",
    data: "MNIST, by Yann LeCun, Corinna Cortes and Christopher J. C. Burges",
    dataLicence: "CC BY-SA 3.0",
  };
}

function readme(facts) {
  return `# The network that ships with the page

\`${facts.file}\`: ${facts.network}; ${facts.parameters.toLocaleString("en")} numbers, ${facts.precision}, ${facts.bytes.toLocaleString("en")} bytes.

- Made by \`${facts.command}\`, which writes these files: the library itself, in Node, from a seed.
- Trained on ${facts.trainedOn}.
- Right on ${percent(facts.testAccuracy)} of ${facts.testedOn} (as saved, in half precision).

The data: ${facts.data}, under ${facts.dataLicence}. No image of it is in this repository.
`;
}

const generated = () => {
  const { images, labels } = generateDigits(GENERATED);
  return { x: images, y: labels };
};

/** What counts is the network as people get it: rounded to half precision. */
export async function trainDigits({ quick = false } = {}) {
  const gn = await load();
  const [digits, test] = [together(await readPair("train"), generated()), await readPair("t10k")];
  const model = await train(
    gn,
    quick ? range(digits, 0, 3600) : digits,
    quick ? { stages: [{ epochs: 4, learningRate: 1e-3 }] } : { stages: STAGES },
  );
  const bytes = model.save({ optimizer: false, dtype: "F16" });
  const saved = gn.open(bytes);
  const { accuracy } = saved.evaluate(gn.dataset({ ...test, scale: 1 / 255 }));
  log(`${percent(accuracy)} of the 10,000 test images`);
  return {
    bytes,
    facts: describe({ accuracy, parameters: saved.parameterCount, bytes: bytes.length }),
  };
}

/** The same training, judged by images of the training set that it does not see. */
async function trainHeldOut() {
  const gn = await load();
  const all = await readPair("train");
  const validation = gn.dataset({ ...range(all, 55_000, 60_000), scale: 1 / 255 });
  await train(gn, together(range(all, 0, 55_000), generated()), { stages: STAGES, validation });
}

/** Sixty thousand generated digits, ten epochs, and not one of MNIST but to be tested on. */
async function trainOnGenerated() {
  const gn = await load();
  const { images, labels } = generateDigits({ count: 60_000, seed: SEED });
  const digits = gn.dataset({ x: images, y: labels, scale: 1 / 255 });
  const test = gn.dataset({ ...(await readPair("t10k")), scale: 1 / 255 });
  const model = gn.model(specOf(DENSE, 1e-3));
  for await (const { epoch } of model.train(digits, { epochs: 10, batchSize: 32 }))
    log(`epoch ${epoch}: ${percent(model.evaluate(test).accuracy)} of MNIST's test images`);
}

if (isMain(import.meta))
  await main(async ([option]) => {
    if (option === "--generated") return trainOnGenerated();
    if (option === "--held-out") return trainHeldOut();
    const quick = option === "--quick";
    const { bytes, facts } = await trainDigits({ quick });
    if (quick) return 0;
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, facts.file), bytes);
    writeFileSync(join(target, "digits.json"), `${JSON.stringify(facts, null, 2)}\n`);
    writeFileSync(join(target, "README.md"), readme(facts));
    return 0;
  });
