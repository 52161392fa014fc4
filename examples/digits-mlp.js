// Handwritten digits: an MLP trained on the original MNIST. Usage: node digits-mlp.js FOLDER_OF_THE_FOUR_FILES
import { readFile } from "node:fs/promises";
import { load, readIdx } from "glassnet";

const [, , folder = "mnist"] = process.argv;
const read = async (name) => (await readIdx(await readFile(`${folder}/${name}.gz`))).data;

const gn = await load();
const train = gn.dataset({
  x: await read("train-images-idx3-ubyte"), // bytes stay bytes
  y: await read("train-labels-idx1-ubyte"),
  scale: 1 / 255,
});
const test = gn.dataset({
  x: await read("t10k-images-idx3-ubyte"),
  y: await read("t10k-labels-idx1-ubyte"),
  scale: 1 / 255,
});

const model = gn.model({
  input: [28, 28, 1],
  layers: [
    { type: "flatten" },
    { type: "dense", units: 128, activation: "relu" },
    { type: "dense", units: 10, activation: "softmax" },
  ],
  loss: "categoricalCrossentropy",
  optimizer: { type: "adam", learningRate: 1e-3 },
  seed: 1,
});
for await (const { epoch, loss } of model.train(train, { epochs: 2 })) {
  console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}`);
}
console.log(`${(100 * model.evaluate(test).accuracy).toFixed(2)} % of the test images`);

/* Output:
epoch 1: loss 0.2611
epoch 2: loss 0.1142
96.90 % of the test images
*/
