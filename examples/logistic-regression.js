// Logistic regression: how likely twenty students pass, by the hours they studied.
import { load } from "glassnet";

const gn = await load();
const hours = [
  0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5,
];
const passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

const model = gn.model({
  input: [1],
  layers: [{ type: "dense", name: "p", units: 1, activation: "sigmoid" }],
  loss: "binaryCrossentropy",
  optimizer: { type: "sgd", learningRate: 0.1, momentum: 0.9 },
});
await model.fit(hours, passed, { epochs: 3000, batchSize: 20 });

const { "p.kernel": w, "p.bias": b } = model.getWeights();
console.log(`P(pass) = σ(${w[0].toFixed(4)} · hours − ${-b[0].toFixed(4)})`); // the maximum of the likelihood
console.log(`even chances at ${(-b[0] / w[0]).toFixed(2)} hours`);
for (const h of [1, 2, 3, 4, 5]) {
  console.log(`${h} h: ${(100 * model.predict([h])[0]).toFixed(0)} %`);
}

// There the gradient of the mean loss, (1/n) Σ (p − y)·x, is 0.
const { loss, gradients } = model.gradients(hours, passed);
console.log(`loss ${loss.toFixed(5)}, its slope ${Math.abs(gradients["p.kernel"][0]).toFixed(5)}`);

/* Output:
P(pass) = σ(1.5046 · hours − 4.0777)
even chances at 2.71 hours
1 h: 7 %
2 h: 26 %
3 h: 61 %
4 h: 87 %
5 h: 97 %
loss 0.40149, its slope 0.00000
*/
