/** models.js: the small model most tests use, and its data. */
import { classes, numbers } from "./numbers.js";

/** 5 → 7 tanh → 3 softmax: small, with every sort of thing in it but a picture. */
export const small = {
  input: [5],
  layers: [
    { type: "dense", units: 7, activation: "tanh" },
    { type: "dense", units: 3, activation: "softmax" },
  ],
  loss: "categoricalCrossentropy",
  optimizer: { type: "adam", learningRate: 0.01 },
  seed: 1,
};

/** A regression: 2 → 6 tanh → 1. */
export const regression = {
  input: [2],
  layers: [
    { type: "dense", units: 6, activation: "tanh" },
    { type: "dense", units: 1 },
  ],
  loss: "meanSquaredError",
  optimizer: { type: "sgd", learningRate: 0.1 },
  seed: 1,
};

/** `count` samples for `small`, or wider ones: the class says where the largest of the first three inputs stands. */
export function smallData(count, seed = 1, width = 5) {
  const x = numbers(count * width, { seed });
  const y = Uint8Array.from({ length: count }, (_, r) => {
    const first = [0, 1, 2].map((i) => x[r * width + i]);
    return first.indexOf(Math.max(...first));
  });
  return { x, y };
}

/** Labels that have nothing to do with the inputs: only to be learned by heart. */
export const noise = (count, seed = 9) => ({
  x: numbers(count * 5, { seed }),
  y: classes(count, 3, seed + 1),
});

export const everyOptimizer = [
  "sgd",
  { type: "sgd", learningRate: 0.05, momentum: 0.9, nesterov: true },
  { type: "rmsprop", momentum: 0.5 },
  "adam",
  "adamw",
  "adagrad",
];
