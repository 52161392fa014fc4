/**
 * The sets of samples: two classes or more in the plane, a quantity over the plane, a curve.
 *
 * Every number has four decimals: the last bit of Math.sin differs between engines, what it rounds to does not, so that a
 * seed gives the same samples everywhere; and a sample can be written down.
 *
 * @typedef {import("../../state/random.js").RandomStream} RandomStream
 * @typedef {{ x: number[][], y: number[] }} Samples x: rows of one number or two, within −6 … 6 or so; y: 0 or 1; the number
 *   of the class; or a quantity, within −1 … 1 or so
 * @typedef {"binary" | "classes" | "regression" | "curve"} Kind
 *
 * @typedef {object} Dataset
 * @property {Kind} kind
 * @property {number} [classes] of "classes"
 * @property {(random: RandomStream, count: number, noise: number) => Samples} make noise: from 0 to 0.5
 */

const round = (/** @type {number} */ v) => Math.round(v * 1e4) / 1e4 || 0;
const REACH = 6; // of regression and curves, to each side

/** The point at so many turns from the x₁ axis. @param {number} radius @param {number} turns @param {readonly number[]} [centre] */
const around = (radius, turns, [cx, cy] = [0, 0]) => [
  cx + radius * Math.cos(2 * Math.PI * turns),
  cy + radius * Math.sin(2 * Math.PI * turns),
];

/**
 * Classes of equal size, whose samples take turns; noise moves each sample by a normal of the standard deviation noise·spread.
 *
 * @param {number} classes
 * @param {number} spread
 * @param {(random: RandomStream, label: number, share: number) => number[]} place share: how far along its class the sample
 *   is, from 0 below 1
 * @returns {Dataset}
 */
const classified = (classes, spread, place) => ({
  ...(classes === 2 ? { kind: "binary" } : { kind: /** @type {Kind} */ ("classes"), classes }),
  make(random, count, noise) {
    const y = Array.from({ length: count }, (_, i) => i % classes);
    const x = y.map((label, i) => {
      const share = Math.floor(i / classes) / Math.ceil(count / classes);
      return place(random, label, share).map((v) => round(v + noise * spread * random.normal()));
    });
    return { x, y };
  },
});

/** Arms that wind out of the middle. @param {number} arms @param {number} turns */
const spiral = (arms, turns) =>
  classified(arms, 0.5, (_, arm, share) => around(0.3 + 5 * share, turns * share + arm / arms));

/** A blob for each centre. @param {readonly (readonly number[])[]} centres @param {number} size its standard deviation without noise */
const blobs = (centres, size) =>
  classified(centres.length, 3, (random, label) =>
    centres[label].map((c) => c + size * random.normal()),
  );

/**
 * A quantity over evenly drawn places; noise adds a normal of that standard deviation to it.
 *
 * @param {"regression" | "curve"} kind
 * @param {(...x: number[]) => number} f
 * @returns {Dataset}
 */
const measured = (kind, f) => ({
  kind,
  make(random, count, noise) {
    const inputs = kind === "curve" ? 1 : 2;
    const x = Array.from({ length: count }, () =>
      Array.from({ length: inputs }, () => round(random.between(-REACH, REACH))),
    );
    return { x, y: x.map((row) => round(f(...row) + noise * random.normal())) };
  },
});

const ring = [
  { from: 0, to: 2.5 },
  { from: 3.5, to: 5 },
];
const peaks = [
  { at: [-3.5, 2.5], height: 1 },
  { at: [0, 2.5], height: -1 },
  { at: [3.5, 2.5], height: 1 },
  { at: [-3.5, -2.5], height: -1 },
  { at: [0, -2.5], height: 1 },
  { at: [3.5, -2.5], height: -1 },
];

/** @typedef {(typeof import("./run-properties.js").datasetNames)[number]} DatasetName */

/** @type {Record<DatasetName, Dataset>} */
export const datasets = {
  circle: classified(2, 2, (random, label) => {
    const { from, to } = ring[1 - label];
    return around(random.between(from, to), random.uniform());
  }),
  xor: classified(2, 2, (random, label) => {
    const [a, b] = [random.between(0.3, 5), random.between(0.3, 5)];
    const side = random.chance(0.5) ? 1 : -1;
    return [side * a, label ? -side * b : side * b];
  }),
  gaussians: blobs(
    [
      [-2, -2],
      [2, 2],
    ],
    0.7,
  ),
  spiral: spiral(2, 1.75),
  moons: classified(2, 1.5, (_, label, share) =>
    label ? around(3, 0.5 + share / 2, [1.5, 0.75]) : around(3, share / 2, [-1.5, -0.75]),
  ),
  threeBlobs: blobs(
    [0, 1, 2].map((k) => around(3, 1 / 4 + k / 3)),
    0.8,
  ),
  fourBlobs: blobs(
    [0, 1, 2, 3].map((k) => around(4, 1 / 8 + k / 4)),
    0.8,
  ),
  threeArms: spiral(3, 1),
  plane: measured("regression", (x1, x2) => (x1 + x2) / (2 * REACH)),
  peaks: measured("regression", (x1, x2) =>
    peaks.reduce((sum, { at, height }) => {
      const square = (x1 - at[0]) ** 2 + (x2 - at[1]) ** 2;
      return sum + height * Math.exp(-square / 2);
    }, 0),
  ),
  sine: measured("curve", (x) => Math.sin(x)),
  step: measured("curve", (x) => (x < 0 ? -1 : 1)),
  bump: measured("curve", (x) => Math.exp((-x * x) / 2)),
  absolute: measured("curve", (x) => Math.abs(x) / 3 - 1),
  sawtooth: measured("curve", (x) => x / 2 - 2 * Math.round(x / 4)),
  ripples: measured("curve", (x) => Math.sin((x * x) / 3)),
};
