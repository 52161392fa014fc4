/** From a style to pen paths: a drawing between two drawings, a smooth curve through its points, a hand. */
import { skeletonsOf } from "./skeletons.js";

/** A pen path: the points of a polyline. @typedef {{ x: number[], y: number[] }} Path */

const STEPS = 5; // line pieces between two points of a skeleton

/**
 * The curve through the points i … i+1 (Catmull–Rom): it leaves each point in the direction of the line that
 * joins its neighbours; a corner or an end has no neighbour beyond it.
 *
 *   p(t) = ½ · [ 2p₁ + (p₂−p₀)t + (2p₀−5p₁+4p₂−p₃)t² + (3p₁−p₀−3p₂+p₃)t³ ]
 */
function curvePiece(v, corner, i, t) {
  const p1 = v[i];
  const p2 = v[i + 1];
  const p0 = i === 0 || corner[i] ? p1 : v[i - 1];
  const p3 = i + 2 === v.length || corner[i + 1] ? p2 : v[i + 2];
  const c2 = 2 * p0 - 5 * p1 + 4 * p2 - p3;
  const c3 = 3 * p1 - p0 - 3 * p2 + p3;
  return 0.5 * (2 * p1 + t * (p2 - p0 + t * (c2 + t * c3)));
}

/** @returns {Path} */
function smoothCurve(x, y, corner) {
  const path = { x: [x[0]], y: [y[0]] };
  for (let i = 0; i + 1 < x.length; i++)
    for (let step = 1; step <= STEPS; step++) {
      path.x.push(curvePiece(x, corner, i, step / STEPS));
      path.y.push(curvePiece(y, corner, i, step / STEPS));
    }
  return path;
}

/**
 * One way of writing `digit`, coordinates in about −1 … 1.
 *
 * @param {number} digit
 * @param {import("../../../state/random.js").RandomStream} random
 * @param {import("./hand.js").Hand} hand
 * @returns {Path[]}
 */
export function writeDigit(digit, random, hand) {
  const styles = skeletonsOf(digit);
  const style = styles[random.weighted(styles.map((s) => s.weight))];
  const mix = random.between(-hand.beyond, 1 + hand.beyond);
  // The two drawings differ in several ways at once; half of the difference is mixed point by point.
  const blend = () => mix + hand.blend * random.normal();
  return style.strokes.map(({ ax, ay, bx, by, corner }) => {
    const wander = [0, 0];
    const stray = (k) => (wander[k] = 0.7 * wander[k] + hand.jitter * random.normal());
    const between = (a, b, k) =>
      a.map((from, i) => (from + (b[i] - from) * blend() - 50) / 50 + stray(k));
    return smoothCurve(between(ax, bx, 0), between(ay, by, 1), corner);
  });
}
