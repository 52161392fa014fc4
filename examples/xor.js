// XOR: not solvable by one unit, solvable by one hidden layer.
import { load } from "glassnet";

const gn = await load();
const x = [[0, 0], [0, 1], [1, 0], [1, 1]]; // prettier-ignore
const y = [0, 1, 1, 0];

const model = gn.model({
  input: [2],
  layers: [
    { type: "dense", units: 4, activation: "tanh" },
    { type: "dense", units: 1, activation: "sigmoid" },
  ],
  loss: "binaryCrossentropy",
  optimizer: { type: "adam", learningRate: 0.05 },
  seed: 1,
});
await model.fit(x, y, { epochs: 500, batchSize: 4 });

const p = model.predict(x);
x.forEach(([a, b], i) => console.log(`${a} xor ${b} = ${Math.round(p[i])}`));
console.log(`accuracy ${model.evaluate(x, y).accuracy}`);

/* Output:
0 xor 0 = 0
0 xor 1 = 1
1 xor 0 = 1
1 xor 1 = 0
accuracy 1
*/
