/**
 * Variants of a 28 × 28 digit, as another hand and another pen would have written it: turned, stretched,
 * slanted, bent smoothly, thicker or thinner, then centred by its mass again as MNIST is.
 */
import { randomStream } from "../web/labs/digits/generator/random.js";

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const MIDDLE = (SIDE - 1) / 2;
const CENTRE = 14; // the pixel on which MNIST puts the centre of mass

/** The defaults; `bend` and `shift` are in pixels at the rim, the others have no unit. */
export const VARIATION = {
  rotation: 0.1, // radians, about
  scale: 0.06,
  shear: 0.1,
  bend: 0.7,
  shift: 0.5,
  pen: 0.7,
};

/** The map from a pixel of the variant back into the original: affine, plus a smooth cubic bend. */
function backwardMap(random, v) {
  const angle = v.rotation * random.normal();
  const sx = 1 + v.scale * random.normal();
  const sy = 1 + v.scale * random.normal();
  const shear = v.shear * random.normal();
  const a = [sx, shear - angle, angle, sy];
  const bend = Array.from({ length: 14 }, () => v.bend * random.normal());
  return (x, y) => {
    const p = x / MIDDLE;
    const q = y / MIDDLE;
    const terms = [p * p, p * q, q * q, p * p * p, p * p * q, p * q * q, q * q * q];
    let u = a[0] * x + a[1] * y;
    let w = a[2] * x + a[3] * y;
    for (let k = 0; k < 7; k++) {
      u += bend[k] * terms[k];
      w += bend[k + 7] * terms[k];
    }
    return [u, w];
  };
}

/** The grey level at (x, y), between the four pixels around; paper outside. */
function sample(image, x, y) {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < -1 || top < -1 || left >= SIDE || top >= SIDE) return 0;
  const fx = x - left;
  const fy = y - top;
  const at = (row, column) =>
    row < 0 || column < 0 || row >= SIDE || column >= SIDE ? 0 : image[row * SIDE + column];
  return (
    (1 - fy) * ((1 - fx) * at(top, left) + fx * at(top, left + 1)) +
    fy * ((1 - fx) * at(top + 1, left) + fx * at(top + 1, left + 1))
  );
}

/** A thicker (amount > 0) or thinner pen: each pixel moves towards the darkest or lightest of its neighbours. */
function changePen(ink, amount, out) {
  const share = Math.min(1, Math.abs(amount));
  for (let k = 0; k < PIXELS; k++) {
    const column = k % SIDE;
    const near = [
      k >= SIDE ? ink[k - SIDE] : 0,
      k < PIXELS - SIDE ? ink[k + SIDE] : 0,
      column > 0 ? ink[k - 1] : 0,
      column < SIDE - 1 ? ink[k + 1] : 0,
    ];
    const extreme = amount > 0 ? Math.max(ink[k], ...near) : Math.min(ink[k], ...near);
    out[k] = (1 - share) * ink[k] + share * extreme;
  }
}

/** Where the centre of mass lies, from where it ought to. */
function offCentre(ink) {
  let mass = 0;
  let mx = 0;
  let my = 0;
  for (let k = 0; k < PIXELS; k++) {
    mass += ink[k];
    mx += ink[k] * (k % SIDE);
    my += ink[k] * Math.floor(k / SIDE);
  }
  return mass > 0 ? [mx / mass - CENTRE, my / mass - CENTRE] : [0, 0];
}

const bent = new Float32Array(PIXELS);
const inked = new Float32Array(PIXELS);

/**
 * @param {Uint8Array} image 784 bytes
 * @param {ReturnType<typeof randomStream>} random
 * @param {Uint8Array} out 784 bytes, overwritten
 */
export function variant(image, random, out, variation = VARIATION) {
  const map = backwardMap(random, variation);
  for (let k = 0; k < PIXELS; k++) {
    const [x, y] = map((k % SIDE) - MIDDLE, Math.floor(k / SIDE) - MIDDLE);
    bent[k] = sample(image, x + MIDDLE, y + MIDDLE);
  }
  // Mostly a little: thinning a thin stroke to nothing would leave no digit.
  changePen(bent, variation.pen * random.between(-0.6, 1), inked);
  const [ox, oy] = offCentre(inked);
  const dx = Math.round(ox + variation.shift * random.normal());
  const dy = Math.round(oy + variation.shift * random.normal());
  for (let k = 0; k < PIXELS; k++) {
    const row = Math.floor(k / SIDE) + dy;
    const column = (k % SIDE) + dx;
    const inside = row >= 0 && column >= 0 && row < SIDE && column < SIDE;
    out[k] = inside ? Math.round(inked[row * SIDE + column]) : 0;
  }
}

/** A variant of every image, the same for the same seed. @param {Uint8Array} images @param {number} seed */
export function variants(images, seed, variation = VARIATION) {
  const out = new Uint8Array(images.length);
  for (let i = 0; i * PIXELS < images.length; i++) {
    const of = (array) => array.subarray(i * PIXELS, (i + 1) * PIXELS);
    variant(of(images), randomStream(seed, i), of(out), variation);
  }
  return out;
}
