/** Gradient descent by one sample, by a mini-batch or by all samples at a time; every update is the core's. */
import { withModel } from "../../state/computed.js";
import { randomStream } from "../../state/random.js";
import { fits } from "./fits.js";
import { pointOf, tensorsOf } from "./networks.js";

/**
 * @typedef {object} Update where w and b are after so many updates
 * @property {number[]} w
 * @property {number} f the loss of all samples there
 * @property {number[]} g and its gradient
 * @property {readonly number[]} samples those that the update to here was made with
 */

/** The samples in the order of one epoch: each once. @param {number} count @param {number} seed @param {number} epoch */
export const orderOf = (count, seed, epoch) => randomStream(seed, epoch).order(count);

/**
 * @param {{ task: "linear" | "logistic", batch: number, rate: number, start: readonly number[], epochs: number, seed: number }} given
 *   batch: samples an update @param {AbortSignal} [signal]
 * @returns {Promise<Update[]>} fewer than asked for where it diverges
 */
export function feed({ task, batch, rate, start, epochs, seed }, signal) {
  const fit = fits[task];
  const y = Float32Array.from(fit.y);
  const pick = (/** @type {number} */ i) => y[i];
  const spec = { ...fit.spec, optimizer: { type: "sgd", learningRate: rate } };
  return withModel(spec, async (model) => {
    await model.setWeights(tensorsOf(fit, start));
    /** @type {Update[]} */
    const updates = [];
    /** @param {readonly number[]} samples */
    async function note(samples) {
      const [tensors, { loss, gradients }] = await Promise.all([
        model.getWeights(),
        model.gradients(fit.x, y),
      ]);
      updates.push({ w: pointOf(fit, tensors), f: loss, g: pointOf(fit, gradients), samples });
    }
    try {
      await note([]);
      for (let epoch = 0; epoch < epochs; epoch++) {
        const order = orderOf(y.length, seed, epoch);
        for (let at = 0; at < order.length; at += batch) {
          signal?.throwIfAborted();
          const samples = order.slice(at, at + batch);
          const made = model.trainOnBatch(
            samples.map((i) => fit.x[i]),
            Float32Array.from(samples, pick),
          );
          await Promise.all([made, note(samples)]);
        }
      }
    } catch (error) {
      if (/** @type {any} */ (error)?.code !== "numeric") throw error;
    }
    return updates;
  });
}
