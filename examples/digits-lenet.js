// Handwritten digits by convolution: LeNet-5 on the first 6,000 of MNIST. Usage: node digits-lenet.js FOLDER_OF_THE_FOUR_FILES
import { readFile } from "node:fs/promises";
import { load, readIdx } from "glassnet";
import { leNet5 } from "glassnet/networks";

const [, , folder = "mnist"] = process.argv;
const read = async (name) => (await readIdx(await readFile(`${folder}/${name}.gz`))).data;

const gn = await load();
const images = await read("train-images-idx3-ubyte");
const labels = await read("train-labels-idx1-ubyte");
const train = gn.dataset({
  x: images.subarray(0, 6000 * 28 * 28),
  y: labels.subarray(0, 6000),
  scale: 1 / 255,
});
const test = gn.dataset({
  x: await read("t10k-images-idx3-ubyte"),
  y: await read("t10k-labels-idx1-ubyte"),
  scale: 1 / 255,
});

const model = gn.model({ ...leNet5({ activation: "relu", pooling: "max" }), seed: 1 });
for (const { name, outputShape, parameters, receptiveField } of model.summary()) {
  const sees = receptiveField ? `, sees ${receptiveField.join(" × ")} pixels` : "";
  console.log(`${name}: ${outputShape.join(" × ")}, ${parameters} parameters${sees}`);
}
for await (const { epoch, loss } of model.train(train, { epochs: 2 })) {
  console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}`);
}
console.log(`${(100 * model.evaluate(test).accuracy).toFixed(2)} % of the test images`);

/* Output:
conv2d_1: 28 × 28 × 6, 156 parameters, sees 5 × 5 pixels
maxPooling2d_1: 14 × 14 × 6, 0 parameters, sees 6 × 6 pixels
conv2d_2: 10 × 10 × 16, 2416 parameters, sees 14 × 14 pixels
maxPooling2d_2: 5 × 5 × 16, 0 parameters, sees 16 × 16 pixels
flatten_1: 400, 0 parameters
dense_1: 120, 48120 parameters
dense_2: 84, 10164 parameters
dense_3: 10, 850 parameters
epoch 1: loss 0.6825
epoch 2: loss 0.2076
95.06 % of the test images
*/
