/**
 * A network's own loss along a plane through its weights: two of them, or from where training begins to where it ends and
 * across. Loss and gradient are the core's.
 */
import { withModel } from "../../state/computed.js";
import { randomStream } from "../../state/random.js";
import { networks, pointOf, tensorsOf } from "./networks.js";
import { walk } from "./walk.js";

/** @typedef {import("./networks.js").NetworkName} NetworkName */
/** @typedef {import("../../ui/plane/geometry.js").Point} Point */
/**
 * @typedef {object} Plane origin + u·across + v·up
 * @property {readonly number[]} origin
 * @property {readonly [readonly number[], readonly number[]]} directions of length 1, at a right angle
 */
/** @typedef {{ start: number[], trained: number[] }} Ends where training begins, and where it ends */

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

const dot = (/** @type {readonly number[]} */ a, /** @type {readonly number[]} */ b) =>
  a.reduce((sum, v, i) => sum + v * b[i], 0);
/** @param {readonly number[]} a @param {number} scale @param {readonly number[]} b */
const plus = (a, scale, b) => a.map((v, i) => v + scale * b[i]);
const unit = (/** @type {readonly number[]} */ a) => a.map((v) => v / Math.hypot(...a));

/** Two weights as axes, the others as at the start. @param {readonly number[]} start @param {readonly [number, number]} axes @returns {Plane} */
export const weightPlane = (start, axes) => ({
  origin: start.map((v, i) => (axes.includes(i) ? 0 : v)),
  directions: [
    start.map((_, i) => Number(i === axes[0])),
    start.map((_, i) => Number(i === axes[1])),
  ],
});

/** From the trained weights to the start, and a random direction at a right angle to that. @param {Ends} ends @param {number} seed @returns {Plane} */
export function trainedPlane({ start, trained }, seed) {
  const back = unit(plus(start, -1, trained));
  const { between } = randomStream(seed);
  const random = start.map(() => between(-1, 1));
  return { origin: trained, directions: [back, unit(plus(random, -dot(random, back), back))] };
}

/** Where a point of all weights is seen on the plane: at the foot of its perpendicular. @param {Plane} plane @param {readonly number[]} w @returns {Point} */
export function project({ origin, directions }, w) {
  const away = plus(w, -1, origin);
  return [dot(away, directions[0]), dot(away, directions[1])];
}

/** The same for a difference of two points. @param {Plane} plane @param {readonly number[]} d @returns {Point} */
export const projectStep = ({ directions }, d) => [dot(d, directions[0]), dot(d, directions[1])];

/** All weights at a place of the plane. @param {Plane} plane @param {Point} at */
export const lift = ({ origin, directions }, [u, v]) =>
  plus(plus(origin, u, directions[0]), v, directions[1]);

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
