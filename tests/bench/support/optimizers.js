/** optimizers.js: those of the training benchmarks. */
export const sgd = { type: "sgd", learningRate: 0.01 };
export const adam = { type: "adam", learningRate: 1e-3, epsilon: 1e-7 };
