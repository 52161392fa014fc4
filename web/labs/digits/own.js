/**
 * Digits in the user's own hand, each with its label, and the fine-tuning of a network on them: a copy of the
 * network that reads the pad goes on learning, at a low rate, from these and from others that keep it from
 * forgetting what it knew.
 */
import { batch, computed, signal } from "@preact/signals";
import { checkpointsOf } from "../../state/checkpoints.js";
import { engine, failed } from "../../state/engine.js";
import { state } from "./state.js";
import { problemOf } from "../../ui/complaint.jsx";
import { generated } from "./data.js";
import { digit } from "./drawing.js";
import { PIXELS } from "./generator/index.js";
import { chosen, claimMine, judge, mine, toInput } from "./networks.js";
import { isUnderWay, points, takePlace } from "./run.js";

/** @typedef {{ id: number, label: number, pixels: Uint8Array, before?: Read, after?: Read }} OwnDigit */
/** @typedef {{ guess: number, probability: number }} Read */
/** @typedef {{ before: number, after: number, count: number }} Others the share of other digits read rightly */

/** @type {import("@preact/signals").Signal<readonly OwnDigit[]>} */
export const ownDigits = signal([]);
/** How far a fine-tuning is, 0 … 1; undefined when there is none. @type {import("@preact/signals").Signal<number | undefined>} */
export const tuning = signal(undefined);
/** What the last one did to digits that are not the user's. @type {import("@preact/signals").Signal<Others | undefined>} */
export const others = signal(undefined);
/** @type {import("@preact/signals").Signal<import("../../ui/complaint.jsx").Problem | undefined>} */
export const tuneProblem = signal(undefined);

export const canAdd = computed(() => !digit.value.empty && tuning.value === undefined);
export const canTune = computed(
  () =>
    ownDigits.value.length > 0 && chosen.value && tuning.value === undefined && !isUnderWay.value,
);

let count = 0;

/** What is on the pad is a `label`. @param {number} label */
export function addOwn(label) {
  const pixels = digit.peek().image.slice();
  change((list) => [...list, { id: ++count, label, pixels }]);
}

/** @param {number} id */
export const removeOwn = (id) => change((list) => list.filter((own) => own.id !== id));
export const removeAllOwn = () => change(() => []);

/** @param {readonly OwnDigit[]} list */
function joined(list) {
  const all = new Uint8Array(list.length * PIXELS);
  list.forEach(({ pixels }, i) => all.set(pixels, i * PIXELS));
  return all;
}

/** @type {ReturnType<typeof checkpointsOf<{ labels: number[] }>>} */
const store = checkpointsOf("digits.own");
/** They could not be stored. */
export const isOwnLost = signal(false);

/** How many exchanges with the store are under way or, for the first, to come: it brings what is kept there. */
const exchanges = signal(1);
/** A reload would bring back what is seen. */
export const isOwnKept = computed(() => exchanges.value === 0 && !isOwnLost.value);

/** @type {Promise<void> | undefined} */
let recalled;
/** The digits that this browser has kept, once for each page. */
export const recallOwn = () => (recalled ??= recall());

async function recall() {
  const found = await store.load().catch(() => undefined);
  const kept = (found?.state.labels ?? []).map((label, i) => {
    const pixels = /** @type {any} */ (found).bytes.slice(i * PIXELS, (i + 1) * PIXELS);
    return { id: ++count, label, pixels };
  });
  batch(() => {
    exchanges.value--;
    ownDigits.value = [...kept, ...ownDigits.value];
  });
}

/** @param {(list: readonly OwnDigit[]) => readonly OwnDigit[]} edit */
async function change(edit) {
  batch(() => {
    exchanges.value++;
    ownDigits.value = edit(ownDigits.value);
  });
  await recallOwn();
  const list = ownDigits.peek();
  const labels = list.map(({ label }) => label);
  const stored =
    list.length > 0 ? store.save({ state: { labels }, bytes: joined(list) }) : store.clear();
  const isLost = await stored.then(
    () => false,
    () => list.length > 0,
  );
  batch(() => {
    exchanges.value--;
    isOwnLost.value = isLost;
  });
}

/** @param {any} model @param {readonly OwnDigit[]} list @returns {Promise<Read[]>} */
async function readAll(model, list) {
  const answers = await model.predict(toInput(joined(list)));
  return list.map((_, i) => {
    const { probabilities, best } = judge(answers.subarray(10 * i, 10 * i + 10));
    return { guess: best, probability: probabilities[best] };
  });
}

/** Each own digit as often as makes them as many as the others, at least ten times. */
const repeats = (/** @type {number} */ own, /** @type {number} */ mixed) =>
  Math.max(10, Math.round(mixed / own));

/**
 * The set to learn from: the own digits, many times over, and as many of the generator's as are mixed in.
 *
 * @param {readonly OwnDigit[]} list
 * @param {number} mixed
 */
async function trainingSet(list, mixed) {
  const times = repeats(list.length, mixed);
  const { train } = await generated(Math.max(100, mixed), TUNE_SEED);
  const own = joined(list);
  const images = new Uint8Array((list.length * times + mixed) * PIXELS);
  const labels = new Uint8Array(list.length * times + mixed);
  for (let k = 0; k < times; k++) {
    images.set(own, k * own.length);
    list.forEach(({ label }, i) => (labels[k * list.length + i] = label));
  }
  images.set(train.images.subarray(0, mixed * PIXELS), times * own.length);
  labels.set(train.labels.subarray(0, mixed), times * list.length);
  return { x: images, y: labels, scale: 1 / 255 };
}

/** The generator's digits for this are others than those of a training from scratch. */
const TUNE_SEED = 0xf17e;

/** A hand never writes twice the same: each copy of an own digit is moved and turned a little. */
const varied = [
  { type: "rotate", degrees: 8 },
  { type: "shift", pixels: 1 },
];

/** @param {any} gn @param {any} model @param {any} data @param {any} held @param {AbortSignal} stop */
async function learn(gn, model, data, held, stop) {
  const copy = await gn.transfer(model, {
    freeze: false,
    optimizer: { type: "adam", learningRate: state.tuneRate.value },
  });
  try {
    const { accuracy: before } = await copy.evaluate(held);
    const training = copy.train(data, {
      epochs: state.tuneEpochs.value,
      signal: stop,
      onProgress(/** @type {any} */ { epoch, epochs, batch: done, batches }) {
        tuning.value = (epoch - 1 + done / batches) / epochs;
      },
    });
    for await (const _ of training); // the figures that count are those of the whole, below
    const { accuracy: after, samples } = await copy.evaluate(held);
    return { copy, told: { before, after, count: samples } };
  } catch (error) {
    await copy.dispose();
    throw error;
  }
}

/** The network that reads the pad learns the user's hand; its place is taken by the one that has. */
export async function fineTune() {
  const model = chosen.peek();
  const list = ownDigits.peek();
  if (!model || !canTune.peek()) return;
  const { signal: stop } = claimMine();
  batch(() => ([tuning.value, tuneProblem.value, others.value] = [0, undefined, undefined]));
  /** @type {any[]} */
  const sets = [];
  try {
    const gn = await engine();
    const before = await readAll(model, list);
    const { validation } = await generated(Math.max(100, state.tuneMix.value), TUNE_SEED);
    const augment = /** @type {any} */ (varied);
    sets.push(
      await gn.dataset({ ...(await trainingSet(list, state.tuneMix.value)), augment }),
      await gn.dataset({ x: validation.images, y: validation.labels, scale: 1 / 255 }),
    );
    const { copy, told } = await learn(gn, model, sets[0], sets[1], stop);
    const after = await readAll(copy, list);
    const isFurther = model === mine.peek() && points.peek().length > 0;
    await takePlace(copy, stop, { isFurther });
    batch(() => {
      others.value = told;
      const reads = new Map(list.map(({ id }, i) => [id, { before: before[i], after: after[i] }]));
      ownDigits.value = ownDigits.value.map((own) => ({ ...own, ...reads.get(own.id) }));
    });
  } catch (error) {
    if (!stop.aborted && !failed(error)) tuneProblem.value = problemOf(error);
  } finally {
    tuning.value = undefined;
    await Promise.allSettled(sets.map((set) => set.dispose()));
  }
}
