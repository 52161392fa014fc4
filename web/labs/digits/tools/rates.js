/** The learning-rate range test: the network chosen, fresh from its seed, is trained a little while the rate grows from batch to batch. */
import { signal } from "@preact/signals";
import { suggestLearningRate } from "../../../../wasm/index.js";
import { engine, failed } from "../../../state/engine.js";
import { problemOf } from "../../../ui/complaint.jsx";
import { isUnderWay, prepare } from "../run.js";
import { setField, spec } from "../settings.js";
import { state } from "../state.js";

/** @typedef {import("../../../../wasm/learning-rate-range.js").RangePoint} RangePoint */

/** The first rate, the last, and how many. */
const RANGE = { from: 1e-5, to: 10, steps: 120 };

/** @type {import("@preact/signals").Signal<{ points: RangePoint[], suggestion: number | undefined } | undefined>} */
export const tried = signal(undefined);
export const isTrying = signal(false);
/** @type {import("@preact/signals").Signal<import("../../../ui/complaint.jsx").Problem | undefined>} */
export const triedProblem = signal(undefined);

/** @type {AbortController | undefined} */
let stopper;
export const stopTrying = () => stopper?.abort();

/** As one would write it: two digits. @param {number} rate */
const rounded = (rate) => Number(rate.toPrecision(2));

export async function tryRates() {
  if (isTrying.peek() || isUnderWay.peek()) return;
  const signal = (stopper = new AbortController()).signal;
  isTrying.value = true;
  triedProblem.value = tried.value = undefined;
  /** @type {any} */
  let model;
  try {
    const gn = await engine();
    const { train } = await prepare(signal);
    model = await gn.model(spec.peek());
    const options = { ...RANGE, batchSize: state.batch.peek(), signal };
    const points = await model.learningRateRange(train, options);
    const steepest = suggestLearningRate(points);
    tried.value = { points, suggestion: steepest && rounded(steepest) };
  } catch (error) {
    if (!signal.aborted && !failed(error)) triedProblem.value = problemOf(error);
  } finally {
    isTrying.value = false;
    await model?.dispose();
  }
}

/** @param {number} rate */
export const useRate = (rate) => setField("optimizer", "learningRate", rate);
