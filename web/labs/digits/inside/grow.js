/** A convolutional network of the lab's own, for when the one at hand has no convolution: LeNet-5, on generated digits. */
import { signal } from "@preact/signals";
import { leNet5 } from "../../../../wasm/networks.js";
import { engine, failed } from "../../../state/engine.js";
import { state } from "../state.js";
import { problemOf } from "../../../ui/complaint.jsx";
import { generated } from "../data.js";
import { claimMine, mineVersion } from "../networks.js";
import { takePlace } from "../run.js";

const DIGITS = 6000;
const EPOCHS = 2;

/** How far it is, 0 … 1, while it trains. @type {import("@preact/signals").Signal<number | undefined>} */
export const growing = signal(undefined);
/** @type {import("@preact/signals").Signal<import("../../../ui/complaint.jsx").Problem | undefined>} */
export const growth = signal(undefined);

/** The network takes the place of "mine", and is looked into as it learns. @param {"max" | "average"} pooling */
export async function grow(pooling) {
  const { signal: stop } = claimMine();
  growing.value = 0;
  growth.value = undefined;
  try {
    const { train } = await generated(DIGITS, state.dataSeed.peek(), {
      signal: stop,
      onProgress: (share) => (growing.value = 0.3 * share),
    });
    const gn = await engine();
    const spec = { ...leNet5({ activation: "relu", pooling }), seed: state.seed.peek() };
    const model = await gn.model(spec);
    await takePlace(model, stop);
    const data = await gn.dataset({ x: train.images, y: train.labels, scale: 1 / 255 });
    try {
      await model.fit(data, { epochs: EPOCHS, batchSize: 32, onProgress, signal: stop });
    } finally {
      await data.dispose();
    }
  } catch (error) {
    if (!stop.aborted && !failed(error)) growth.value = problemOf(error);
  }
  growing.value = undefined;
  mineVersion.value++;
}

/** @param {any} told */
function onProgress({ epoch, batch, batches }) {
  growing.value = 0.3 + (0.7 * (epoch - 1 + batch / batches)) / EPOCHS;
  mineVersion.value++;
}
