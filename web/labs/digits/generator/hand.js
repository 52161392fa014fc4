/** What differs from one writer to the next: slant, proportions, unsteadiness, pen. */

/**
 * How far a hand strays. Lengths are in half heights of a digit (1 = 14 pixels of 28), angles as tangents.
 *
 * @typedef {object} Hand
 * @property {number} beyond how far a style may go beyond its two drawings
 * @property {number} blend how independently its points lie between the two drawings
 * @property {number} jitter how far the pen strays from the skeleton, point after point
 * @property {number} rotation tangent of half the angle of rotation
 * @property {number} slant mean of the shear: people lean to the right
 * @property {number} shear spread of the shear
 * @property {number} aspect spread of width : height
 * @property {number} bend strength of the smooth (elastic) distortion of the plane
 * @property {[number, number]} pen radius of the pen in pixels of the finished image
 * @property {[number, number]} softness width in pixels over which the ink fades at its edge
 */

/** @type {Hand} */
export const DEFAULT_HAND = {
  beyond: 0.3,
  blend: 0.3,
  jitter: 0.065,
  rotation: 0.1,
  slant: 0.12,
  shear: 0.28,
  aspect: 0.22,
  bend: 0.12,
  pen: [0.7, 2.3],
  softness: [1, 1.8],
};

/**
 * The plane, bent smoothly (x and y get a random cubic polynomial each, without its linear part: that is an
 * affine map), then turned, sheared and stretched. The whole hand in one map (x, y) → (x′, y′).
 *
 * @param {import("../../../state/random.js").RandomStream} random
 * @param {Hand} hand
 */
export function handMap(random, hand) {
  const c = Array.from({ length: 14 }, () => hand.bend * random.normal());
  // cos and sin of an angle from the tangent t of its half: no trigonometry, the same bits everywhere
  const t = hand.rotation * random.normal();
  const cos = (1 - t * t) / (1 + t * t);
  const sin = (2 * t) / (1 + t * t);
  const shear = hand.slant + hand.shear * random.normal();
  const stretch = 1 + hand.aspect * random.normal();
  const width = stretch < 0.4 ? 0.4 : stretch;

  return (x, y) => {
    const xx = x * x;
    const xy = x * y;
    const yy = y * y;
    const u =
      x +
      c[0] * xx +
      c[1] * xy +
      c[2] * yy +
      c[3] * xx * x +
      c[4] * xx * y +
      c[5] * x * yy +
      c[6] * yy * y;
    const v =
      y +
      c[7] * xx +
      c[8] * xy +
      c[9] * yy +
      c[10] * xx * x +
      c[11] * xx * y +
      c[12] * x * yy +
      c[13] * yy * y;
    const sheared = width * u - shear * v;
    return [cos * sheared - sin * v, sin * sheared + cos * v];
  };
}
