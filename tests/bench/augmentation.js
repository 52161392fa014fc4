// npm run bench -- augmentation: what augmentation costs while training, in Node: an MLP and LeNet-5, batches of 32.
// Rounds alternate between the lists, and the fastest round of each counts: what else the machine does only adds.
import { load } from "../../dist/index.js";

const SAMPLES = 2560;
const ROUNDS = 5;

const lists = {
  "as they are": [],
  "shift, rotate, scale, shear": ["shift", "rotate", "scale", "shear"],
  "… and elastic": ["shift", "rotate", "scale", "shear", "elastic"],
  noise: [{ type: "noise", standardDeviation: 10 }],
  cutout: ["cutout"],
};

const conv = (filters, padding) => ({
  type: "conv2d",
  filters,
  kernelSize: 5,
  padding,
  activation: "relu",
});
const pool = { type: "maxPooling2d", poolSize: 2 };
const dense = (units, activation = "relu") => ({ type: "dense", units, activation });
const networks = {
  "784-128-10": [{ type: "flatten" }, dense(128), dense(10, "softmax")],
  "LeNet-5": [
    conv(6, "same"),
    pool,
    conv(16, "valid"),
    pool,
    { type: "flatten" },
    dense(120),
    dense(84),
    dense(10, "softmax"),
  ],
};

const gn = await load();
const x = Uint8Array.from({ length: SAMPLES * 784 }, (_, i) => (i * 7919) % 256);
const y = Uint8Array.from({ length: SAMPLES }, (_, i) => i % 10);

/** Microseconds of this process a sample. */
async function costOf(model, data) {
  const before = process.cpuUsage().user;
  await model.fit(data, { batchSize: 32 });
  return (process.cpuUsage().user - before) / SAMPLES;
}

for (const [name, layers] of Object.entries(networks)) {
  const runs = Object.entries(lists).map(([title, augment]) => ({
    title,
    data: gn.dataset({ x, y, scale: 1 / 255, augment }),
    model: gn.model({
      input: [28, 28, 1],
      layers,
      loss: "categoricalCrossentropy",
      optimizer: "adam",
      seed: 1,
    }),
    least: Infinity,
  }));
  for (let round = 0; round < ROUNDS; round++)
    for (const run of runs) run.least = Math.min(run.least, await costOf(run.model, run.data));
  for (const { title, least } of runs) {
    const more = least - runs[0].least;
    console.log(
      `${name}, ${title}: ${Math.round(1e6 / least)} samples/s, ${least.toFixed(1)} µs a sample` +
        (more > 0 ? `, ${more.toFixed(1)} of them for it` : ""),
    );
  }
}
