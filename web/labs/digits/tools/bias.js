/** The errors of the network trained here, on what it learned from, on what it was checked with, and on what nobody has looked at. */
import { signal } from "@preact/signals";
import { engine, failed } from "../../../state/engine.js";
import { problemOf } from "../../../ui/complaint.jsx";
import { files, unseen } from "../data.js";
import { PIXELS } from "../generator/index.js";
import { mine } from "../networks.js";
import { split } from "../run.js";
import { state } from "../state.js";

/** @typedef {{ train: number, validation: number, test?: number }} Errors shares of wrong answers */

/** @type {import("@preact/signals").Signal<Errors | undefined>} */
export const errors = signal(undefined);
/** @type {import("@preact/signals").Signal<import("../../../ui/complaint.jsx").Problem | undefined>} */
export const errorsProblem = signal(undefined);

/** So many of the training digits tell its error well enough. */
const MOST = 10_000;

/** @param {any} gn @param {any} model @param {import("../data.js").DigitSet} set */
async function errorOn(gn, model, { images, labels }) {
  const count = Math.min(labels.length, MOST);
  const data = await gn.dataset({
    x: images.subarray(0, count * PIXELS),
    y: labels.subarray(0, count),
    scale: 1 / 255,
  });
  try {
    const { accuracy } = await model.evaluate(data);
    return 1 - accuracy;
  } finally {
    await data.dispose();
  }
}

let latest = 0;

/** Reads them anew; the last question counts. */
export async function measure() {
  const asked = ++latest;
  const [model, sets] = [mine.peek(), split.peek()];
  errors.value = errorsProblem.value = undefined;
  if (!model || !sets) return;
  try {
    const gn = await engine();
    const train = await errorOn(gn, model, sets.train);
    const validation = await errorOn(gn, model, sets.validation);
    const isOwn = sets === files.peek(); // whoever brings files of their own has given all there is
    const test = isOwn ? undefined : await errorOn(gn, model, await unseen(state.dataSeed.peek()));
    if (asked === latest) errors.value = { train, validation, ...(!isOwn && { test }) };
  } catch (error) {
    const { code } = /** @type {any} */ (error);
    if (asked === latest && code !== "disposed" && !failed(error))
      errorsProblem.value = problemOf(error);
  }
}
