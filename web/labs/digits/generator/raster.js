/** Ink on pixels: anti-aliased strokes of a round pen, and the centring of MNIST. */

export const SIDE = 28;
export const BOX = 20; // the digit's box within the image
const CENTRE = 14.5; // where MNIST puts the centre of mass: in the middle of pixel 14

/**
 * Draws one piece of a stroke, from (ax, ay) to (bx, by), with a round pen whose radius goes from ra to rb.
 * The ink of a pixel falls from 1 to 0 over `soft` pixels around the pen's edge; where pieces overlap the
 * darker one stays.
 */
export function inkPiece(ink, side, ax, ay, bx, by, ra, rb, soft) {
  const reach = (ra > rb ? ra : rb) + soft / 2;
  const left = Math.max(0, Math.floor((ax < bx ? ax : bx) - reach));
  const right = Math.min(side - 1, Math.ceil((ax < bx ? bx : ax) + reach));
  const top = Math.max(0, Math.floor((ay < by ? ay : by) - reach));
  const bottom = Math.min(side - 1, Math.ceil((ay < by ? by : ay) + reach));
  const dx = bx - ax;
  const dy = by - ay;
  const scale = 1 / (dx * dx + dy * dy + 1e-12);
  for (let row = top; row <= bottom; row++) {
    const py = row + 0.5 - ay;
    for (let column = left; column <= right; column++) {
      const px = column + 0.5 - ax;
      let t = (px * dx + py * dy) * scale; // where on the piece the pixel is nearest to
      t = t < 0 ? 0 : t > 1 ? 1 : t;
      const ex = px - t * dx;
      const ey = py - t * dy;
      const coverage = 0.5 + (ra + t * (rb - ra) - Math.sqrt(ex * ex + ey * ey)) / soft;
      const k = row * side + column;
      if (coverage > ink[k]) ink[k] = coverage > 1 ? 1 : coverage;
    }
  }
}

/** The smallest box around all points of the paths. */
function bounds(paths) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of paths)
    for (let i = 0; i < x.length; i++) {
      if (x[i] < box.left) box.left = x[i];
      if (x[i] > box.right) box.right = x[i];
      if (y[i] < box.top) box.top = y[i];
      if (y[i] > box.bottom) box.bottom = y[i];
    }
  return box;
}

/**
 * Draws the paths as large as the 20 × 20 box allows, proportions kept, ink included.
 *
 * @param {import("./strokes.js").Path[]} paths
 * @param {{ radius: number, pressure: (along: number) => number, soft: number }} pen
 * @param {Float32Array} ink BOX × BOX, overwritten
 */
export function inkBox(paths, pen, ink) {
  ink.fill(0);
  const { left, top, right, bottom } = bounds(paths);
  const size = Math.max(right - left, bottom - top, 1e-6);
  const scale = (BOX - 2 * pen.radius) / size;
  const x0 = BOX / 2 - (scale * (left + right)) / 2;
  const y0 = BOX / 2 - (scale * (top + bottom)) / 2;
  for (const { x, y } of paths) {
    const last = x.length - 1;
    for (let i = 0; i < last; i++)
      inkPiece(
        ink,
        BOX,
        x0 + scale * x[i],
        y0 + scale * y[i],
        x0 + scale * x[i + 1],
        y0 + scale * y[i + 1],
        pen.radius * pen.pressure(i / last),
        pen.radius * pen.pressure((i + 1) / last),
        pen.soft,
      );
  }
}

/**
 * Puts the 20 × 20 box into the 28 × 28 image so that the centre of mass of its ink falls where MNIST
 * has it (whole pixels; the box stays inside).
 *
 * @param {Float32Array} ink
 * @param {Uint8Array} image SIDE × SIDE, zero before
 */
export function centreByMass(ink, image) {
  let mass = 0;
  let mx = 0;
  let my = 0;
  for (let k = 0; k < BOX * BOX; k++) {
    mass += ink[k];
    mx += ink[k] * ((k % BOX) + 0.5);
    my += ink[k] * (Math.floor(k / BOX) + 0.5);
  }
  const slack = SIDE - BOX;
  const place = (moment) => Math.min(slack, Math.max(0, Math.round(CENTRE - moment / mass)));
  const left = place(mx);
  const top = place(my);
  for (let row = 0; row < BOX; row++)
    for (let column = 0; column < BOX; column++)
      image[(top + row) * SIDE + left + column] = Math.round(255 * ink[row * BOX + column]);
}
