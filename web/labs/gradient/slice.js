/** A network's own loss along a plane through its weights (plane.js), and the ways of optimizers on it. Loss and gradient are the core's. */
import { withModel } from "../../state/computed.js";
import { pointOf, tensorsOf } from "./networks.js";
import { lift } from "./plane.js";
import { walk } from "./walk.js";

/** @typedef {import("./networks.js").Net} Net */
/** @typedef {import("../../ui/plane/geometry.js").Point} Point */
/** @typedef {import("./plane.js").Ends} Ends */
/** @typedef {import("./plane.js").Plane} Plane */

const epochs = 300;

/** The samples as they are sent to the worker again and again. @param {Net} net */
const samplesOf = ({ x, y }) => ({
  x: Float32Array.from(Array.from(/** @type {ArrayLike<any>} */ (x)).flat()),
  y: Float32Array.from(y),
});

/** A loss as good as none: nine tenths of the way from the first to the last. @param {number} from @param {number} to */
const goalOf = (from, to) => Number((to + (from - to) / 10).toPrecision(3));

/**
 * The weights before training and after: of a network that has been trained, by that.
 * @param {Net} net @param {number} seed @returns {Promise<{ ends: Ends, goal: number }>}
 */
export function endsOf(net, seed) {
  const { x, y } = samplesOf(net);
  const optimizer = { type: "adam", learningRate: 0.1 };
  return withModel({ ...net.spec, seed, optimizer }, async (model) => {
    await model.setWeights(net.start ? tensorsOf(net, net.start) : (net.fixed ?? {}));
    const start = pointOf(net, await model.getWeights());
    const { loss: first } = await model.evaluate(x, y);
    const last = net.course?.at(-1);
    const isCourse = last !== undefined && last.some((w, i) => w !== start[i]);
    if (isCourse) await model.setWeights(tensorsOf(net, last));
    else await model.fit(x, y, { epochs, batchSize: net.count ?? net.x.length, shuffle: false });
    const ends = { start, trained: pointOf(net, await model.getWeights()), isCourse };
    return { ends, goal: net.goal ?? goalOf(first, (await model.evaluate(x, y)).loss) };
  });
}

/**
 * The loss at each place, row by row.
 * @param {{ net: Net, plane: Plane, places: readonly Point[], columns: number }} given
 * @param {AbortSignal} signal @param {(share: number) => void} onRow
 */
export function lossesOn({ net, plane, places, columns }, signal, onRow) {
  const { x, y } = samplesOf(net);
  return withModel(net.spec, async (model) => {
    /** @type {number[]} */
    const losses = [];
    while (losses.length < places.length) {
      signal.throwIfAborted();
      onRow(losses.length / places.length); // the whole is there when it is returned
      const row = places.slice(losses.length, losses.length + columns).map(async (at) => {
        const set = model.setWeights(tensorsOf(net, lift(plane, at)));
        const found = model.evaluate(x, y);
        await set;
        return (await found).loss;
      });
      losses.push(...(await Promise.all(row)));
    }
    return losses;
  });
}

/**
 * The way of one optimizer on the network's loss: of all weights, or of the two of `axes` alone.
 * @param {Net} net @param {{ optimizer: object, start: readonly number[], free: readonly number[], steps: number }} given
 * @param {AbortSignal} [signal]
 */
export function train(net, { optimizer, start, free, steps }, signal) {
  const { x, y } = samplesOf(net);
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
        const found = model.gradients(x, y);
        await set;
        const { loss, gradients } = await found;
        const all = pointOf(net, gradients);
        return { f: loss, g: free.map((i) => all[i]) };
      }
      return walk(moved, { slope, start: free.map((i) => start[i]), steps }, signal);
    }),
  );
}
