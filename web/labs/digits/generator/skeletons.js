/** The drawings of drawings.js, read: the ways of writing each digit, as numbers. */
import { DRAWINGS } from "./drawings.js";

/** "12,3 45,6!" → { x: [12, 45], y: [3, 6], corner: [false, true] } */
function parseStroke(text) {
  const points = text.split(" ").map((word) => word.split(","));
  return {
    x: points.map(([x]) => Number(x)),
    y: points.map(([, y]) => parseFloat(y)),
    corner: points.map(([, y]) => y.endsWith("!")),
  };
}

/** Read when they are first asked for, digit by digit. */
const read = [];

/**
 * The styles of a digit: { weight, strokes: [{ ax, ay, bx, by, corner }] }, the coordinates of the two drawings.
 *
 * @param {number} digit
 */
export function skeletonsOf(digit) {
  read[digit] ??= DRAWINGS[digit].map(({ weight, a, b }) => ({
    weight,
    strokes: a.map((text, i) => {
      const [first, second] = [parseStroke(text), parseStroke(b[i])];
      if (first.x.length !== second.x.length)
        throw new Error(`the drawings differ in their points: "${text}" and "${b[i]}"`);
      return { ax: first.x, ay: first.y, bx: second.x, by: second.y, corner: first.corner };
    }),
  }));
  return read[digit];
}
