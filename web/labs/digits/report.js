/** What a network gets right and wrong on digits it was not trained on. */
import { computed, signal } from "@preact/signals";
import { failed } from "../../state/engine.js";
import { state } from "./state.js";
import { problemOf } from "../../ui/complaint.jsx";
import { PIXELS } from "./generator/index.js";
import { mine, toInput } from "./networks.js";

/** @typedef {{ index: number, label: number, guess: number, probability: number, pixels: Uint8Array }} Misread */
/**
 * @typedef {object} Report
 * @property {any} model who read them, and …
 * @property {boolean} isMine … whether that was the user's own then
 * @property {import("./data.js").DigitSet} set the digits read
 * @property {number} count how many they are
 * @property {number} right
 * @property {number[][]} confusion [true digit][read as]
 * @property {Misread[]} misread all of them, the surest mistake first
 */

/** @type {import("@preact/signals").Signal<Report | undefined>} */
export const report = signal(undefined);
export const isReading = signal(false);
/** @type {import("@preact/signals").Signal<import("../../ui/complaint.jsx").Problem | undefined>} */
export const reportProblem = signal(undefined);
/** The pair that the gallery is limited to, as the link holds it. */
export const selected = computed(() => {
  const [label, guess] = state.pair.value.split(",").map(Number);
  return guess === undefined ? undefined : { label, guess };
});

/** @param {{ label: number, guess: number } | undefined} pair */
export const select = (pair) => (state.pair.value = pair ? `${pair.label},${pair.guess}` : "");

/** The pairs confused most often, the commonest first. @param {number[][]} confusion @param {number} most */
export const commonPairs = (confusion, most) =>
  confusion
    .flatMap((row, label) => row.map((n, guess) => ({ label, guess, n })))
    .filter(({ label, guess, n }) => label !== guess && n > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, most);

const CHUNK = 500; // digits a question: the worker stays free for the pad in between

/** @param {Float32Array} probabilities of one digit */
function largest(probabilities) {
  let best = 0;
  for (let k = 1; k < probabilities.length; k++)
    if (probabilities[k] > probabilities[best]) best = k;
  return best;
}

/** @param {any} model @param {import("./data.js").DigitSet} set @returns {Report} */
const blank = (model, set) => ({
  model,
  isMine: model === mine.peek(),
  set,
  count: 0,
  right: 0,
  confusion: Array.from({ length: 10 }, () => new Array(10).fill(0)),
  misread: [],
});

/** @param {Report} into @param {import("./data.js").DigitSet} set @param {number} from @param {Float32Array} answers */
function tally(into, set, from, answers) {
  for (let k = 0; k * 10 < answers.length; k++) {
    const index = from + k;
    const label = set.labels[index];
    const probabilities = answers.subarray(10 * k, 10 * k + 10);
    const guess = largest(probabilities);
    into.count++;
    into.confusion[label][guess]++;
    if (guess === label) into.right++;
    else {
      const pixels = set.images.subarray(index * PIXELS, (index + 1) * PIXELS);
      into.misread.push({ index, label, guess, probability: probabilities[guess], pixels });
    }
  }
}

let latest = 0;

/**
 * Reads every digit of the set; the last call counts.
 *
 * @param {any} model
 * @param {import("./data.js").DigitSet} set
 */
export async function makeReport(model, set) {
  const asked = ++latest;
  isReading.value = true;
  reportProblem.value = undefined;
  try {
    const made = blank(model, set);
    for (let from = 0; from < set.labels.length; from += CHUNK) {
      const bytes = set.images.subarray(from * PIXELS, (from + CHUNK) * PIXELS);
      const answers = await model.predict(toInput(bytes));
      if (asked !== latest) return;
      tally(made, set, from, answers);
    }
    made.misread.sort((a, b) => b.probability - a.probability);
    report.value = made;
  } catch (error) {
    const { code } = /** @type {any} */ (error);
    if (asked === latest && code !== "disposed" && !failed(error))
      reportProblem.value = problemOf(error);
  } finally {
    if (asked === latest) isReading.value = false;
  }
}
