/** What can be said of each layer in a number, and those numbers of a network at rest. */
import { signal } from "@preact/signals";
import { failed } from "../../../state/engine.js";
import { problemOf } from "../../../ui/complaint.jsx";
import { PIXELS } from "../generator/index.js";
import { mine, toInput } from "../networks.js";
import { split } from "../run.js";

/** @typedef {import("../../../../wasm/statistics.js").LayerStatistics} LayerStatistics */

/** The weights proper: of a normalisation, its scale. @param {LayerStatistics} layer */
const weights = ({ parameters }) => parameters.kernel ?? parameters.gamma;

/** @type {Record<"mean" | "spread" | "zeros" | "saturated" | "delta" | "gradient" | "weights", (layer: LayerStatistics) => number | undefined>} */
export const figures = {
  mean: ({ output }) => output.mean,
  spread: ({ output }) => output.standardDeviation,
  zeros: ({ output }) => output.zeros,
  saturated: ({ output }) => output.saturated,
  delta: ({ delta }) => delta?.norm,
  gradient: (layer) => weights(layer)?.gradient?.norm,
  weights: (layer) => weights(layer)?.value.norm,
};
export const shares = ["zeros", "saturated"];

/** Of the network at rest, on digits it learned from. @type {import("@preact/signals").Signal<readonly LayerStatistics[] | undefined>} */
export const now = signal(undefined);
/** @type {import("@preact/signals").Signal<import("../../../ui/complaint.jsx").Problem | undefined>} */
export const nowProblem = signal(undefined);

const SAMPLES = 100;

/** @type {any} */
let asked;

/** Reads them; the last question counts. */
export async function look() {
  const [model, sets] = (asked = [mine.peek(), split.peek()]);
  const mineToo = asked;
  now.value = nowProblem.value = undefined;
  if (!model || !sets) return;
  const { images, labels } = sets.train;
  const count = Math.min(SAMPLES, labels.length);
  try {
    const x = toInput(images.subarray(0, count * PIXELS));
    const found = await model.statistics(x, labels.slice(0, count));
    if (mineToo === asked) now.value = found;
  } catch (error) {
    const { code } = /** @type {any} */ (error);
    if (mineToo === asked && code !== "disposed" && !failed(error))
      nowProblem.value = problemOf(error);
  }
}
