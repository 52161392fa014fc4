/** mnist.js: the original MNIST, where it is there: in $GLASSNET_MNIST, data/mnist or ../shared/data/mnist. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readIdx } from "../../../dist/index.js";
import { leNet5 } from "../../../dist/networks.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const places = [
  process.env.GLASSNET_MNIST,
  join(root, "data/mnist"),
  join(root, "../shared/data/mnist"),
];
const files = {
  train: ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"],
  test: ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"],
};

const find = (folder, name) =>
  [name, `${name}.gz`].map((file) => join(folder, file)).find(existsSync);

/** The folder that has all four files, gzipped or not; undefined if there is none. */
export const mnistFolder = places.find(
  (folder) =>
    folder &&
    Object.values(files)
      .flat()
      .every((name) => find(folder, name)),
);

/** → { x: bytes, y: labels } of "train" or "test". */
export async function readMnist(part) {
  const [images, labels] = await Promise.all(
    files[part].map((name) => readIdx(readFileSync(find(mnistFolder, name)))),
  );
  return { x: images.data, y: labels.data };
}

/** 784-128-10, Adam 1e-3. */
export const mlp = {
  input: [28, 28, 1],
  layers: [
    { type: "flatten" },
    { type: "dense", units: 128, activation: "relu" },
    { type: "dense", units: 10, activation: "softmax" },
  ],
  loss: "categoricalCrossentropy",
  optimizer: { type: "adam", learningRate: 1e-3 },
  seed: 1,
};

/** The networks of the figures, each with Adam 1e-3. */
export const figureNetworks = {
  mlp,
  leNet5: { ...leNet5({ activation: "relu", pooling: "max" }), seed: 1 },
};
