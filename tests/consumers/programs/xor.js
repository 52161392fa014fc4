/** xor.js: what every consumer runs: a network learns XOR. */

const spec = {
  input: [2],
  layers: [
    { type: "dense", units: 4, activation: "tanh" },
    { type: "dense", units: 1, activation: "sigmoid" },
  ],
  loss: "binaryCrossentropy",
  optimizer: { type: "adam", learningRate: 0.1 },
  seed: 1,
};
const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

/**
 * By the load() of any entry of the package, with its options: the answers, rounded, and the weights, every digit of
 * them, as text that any two programs can exchange.
 */
export async function xor(load, options) {
  const gn = await load(options);
  const model = await gn.model(spec);
  await model.fit(inputs, [0, 1, 1, 0], { epochs: 300, batchSize: 4 });
  const answers = await model.predict(inputs);
  const weights = Object.entries(await model.getWeights())
    .map(([name, values]) => `${name} ${Array.from(values).join(" ")}`)
    .join("; ");
  const { threads } = gn.features;
  if (gn.terminate) gn.terminate();
  else gn.dispose();
  return { answers: Array.from(answers, Math.round).join(" "), weights, threads };
}
