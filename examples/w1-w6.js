// The textbook's w1 … w6: one step of backpropagation, every number open to view.
import { load } from "glassnet";

const gn = await load();
const model = gn.model({
  input: [2],
  layers: [
    { type: "dense", name: "hidden", units: 2, useBias: false, activation: "sigmoid" },
    { type: "dense", name: "output", units: 1, useBias: false },
  ],
  loss: "meanSquaredError",
  optimizer: { type: "sgd", learningRate: 0.1 },
});
// A kernel is [inputs, units]: w1 and w2 lead into h1, w3 and w4 into h2.
const [w1, w2, w3, w4, w5, w6] = [0.5, 1.5, 2.3, 3, 1, 1];
model.setWeights({ "hidden.kernel": [w1, w3, w2, w4], "output.kernel": [w5, w6] });

const x = [1, 0.5];
const y = [4];
const show = (numbers) => Array.from(numbers, (v) => v.toFixed(6)).join(" ");

const { loss, layers } = model.trace(x, y);
const [hidden, output] = layers;
console.log("z     ", show(hidden.preactivation));
console.log("a     ", show(hidden.output));
console.log("ŷ     ", show(output.output));
console.log("loss  ", show([loss]));
console.log("∂L/∂ŷ ", show(output.outputGradient));
console.log("δ     ", show(hidden.delta));
console.log("∂L/∂w5, w6         ", show(output.parameters.kernel.gradient));
console.log("∂L/∂w1, w3, w2, w4 ", show(hidden.parameters.kernel.gradient));
for (let step = 1; step <= 3; step++) {
  model.trainOnBatch(x, y);
  console.log(`loss after step ${step}:`, show([model.evaluate(x, y).loss]));
}

/* Output:
z      1.250000 3.800000
a      0.777300 0.978119
ŷ      1.755419
loss   5.038146
∂L/∂ŷ  -4.489163
δ      -0.777096 -0.096079
∂L/∂w5, w6          -3.489426 -4.390934
∂L/∂w1, w3, w2, w4  -0.777096 -0.096079 -0.388548 -0.048040
loss after step 1: 2.314733
loss after step 2: 1.033722
loss after step 3: 0.451973
*/
