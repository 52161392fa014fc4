/** How the training digits are varied, as the URL holds it, and variants of one digit to look at. */
import { computed, signal } from "@preact/signals";
import { engine, failed } from "../../state/engine.js";
import { state } from "./state.js";
import { problemOf } from "../../ui/complaint.jsx";
import { readChoices, shownFields, writeChoice } from "../../state/choices.js";
import { kindOf, kindsOf } from "../../state/schema.js";

/** @typedef {import("../../state/choices.js").Choice} Choice */

/** The augmentations that are on, in the order in which they are applied: that of the core. */
export const augmentations = computed(() => readChoices(state.augment.value));

/** Where the core has no default, its own sentence names a fair value: a tenth of a byte's range. */
const begun = { noise: { standardDeviation: 25 } };

/** @param {Choice[]} list */
function write(list) {
  const order = kindsOf("augmentations").map(({ type }) => type);
  state.augment.value = list
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
    .map((choice) => writeChoice(choice, shownFields(kindOf("augmentations", choice.type))))
    .join("~");
}

/** @param {string} type @param {boolean} on */
export function switchAugmentation(type, on) {
  const others = augmentations.value.filter((choice) => choice.type !== type);
  write(on ? [...others, { type, ...begun[type] }] : others);
}

/** @param {string} type @param {string} name @param {any} value */
export function setAugmentation(type, name, value) {
  write(
    augmentations.value.map((choice) =>
      choice.type === type ? { ...choice, [name]: value } : choice,
    ),
  );
}

export const VARIANTS = 11;
/** @type {import("@preact/signals").Signal<readonly Float32Array[]>} */
export const variants = signal([]);
/** @type {import("@preact/signals").Signal<import("../../ui/complaint.jsx").Problem | undefined>} */
export const variantsProblem = signal(undefined);

let latest = 0;

/**
 * One digit as the first epochs of a training would see it; the last question counts.
 *
 * @param {Uint8Array} pixels
 * @param {number} seed another one draws other variants
 */
export async function drawVariants(pixels, seed) {
  const asked = ++latest;
  const augment = augmentations.peek();
  /** @type {any} */
  let data;
  try {
    const gn = await engine();
    data = await gn.dataset({ x: pixels, augment: /** @type {any} */ (augment) });
    const options = { shape: [28, 28, 1], seed };
    const drawn = await Promise.all(
      Array.from({ length: VARIANTS }, (_, k) => data.augmented(0, { ...options, epoch: k + 1 })),
    );
    if (asked === latest) [variants.value, variantsProblem.value] = [drawn, undefined];
  } catch (error) {
    if (asked === latest && !failed(error)) variantsProblem.value = problemOf(error);
  } finally {
    await data?.dispose();
  }
}
