/** What the losses and accuracies so far say: how well the network fits, and whether it still learns. */

/** @typedef {{ loss: number, accuracy?: number }} Score */
/** @typedef {{ train: Score, validation?: Score }} Moment */

const WINDOW = 20; // moments that are looked at for a trend

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** @param {ArrayLike<number>} y */
function varianceOf(y) {
  const values = Array.from(y);
  const centre = mean(values);
  return mean(values.map((v) => (v - centre) ** 2));
}

/**
 * @typedef {object} Course
 * @property {number} moments
 * @property {number} first the loss of the untrained network
 * @property {number} loss the last one
 * @property {number} best the lowest
 * @property {number} fit from 1 downwards: the accuracy, or, of a quantity, the share of its variance that is explained
 * @property {boolean} isShare whether that is the accuracy
 * @property {number} error the mean squared error of a quantity
 * @property {number} scale of the loss, of which a few hundredths tell something: 1, or a quantity's variance
 * @property {number} fall how much the loss has fallen from one half of the window to the other, as a share of it
 * @property {number} rises the share of ups in all ups and downs of the window
 * @property {number} swing the mean change from moment to moment, as a share of the loss
 */

/**
 * @param {{ history: readonly Moment[], y: ArrayLike<number>, spec: { loss: string } }} facts
 * @returns {Course}
 */
export function courseOf({ history, y, spec }) {
  const losses = history.map(({ train }) => train.loss);
  const loss = losses[losses.length - 1];
  const window = losses.slice(-WINDOW);
  const half = Math.ceil(window.length / 2);
  const changes = window.slice(1).map((v, i) => v - window[i]);
  const ups = changes.reduce((sum, v) => sum + Math.max(0, v), 0);
  const all = changes.reduce((sum, v) => sum + Math.abs(v), 0);
  const { accuracy } = history[history.length - 1].train;
  const error = spec.loss === "halfSquaredError" ? 2 * loss : loss;
  const variance = varianceOf(y) || 1;
  return {
    moments: losses.length,
    first: losses[0],
    loss,
    best: Math.min(...losses),
    fit: accuracy ?? 1 - error / variance,
    isShare: accuracy !== undefined,
    error,
    scale: accuracy === undefined ? variance : 1,
    fall: 1 - mean(window.slice(-half)) / (mean(window.slice(0, half)) || 1),
    rises: all === 0 ? 0 : ups / all,
    swing: changes.length === 0 ? 0 : all / changes.length / (mean(window) || 1),
  };
}

/**
 * How far validation lies behind training, and whether it has turned back: undefined without enough to tell.
 *
 * @param {readonly Moment[]} history
 * @returns {{ ratio: number, excess: number, turned: number, gap: number } | undefined} ratio: of the losses; excess: their
 *   difference; turned: the validation loss to its lowest; gap: of the accuracies, 0 where there are none
 */
export function gapOf(history) {
  const losses = history.flatMap(({ validation }) => (validation ? [validation.loss] : []));
  const { train, validation } = history[history.length - 1];
  if (!validation || losses.length < 5) return undefined;
  return {
    ratio: validation.loss / (train.loss || Number.MIN_VALUE),
    excess: validation.loss - train.loss,
    turned: validation.loss / (Math.min(...losses) || Number.MIN_VALUE),
    gap: (train.accuracy ?? 0) - (validation.accuracy ?? 0),
  };
}
