/** What is inside the network that reads the pad, for what is on the pad now: the core's trace, layer by layer. */
import { effect, signal } from "@preact/signals";
import { failed } from "../../../state/engine.js";
import { state } from "../state.js";
import { problemOf } from "../../../ui/complaint.jsx";
import { drawn } from "../../../ui/drawn.js";
import { digit } from "../drawing.js";
import { chosen, mineVersion, toInput } from "../networks.js";
import { layersOf } from "./layers.js";

/**
 * @typedef {object} Look
 * @property {any} model
 * @property {Float32Array} x the 784 inputs
 * @property {boolean} empty
 * @property {import("./layers.js").Layer[]} layers
 * @property {Float32Array} probabilities
 * @property {number} best the network's answer
 * @property {number} target the class that the loss is measured against
 * @property {number} loss
 */
/** @type {import("@preact/signals").Signal<Look | undefined>} */
export const look = signal(undefined);
/** @type {import("@preact/signals").Signal<import("../../../ui/complaint.jsx").Problem | undefined>} */
export const trouble = signal(undefined);

/** @param {ArrayLike<number>} values */
export const bestOf = (values) => {
  let best = 0;
  for (let k = 1; k < values.length; k++) if (values[k] > values[best]) best = k;
  return best;
};

/** @param {any} model @returns {Promise<Look>} */
async function lookInto(model) {
  const { empty, image } = digit.peek();
  const x = toInput(image);
  const forward = await model.trace(x);
  const probabilities = forward.layers[forward.layers.length - 1].output;
  const best = bestOf(probabilities);
  const wanted = state.target.peek();
  const target = wanted === "" ? best : Number(wanted);
  const trace = await model.trace(x, Uint8Array.of(target));
  const layers = layersOf(model.spec, { data: x, shape: [28, 28, 1] }, trace);
  return { model, x, empty, layers, probabilities, best, target, loss: trace.loss };
}

/** Whether any of it is in view: what nobody sees is not looked at. */
export const isSeen = signal(false);

/** Of the page's time, looking takes one part in so many: a network of thousands of maps changes five times a second while it learns. */
const PART = 4;

/** Until what was set has been drawn, and then as long again as leaves the rest of the time free. @param {number} since */
async function rest(since) {
  const taken = await drawn(since);
  await new Promise((resolve) => setTimeout(resolve, (PART - 1) * taken));
}

let busy = false;
let again = false;

/** While the worker or the page is at it, later drawings wait, and only the last of them is looked at. */
async function refresh() {
  again = busy;
  if (busy) return;
  busy = true;
  try {
    do {
      again = false;
      const model = chosen.peek();
      const seen = model && (await lookInto(model));
      const start = performance.now();
      if (chosen.peek() === model) look.value = seen;
      await rest(start);
    } while (again);
    trouble.value = undefined;
  } catch (error) {
    const { code } = /** @type {any} */ (error);
    if (code !== "disposed" && !failed(error)) trouble.value = problemOf(error);
  } finally {
    busy = false;
  }
  if (again) refresh();
}

/** Keeps the look in step with drawing, network and target. @returns {() => void} the end of it */
export function follow() {
  const stop = effect(() => {
    void [digit.value, chosen.value, mineVersion.value, state.target.value];
    if (isSeen.value) refresh();
  });
  return () => {
    stop();
    look.value = undefined;
  };
}
