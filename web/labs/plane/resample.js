/** Curves of runs whose points are at different places, brought to the same. */

/** @typedef {"loss" | "accuracy"} Figure */
/** @typedef {{ at: number, loss: number, accuracy?: number }} Point */

/**
 * A figure of a run at each of `xs`, by a straight line between the points on both sides; null beyond its ends.
 * @param {readonly Point[]} points in the order of `at` @param {Figure} figure @param {readonly number[]} xs in their order
 */
export function resample(points, figure, xs) {
  let right = 0;
  return xs.map((x) => {
    while (right < points.length && points[right].at < x) right++;
    const [before, after] = [points[right - 1], points[right]];
    if (after?.at === x) return after[figure] ?? null;
    const [from, to] = [before?.[figure], after?.[figure]];
    if (from === undefined || to === undefined) return null;
    return from + ((to - from) * (x - before.at)) / (after.at - before.at);
  });
}
