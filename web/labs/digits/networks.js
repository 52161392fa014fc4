/** The networks that can read the pad: the one that ships with the page, and the one made here. */
import { batch, computed, effect, signal } from "@preact/signals";
import { engine, failed } from "../../state/engine.js";
import { problemOf } from "../../ui/complaint.jsx";
import { digit } from "./drawing.js";
import { shippedModel } from "./shipped.js";

/** @typedef {any} Model a model of the worker: the API of the library, each method async */

/** @type {import("@preact/signals").Signal<Model | undefined>} */
export const shipped = signal(undefined);
/** @type {import("@preact/signals").Signal<Model | undefined>} */
export const mine = signal(undefined);
/** Counts what changes the weights of `mine`, so that the drawing is read anew. */
export const mineVersion = signal(0);
/** @type {import("@preact/signals").Signal<import("../../ui/complaint.jsx").Problem | undefined>} */
export const failure = signal(undefined);

/** Which of the two is to read the pad. @type {import("@preact/signals").Signal<"shipped" | "mine">} */
export const preferred = signal("shipped");

/** The network chosen, or the shipped one while there is no other. */
export const chosen = computed(() =>
  preferred.value === "mine" && mine.value ? mine.value : shipped.value,
);
export const isMine = computed(() => chosen.value !== undefined && chosen.value === mine.value);

/** @typedef {{ probabilities: Float32Array, best: number, second: number, sure: boolean }} Reading */
/** What the chosen network makes of the pad: of which drawing, by which network. @type {import("@preact/signals").Signal<Reading & { drawing: object, network: Model } | undefined>} */
export const reading = signal(undefined);

/** Below this probability, or with a second as near as this, the page says that the network is unsure. */
const SURE = 0.7;
const APART = 0.3;

/** @param {Float32Array} probabilities @returns {Reading} */
export function judge(probabilities) {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a]);
  const [first, next] = [probabilities[order[0]], probabilities[order[1]]];
  return {
    probabilities,
    best: order[0],
    second: order[1],
    sure: first >= SURE && first - next >= APART,
  };
}

/** Bytes as the networks of this page take them: 0 … 1. @param {Uint8Array} bytes */
export function toInput(bytes) {
  const input = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) input[i] = bytes[i] * (1 / 255); // Float32Array.from: ten times slower
  return input;
}

/** @type {Promise<void> | undefined} */
let loading;
/** Once at a time: the lab may be left and opened again meanwhile. */
export const loadShipped = () => (loading ??= load().finally(() => (loading = undefined)));

async function load() {
  failure.value = undefined;
  try {
    const [gn, bytes] = await Promise.all([engine(), shippedModel()]);
    shipped.value = await gn.open(bytes);
  } catch (error) {
    if (!failed(error)) failure.value = problemOf(error);
  }
}

/** The worker is gone, and the models with it. */
export function forgetNetworks() {
  shipped.value = mine.value = reading.value = undefined;
}

let maker = new AbortController();

/**
 * Whoever is to make the next `mine`, by training, tuning or from a file, says so here: what was begun before for it is
 * aborted, for the newest wish counts, whichever ends last.
 */
export function claimMine() {
  maker.abort();
  maker = new AbortController();
  return maker;
}

/** Whether nobody has asked for another since. @param {AbortController} claim */
export const isNewest = (claim) => claim === maker;

/** @param {Model | undefined} model the place is its own at once, what was there is gone when this returns */
export async function replaceMine(model) {
  const old = mine.value;
  batch(() => {
    mine.value = model;
    mineVersion.value++;
    preferred.value = model ? "mine" : "shipped";
  });
  await old?.dispose();
}

let busy = false;
let again = false;

/** Reads the pad; while the worker is at it, later drawings wait, and only the last of them is read. */
async function read() {
  again = busy;
  if (busy) return;
  busy = true;
  try {
    do {
      again = false;
      const model = chosen.peek();
      const drawing = digit.peek();
      if (!model || drawing.empty) {
        reading.value = undefined;
        continue;
      }
      const probabilities = await model.predict(toInput(drawing.image));
      if (chosen.peek() === model && !digit.peek().empty)
        reading.value = { ...judge(probabilities), drawing, network: model };
    } while (again);
  } catch (error) {
    const { code } = /** @type {any} */ (error);
    if (code !== "disposed" && !failed(error)) failure.value = problemOf(error);
  } finally {
    busy = false;
  }
  if (again) read();
}

/** Keeps the reading in step with the drawing and the network. @returns {() => void} the end of it */
export const follow = () =>
  effect(() => {
    void [digit.value, chosen.value, mineVersion.value];
    read();
  });
