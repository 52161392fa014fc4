/** Saliency by occlusion: how much less sure the network is of its answer when a square of the picture is covered. */

const SIDE = 28;
const GREY = 0.5;

/** The part of the picture that a square of `size` centred on (row, col) covers. @param {number} row @param {number} col @param {number} size */
export function coverAt(row, col, size) {
  const [top, left] = [row, col].map((at) => at - Math.floor((size - 1) / 2));
  const [y, x] = [Math.max(0, top), Math.max(0, left)];
  const height = Math.min(SIDE, top + size) - y;
  const width = Math.min(SIDE, left + size) - x;
  return { y, x, height, width };
}

/** The picture with that square grey. @param {Float32Array} picture @param {number} row @param {number} col @param {number} size */
export function covered(picture, row, col, size) {
  const copy = picture.slice();
  const { y, x, height, width } = coverAt(row, col, size);
  for (let at = y; at < y + height; at++) copy.fill(GREY, at * SIDE + x, at * SIDE + x + width);
  return copy;
}

/** All 784 of them, one batch for the network. @param {Float32Array} picture @param {number} size */
export function coveredEverywhere(picture, size) {
  const all = new Float32Array(SIDE * SIDE * picture.length);
  for (let at = 0; at < SIDE * SIDE; at++)
    all.set(covered(picture, Math.floor(at / SIDE), at % SIDE, size), at * picture.length);
  return all;
}

/**
 * @typedef {{ size: number, answer: number, whole: number, probabilities: Float32Array, drops: Float32Array, worst: number }} Map
 *   whole: the answer's probability with nothing covered; probabilities: 784 × 10; worst: where covering takes most
 */

/** @param {any} model @param {Float32Array} picture @param {ArrayLike<number>} read its ten probabilities @param {number} answer @param {number} size @returns {Promise<Map>} */
export async function occlude(model, picture, read, answer, size) {
  const probabilities = await model.predict(coveredEverywhere(picture, size));
  const whole = read[answer];
  const classes = read.length;
  const drops = Float32Array.from(
    { length: SIDE * SIDE },
    (_, at) => whole - probabilities[at * classes + answer],
  );
  let worst = 0;
  drops.forEach((drop, at) => {
    if (drop > drops[worst]) worst = at;
  });
  return { size, answer, whole, probabilities, drops, worst };
}
