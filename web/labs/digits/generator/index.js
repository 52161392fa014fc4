/**
 * Handwritten-like digits from a seed: no download, no data set behind it. Each image is written anew: a
 * style (skeletons.js), a hand that bends, slants and stretches it (hand.js, strokes.js), a pen and the
 * centring of MNIST (raster.js).
 */
import { mix32, randomStream } from "../../../state/random.js";
import { DEFAULT_HAND, handMap } from "./hand.js";
import { writeDigit } from "./strokes.js";
import { BOX, SIDE, centreByMass, inkBox } from "./raster.js";

export { DEFAULT_HAND } from "./hand.js";

export const PIXELS = SIDE * SIDE;

const scratch = new Float32Array(BOX * BOX);

/**
 * Writes `digit` into `image` (784 bytes, zero before).
 *
 * @param {number} digit 0 … 9
 * @param {ReturnType<typeof randomStream>} random
 * @param {Uint8Array} image
 * @param {import("./hand.js").Hand} [hand]
 */
export function drawDigit(digit, random, image, hand = DEFAULT_HAND) {
  const paths = writeDigit(digit, random, hand);
  const map = handMap(random, hand);
  for (const path of paths)
    for (let i = 0; i < path.x.length; i++) [path.x[i], path.y[i]] = map(path.x[i], path.y[i]);

  // The pen: more thin ones than thick, a pressure that swells or fades along the stroke.
  const [thin, thick] = hand.pen;
  const u = random.uniform();
  const radius = thin + (thick - thin) * u * (0.35 + 0.65 * u * u);
  const swell = 0.12 * random.normal();
  const fade = 0.12 * random.normal();
  const pressure = (along) => 1 + swell * (4 * along * (1 - along) - 0.5) + fade * (along - 0.5);
  inkBox(paths, { radius, pressure, soft: random.between(...hand.softness) }, scratch);
  centreByMass(scratch, image);
}

/** The label of image `index`: each run of ten images holds every digit once, in an order of its own. */
function labelOf(seed, index) {
  const order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const random = randomStream(mix32(seed) ^ 0x5bd1e995, Math.floor(index / 10));
  for (let i = 9; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order[index % 10];
}

/** @typedef {{ images: Uint8Array, labels: Uint8Array }} DigitSet images: count × 784, 0 = paper, 255 = ink */

/** @returns {DigitSet} */
const emptySet = (count) => ({
  images: new Uint8Array(count * PIXELS),
  labels: new Uint8Array(count),
});

function fillSlice(set, seed, from, to, hand) {
  for (let i = from; i < to; i++) {
    set.labels[i] = labelOf(seed, i);
    drawDigit(
      set.labels[i],
      randomStream(seed, i),
      set.images.subarray(i * PIXELS, (i + 1) * PIXELS),
      hand,
    );
  }
}

/**
 * `count` digits; the same bits for the same seed, and a longer run begins with the shorter one.
 *
 * @param {{ count: number, seed?: number, hand?: import("./hand.js").Hand }} options
 * @returns {DigitSet}
 */
export function generateDigits({ count, seed = 1, hand = DEFAULT_HAND }) {
  const set = emptySet(count);
  fillSlice(set, seed, 0, count, hand);
  return set;
}

/**
 * The same, in slices of a few milliseconds with a pause after each, so that a page goes on answering.
 *
 * @param {{ count: number, seed?: number, hand?: import("./hand.js").Hand, signal?: AbortSignal,
 *   onProgress?: (done: number) => void }} options
 * @returns {Promise<DigitSet>}
 */
export async function generateDigitsInSlices({
  count,
  seed = 1,
  hand = DEFAULT_HAND,
  signal,
  onProgress,
}) {
  const set = emptySet(count);
  const step = 50;
  let sliceEnd = performance.now() + 8;
  for (let done = 0; done < count;) {
    const next = Math.min(count, done + step);
    fillSlice(set, seed, done, next, hand);
    done = next;
    if (performance.now() < sliceEnd && done < count) continue;
    onProgress?.(done);
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    sliceEnd = performance.now() + 8;
  }
  return set;
}
