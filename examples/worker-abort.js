// Training in a worker, so that a page stays free: progress comes back while it runs, and a signal ends it.
import { load } from "glassnet/worker";

const gn = await load(); // the same objects, every method async
const model = await gn.model({
  input: [1],
  layers: [
    { type: "dense", units: 16, activation: "tanh" },
    { type: "dense", units: 1 },
  ],
  loss: "meanSquaredError",
  optimizer: { type: "adam", learningRate: 0.01 },
  seed: 1,
});
const x = Array.from({ length: 64 }, (_, i) => i / 10);
const y = x.map(Math.sin);

const stop = new AbortController(); // in a page, a button calls stop.abort()
const onProgress = ({ epoch, batch, batches, loss }) => {
  if (batch < batches) return; // within an epoch it comes about five times a second
  if (epoch % 50 === 0) console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}`);
  if (loss < 0.05) stop.abort();
};
try {
  await model.fit(x, y, { epochs: 10_000, batchSize: 16, onProgress, signal: stop.signal });
} catch (error) {
  console.log(`${error.name} in epoch ${model.epochs}`);
}

// What was learned stays.
const { loss } = await model.evaluate(x, y);
console.log(`loss ${loss.toFixed(4)}, sin(2) ≈ ${(await model.predict([2]))[0].toFixed(2)}`);
await gn.dispose();

/* Output:
epoch 50: loss 0.0873
epoch 100: loss 0.0691
epoch 150: loss 0.0574
AbortError in epoch 186
loss 0.0499, sin(2) ≈ 0.84
*/
