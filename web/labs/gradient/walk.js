/** One path, made by the core: a model whose weights are the point, moved by its optimizer along the gradient that it is given. */

/**
 * @typedef {object} Moment where a path is after t steps, and with what the next will be made
 * @property {number[]} w
 * @property {number} f
 * @property {number[]} g the gradient at w
 * @property {number} rate the learning rate of the next step, by the schedule
 * @property {Record<string, number[]>} state what the optimizer remembers of the steps so far: its averages, by the core's names
 */
/** @typedef {{ moments: Moment[], hasDiverged: boolean }} Path */
/** @typedef {{ f: number, g: number[] }} Slope */

const kernel = "dense_1.kernel";

/** Beyond this the picture is left for good. */
const farthest = 1e9;

/** @param {Record<string, Record<string, Float32Array>>} states */
const stateOf = (states) =>
  Object.fromEntries(Object.entries(states).map(([name, of]) => [name, [...of[kernel]]]));

/**
 * @param {any} model of one dense layer without bias on one input: its kernel is the point
 * @param {{ slope: (w: number[]) => Slope | Promise<Slope>, start: readonly number[], steps: number }} way
 * @param {AbortSignal} [signal] @returns {Promise<Path>} of steps + 1 moments, fewer if it diverges
 */
export async function walk(model, { slope, start, steps }, signal) {
  await model.setWeights({ [kernel]: start });
  let w = Array.from(Float32Array.from(start));
  /** @type {Moment["state"]} */
  let state = {};
  /** @type {Moment[]} */
  const moments = [];
  for (;;) {
    const { f, g } = await slope(w);
    signal?.throwIfAborted();
    const hasDiverged = !(Math.hypot(...w) < farthest) || !g.every(Number.isFinite);
    if (hasDiverged) return { moments, hasDiverged };
    moments.push({ w, f, g, rate: model.learningRate, state });
    if (moments.length > steps) return { moments, hasDiverged };
    try {
      const [, weights, states] = await Promise.all([
        model.applyGradients({ [kernel]: g }),
        model.getWeights(),
        model.getOptimizerState(),
      ]);
      w = [...weights[kernel]];
      state = stateOf(states);
    } catch (error) {
      if (/** @type {any} */ (error)?.code !== "numeric") throw error;
      return { moments, hasDiverged: true };
    }
  }
}
