// Gradient check: backpropagation against differences of the loss, for every single weight.
import { load } from "glassnet";

const gn = await load();
const networks = {
  "sigmoid units": [
    { type: "dense", units: 5, activation: "sigmoid" },
    { type: "dense", units: 3 },
  ],
  "a convolution": [
    { type: "reshape", targetShape: [4, 4, 1] },
    { type: "conv2d", filters: 3, kernelSize: 2, activation: "tanh" },
    { type: "averagePooling2d", poolSize: 3 },
    { type: "flatten" },
    { type: "dense", units: 3 },
  ],
  "normalised, with a short cut": [
    { type: "dense", name: "a", units: 6, activation: "tanh" },
    { type: "layerNormalization", name: "b" },
    { type: "add", inputs: ["a", "b"] },
    { type: "dense", units: 3 },
  ],
};
const x = Array.from({ length: 4 * 16 }, (_, i) => Math.sin(7 * i));
const y = Array.from({ length: 4 * 3 }, (_, i) => Math.cos(3 * i));

for (const [name, layers] of Object.entries(networks)) {
  const model = gn.model({ input: [16], layers, loss: "meanSquaredError", seed: 1 });
  const { maxRelativeError, parameters } = model.checkGradients(x, y);
  console.log(
    `${name}: ${parameters.length} weights, error at most ${maxRelativeError.toExponential(1)}`,
  );
}

// One weight in full: what backpropagation says, and what the loss says when the weight is moved.
const layers = networks["sigmoid units"];
const model = gn.model({ input: [16], layers, loss: "meanSquaredError", seed: 1 });
const [{ name, index, analytic, numeric }] = model.checkGradients(x, y).parameters;
console.log(`∂L/∂${name}[${index}]`);
console.log(`by backpropagation ${analytic.toFixed(6)}`);
console.log(`by differences     ${numeric.toFixed(6)}`);

/* Output:
sigmoid units: 103 weights, error at most 9.1e-4
a convolution: 27 weights, error at most 6.1e-4
normalised, with a short cut: 135 weights, error at most 5.6e-4
∂L/∂dense_1.kernel[0]
by backpropagation -0.002563
by differences     -0.002563
*/
