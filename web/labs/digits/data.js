/** The digits to learn from: generated here from a seed, or the user's own files of MNIST's format. */
import { signal } from "@preact/signals";
import { fnv1a, hex } from "../../state/fingerprint.js";
import { generateDigitsInSlices } from "./generator/index.js";

/** @typedef {import("./generator/index.js").DigitSet} DigitSet */
/** @typedef {{ train: DigitSet, validation: DigitSet }} Split */
/** @typedef {{ code: "shape" | "labels" | "alone" | "counts" | "many" | "read", file?: string, detail?: string }} FileProblem */

/** The user's files, read and matched. @type {import("@preact/signals").Signal<Split | undefined>} */
export const files = signal(undefined);
/** @type {import("@preact/signals").Signal<FileProblem | undefined>} */
export const fileProblem = signal(undefined);

/** Which of the two a run learns from. @type {import("@preact/signals").Signal<"generated" | "files">} */
export const source = signal("generated");

export const VALIDATION = 2000;
/** Another stream of random numbers than that of the training digits, whatever their seed. */
const validationSeed = (/** @type {number} */ seed) => seed + 0x1000000;

/** And digits that no run and no choice has ever looked at. @param {number} seed */
export const unseen = (seed) =>
  generateDigitsInSlices({ count: VALIDATION, seed: seed + 0x2000000 });

/** Equal digits in equal order, equal letters. @param {Split} split */
export const hashOf = ({ train, validation }) =>
  hex(
    [train, validation].reduce(
      (h, { images, labels }) => fnv1a(labels, fnv1a(images, h)),
      fnv1a(new Uint8Array()),
    ),
  );

/** @type {{ key: string, split: Split } | undefined} */
let kept;

/**
 * Generated digits to train on, and 2,000 others to check with; the last are kept for the next run.
 *
 * @param {number} count
 * @param {number} seed
 * @param {{ signal?: AbortSignal, onProgress?: (share: number) => void }} [options]
 * @returns {Promise<Split>}
 */
export async function generated(count, seed, { signal: stop, onProgress } = {}) {
  const key = `${count},${seed}`;
  if (kept?.key === key) return kept.split;
  const total = count + VALIDATION;
  const train = await generateDigitsInSlices({
    count,
    seed,
    signal: stop,
    onProgress: (done) => onProgress?.(done / total),
  });
  const validation = await generateDigitsInSlices({
    count: VALIDATION,
    seed: validationSeed(seed),
    signal: stop,
    onProgress: (done) => onProgress?.((count + done) / total),
  });
  kept = { key, split: { train, validation } };
  return kept.split;
}
