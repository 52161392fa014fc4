/**
 * A plane through the space of a network's weights: two of them; from where training begins to where it ends and across; or
 * by chance.
 */
import { randomStream } from "../../state/random.js";
import { neuronsOf } from "./networks.js";

/** @typedef {import("../../ui/plane/geometry.js").Point} Point */
/**
 * @typedef {object} Plane origin + u·across + v·up
 * @property {readonly number[]} origin
 * @property {readonly [readonly number[], readonly number[]]} directions
 */
/** @typedef {{ start: number[], trained: number[], isCourse: boolean }} Ends where training begins, and where it ends; isCourse: along a way that was gone before */

const dot = (/** @type {readonly number[]} */ a, /** @type {readonly number[]} */ b) =>
  a.reduce((sum, v, i) => sum + v * b[i], 0);
/** @param {readonly number[]} a @param {number} scale @param {readonly number[]} b */
const plus = (a, scale, b) => a.map((v, i) => v + scale * b[i]);
/** As long as 1; of no direction at all, the first. @param {readonly number[]} a */
function unit(a) {
  const length = Math.hypot(...a);
  return a.map((v, i) => (length > 0 ? v / length : Number(i === 0)));
}

/** Two weights as axes, the others as at the start. @param {readonly number[]} start @param {readonly [number, number]} axes @returns {Plane} */
export const weightPlane = (start, axes) => ({
  origin: start.map((v, i) => (axes.includes(i) ? 0 : v)),
  directions: [
    start.map((_, i) => Number(i === axes[0])),
    start.map((_, i) => Number(i === axes[1])),
  ],
});

/** From the trained weights to the start, and a random direction at a right angle to that. @param {Omit<Ends, "isCourse">} ends @param {number} seed @returns {Plane} */
export function trainedPlane({ start, trained }, seed) {
  const back = unit(plus(start, -1, trained));
  const { between } = randomStream(seed);
  const random = start.map(() => between(-1, 1));
  return { origin: trained, directions: [back, unit(plus(random, -dot(random, back), back))] };
}

/**
 * Through the trained weights, in two directions by chance, each neuron's part as long as that neuron's weights are, since
 * its scale says nothing of how flat the loss is (Li et al. 2018, "filter normalization"):
 *   d_k ← d_k · ‖w_k‖ / ‖d_k‖ for the weights and the bias of neuron k
 * @param {import("./networks.js").Net} net @param {readonly number[]} trained @param {number} seed @returns {Plane}
 */
export function randomPlane(net, trained, seed) {
  const { normal } = randomStream(seed, 1);
  const neurons = neuronsOf(net);
  const scaled = () => {
    const direction = trained.map(() => normal());
    for (const own of neurons) {
      const length = (/** @type {readonly number[]} */ v) => Math.hypot(...own.map((i) => v[i]));
      const scale = length(trained) / length(direction);
      for (const i of own) direction[i] *= scale;
    }
    return direction;
  };
  return { origin: trained, directions: [scaled(), scaled()] };
}

/** Where a point of all weights is seen on the plane: at the foot of its perpendicular. @param {Plane} plane @param {readonly number[]} w */
export const project = (plane, w) => projectStep(plane, plus(w, -1, plane.origin));

/**
 * The same for a difference of two points: (u, v) with the least ‖d − u·across − v·up‖, from the normal equations.
 * @param {Plane} plane @param {readonly number[]} d @returns {Point}
 */
export function projectStep({ directions: [across, up] }, d) {
  const [a, b, c] = [dot(across, across), dot(across, up), dot(up, up)];
  const [p, q] = [dot(d, across), dot(d, up)];
  const area = a * c - b * b;
  return [(c * p - b * q) / area, (a * q - b * p) / area];
}

/** All weights at a place of the plane. @param {Plane} plane @param {Point} at */
export const lift = ({ origin, directions }, [u, v]) =>
  plus(plus(origin, u, directions[0]), v, directions[1]);
