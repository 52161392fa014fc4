/** How fast each network has been trained on this device, so that the next epoch's time can be told. */
import { computed, signal } from "@preact/signals";
import { state } from "./state.js";
import { files, source } from "./data.js";
import { spec } from "./settings.js";

/** Samples a second, by the layers and the batch they were measured with. @type {import("@preact/signals").Signal<Record<string, number>>} */
const paces = signal({});

const key = computed(() => JSON.stringify([spec.value.layers, state.batch.value]));

/** @param {number} samplesPerSecond of the network that is being trained */
export function notePace(samplesPerSecond) {
  paces.value = { ...paces.peek(), [key.peek()]: samplesPerSecond };
}

/** How long an epoch of the network and the data chosen would take; undefined until it has been trained a little. */
export const epochSeconds = computed(() => {
  const pace = paces.value[key.value];
  const own = source.value === "files" ? files.value?.train.labels.length : undefined;
  return pace && (own ?? state.samples.value) / pace;
});
