#!/usr/bin/env node
// Trains the network that ships with the page, by our own code on the original MNIST, and writes it to
// web/public/models/. The same weights come out each time, bit for bit.
//
//   npm run train:digits                      MNIST in ../shared/data/mnist, or in the folder $GLASSNET_MNIST
//   node scripts/train-digits.js --quick      two epochs, nothing written: does it all still work?
//   node scripts/train-digits.js --generated  a 784-128-10 on generated digits alone: how well does it read MNIST?
//
// Each epoch sees every digit as another hand might have written it (augment-digits.js). The rate falls in
// stages; a stage begins with the weights of the last and fresh moments.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load, readIdx } from "../wasm/index.js";
import { generateDigits } from "../web/labs/digits/generator/index.js";
import { variants } from "./augment-digits.js";
import { fromRoot, isMain, log, main, ToolError } from "./tools.js";

const HIDDEN = 150; // 784-150-10 is 119,260 numbers: 239 kB at two bytes each, of 250 allowed
const BATCH = 64;
const SEED = 1;
const STAGES = [
  { epochs: 40, learningRate: 1e-3 },
  { epochs: 20, learningRate: 4e-4 },
  { epochs: 16, learningRate: 1.5e-4 },
  { epochs: 12, learningRate: 5e-5 },
];
/** One epoch in so many sees the digits as they are. */
const PLAIN_EVERY = 4;

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

const specAt = (learningRate, units = HIDDEN) => ({
  input: [28, 28, 1],
  layers: [
    { type: "flatten" },
    { type: "dense", units, activation: "relu" },
    { type: "dense", units: 10, activation: "softmax" },
  ],
  loss: "categoricalCrossentropy",
  optimizer: { type: "adam", learningRate },
  seed: SEED,
});

/** Every epoch's own digits. */
function digitsOf(gn, { x, y }, epoch) {
  const images = epoch % PLAIN_EVERY === 0 ? x : variants(x, epoch);
  return gn.dataset({ x: images, y, scale: 1 / 255 });
}

async function train(gn, digits, stages) {
  let model;
  let epoch = 0;
  for (const { epochs, learningRate } of stages) {
    const next = gn.model(specAt(learningRate));
    if (model) next.setWeights(model.getWeights());
    model?.dispose();
    model = next;
    for (let k = 0; k < epochs; k++) {
      const data = digitsOf(gn, digits, ++epoch);
      const [{ loss, accuracy }] = await model.fit(data, { batchSize: BATCH });
      data.dispose();
      log(
        `epoch ${epoch}, rate ${learningRate}: loss ${loss.toFixed(4)}, accuracy ${accuracy.toFixed(4)}`,
      );
    }
  }
  return { model, epochs: epoch };
}

const percent = (share) => `${(100 * share).toFixed(2)} %`;

function describe({ accuracy, epochs, parameters, bytes }) {
  return {
    file: "digits.safetensors",
    network: `784-${HIDDEN}-10, ReLU, softmax`,
    parameters,
    bytes,
    precision: "F16",
    command: "npm run train:digits",
    trainedOn: `the 60,000 training images of MNIST, ${epochs} epochs, varied by scripts/augment-digits.js`,
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

export async function trainDigits(stages = STAGES) {
  const gn = await load();
  const [digits, test] = [await readPair("train"), await readPair("t10k")];
  const { model, epochs } = await train(gn, digits, stages);
  const bytes = model.save({ optimizer: false, dtype: "F16" });
  // What counts is the network as people get it: rounded to half precision.
  const saved = gn.open(bytes);
  const { accuracy } = saved.evaluate(gn.dataset({ ...test, scale: 1 / 255 }));
  log(`${percent(accuracy)} of the 10,000 test images`);
  return {
    bytes,
    facts: describe({ accuracy, epochs, parameters: saved.parameterCount, bytes: bytes.length }),
  };
}

/** Sixty thousand generated digits, ten epochs, and not one of MNIST but to be tested on. */
async function trainOnGenerated() {
  const gn = await load();
  const { images, labels } = generateDigits({ count: 60_000, seed: SEED });
  const digits = gn.dataset({ x: images, y: labels, scale: 1 / 255 });
  const test = gn.dataset({ ...(await readPair("t10k")), scale: 1 / 255 });
  const model = gn.model(specAt(1e-3, 128));
  for await (const { epoch } of model.train(digits, { epochs: 10, batchSize: 32 }))
    log(`epoch ${epoch}: ${percent(model.evaluate(test).accuracy)} of MNIST's test images`);
}

if (isMain(import.meta))
  await main(async ([option]) => {
    if (option === "--generated") return trainOnGenerated();
    const quick = option === "--quick";
    const { bytes, facts } = await trainDigits(
      quick ? [{ epochs: 2, learningRate: 1e-3 }] : STAGES,
    );
    if (quick) return 0;
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, facts.file), bytes);
    writeFileSync(join(target, "digits.json"), `${JSON.stringify(facts, null, 2)}\n`);
    writeFileSync(join(target, "README.md"), readme(facts));
    return 0;
  });
