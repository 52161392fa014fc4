/** A network's own loss along a plane through its weights (plane.js), and the ways of optimizers on it. Loss and gradient are the core's. */
import { withModel } from "../../state/computed.js";
import { networks, pointOf, tensorsOf } from "./networks.js";
import { lift } from "./plane.js";
import { walk } from "./walk.js";

/** @typedef {import("./networks.js").NetworkName} NetworkName */
/** @typedef {import("../../ui/plane/geometry.js").Point} Point */
/** @typedef {import("./plane.js").Ends} Ends */
/** @typedef {import("./plane.js").Plane} Plane */

const epochs = 300;

/** The weights before training and after. @param {{ network: NetworkName, seed: number }} given @returns {Promise<Ends>} */
export function endsOf({ network, seed }) {
  const net = networks[network];
  const spec = { ...net.spec, seed, optimizer: { type: "adam", learningRate: 0.1 } };
  return withModel(spec, async (model) => {
    if (net.start) await model.setWeights(tensorsOf(net, net.start));
    const start = pointOf(net, await model.getWeights());
    const options = { epochs, batchSize: net.x.length, shuffle: false };
    await model.fit(net.x, Float32Array.from(net.y), options);
    return { start, trained: pointOf(net, await model.getWeights()) };
  });
}

/**
 * The loss at each place, row by row.
 * @param {{ net: import("./networks.js").Net, plane: Plane, places: readonly Point[], columns: number }} given
 * @param {AbortSignal} signal @param {(share: number) => void} onRow
 */
export function lossesOn({ net, plane, places, columns }, signal, onRow) {
  const y = Float32Array.from(net.y);
  return withModel(net.spec, async (model) => {
    /** @type {number[]} */
    const losses = [];
    while (losses.length < places.length) {
      signal.throwIfAborted();
      const row = places.slice(losses.length, losses.length + columns).map(async (at) => {
        const set = model.setWeights(tensorsOf(net, lift(plane, at)));
        const found = model.evaluate(net.x, y);
        await set;
        return (await found).loss;
      });
      losses.push(...(await Promise.all(row)));
      onRow(losses.length / places.length);
    }
    return losses;
  });
}

/**
 * The way of one optimizer on the network's loss: of all weights, or of the two of `axes` alone.
 * @param {{ network: NetworkName, optimizer: object, start: readonly number[], free: readonly number[], steps: number }} given
 * @param {AbortSignal} [signal]
 */
export function train({ network, optimizer, start, free, steps }, signal) {
  const net = networks[network];
  const y = Float32Array.from(net.y);
  const whole = (/** @type {number[]} */ w) => {
    const all = [...start];
    free.forEach((i, k) => (all[i] = w[k]));
    return all;
  };
  const point = { type: "dense", units: free.length, useBias: false };
  return withModel(net.spec, (model) =>
    withModel({ input: [1], layers: [point], optimizer }, async (moved) => {
      /** @param {number[]} w */
      async function slope(w) {
        const set = model.setWeights(tensorsOf(net, whole(w)));
        const found = model.gradients(net.x, y);
        await set;
        const { loss, gradients } = await found;
        const all = pointOf(net, gradients);
        return { f: loss, g: free.map((i) => all[i]) };
      }
      return walk(moved, { slope, start: free.map((i) => start[i]), steps }, signal);
    }),
  );
}
