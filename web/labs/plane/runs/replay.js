/** A run computed again from what is written of it, to the bit; of a kept one its curve and the fingerprint of its weights. */
import { fingerprint } from "../../../state/fingerprint.js";
import { madeFrom } from "../making.js";
import { Trainer } from "../trainer.js";

/** @typedef {import("./written.js").Leg} Leg */
/** @typedef {import("../resample.js").Point} Point */
/** @typedef {import("../trainer.js").Sets} Sets */
/** @typedef {{ points: readonly Point[], print: string }} Course */
/** @typedef {{ signal: AbortSignal, onProgress(share: number): void }} Options */

/** So many points a curve has, about, however long the run was. */
const mostPoints = 200;

/**
 * What a trainer takes for a leg. Samples that stay are the same object: by others it would begin the epoch anew.
 * @typedef {{ spec: any, sets: Sets, key: string }} Made
 * @param {Leg} leg @param {Made} [before] @returns {Made}
 */
function madeFor({ settings }, before) {
  const { data, own, count, noise, dataSeed, held, inputs, unit, standardise } = settings;
  const key = JSON.stringify([data, own, count, noise, dataSeed, held, inputs, unit, standardise]);
  const { spec, sets } = madeFrom(settings);
  return { spec, sets: before?.key === key ? before.sets : sets, key };
}

/** As far as the leg goes. @param {Trainer} trainer @param {Leg} leg @param {number} stride @param {() => Promise<void>} note */
async function follow(trainer, { settings: { batch }, to, hand = [] }, stride, note) {
  while (trainer.cursor.epoch < to.epoch) {
    const next = Math.min(to.epoch, trainer.cursor.epoch + stride);
    while (trainer.cursor.epoch < next) await trainer.epochs(batch, next - trainer.cursor.epoch);
    await note();
  }
  const isWithin = () => trainer.cursor.epoch === to.epoch;
  while (isWithin() && trainer.cursor.used < to.used) await trainer.batch(batch);
  while (isWithin() && trainer.cursor.read < to.read) await trainer.sample(batch);
  for (const one of hand) await trainer.setWeight(one);
  await note();
}

/** A trainer where these legs begin. @param {any} gn the worker's @param {readonly Leg[]} legs */
export function beginning(gn, [first]) {
  const { spec, sets } = madeFor(first);
  return Trainer.begin(gn, spec, sets);
}

/**
 * The way of the legs, gone by a trainer that stands at their beginning.
 * @param {Trainer} trainer @param {readonly Leg[]} legs
 * @param {Options & { note(leg: number): Promise<void> }} options  note: at the beginning and the end of each leg, and now and then between
 */
export async function retrace(trainer, legs, { signal, onProgress, note }) {
  const whole = Math.max(1, legs[legs.length - 1].to.epoch);
  const stride = Math.ceil(whole / mostPoints);
  /** @type {Made | undefined} */
  let made;
  for (const [i, leg] of legs.entries()) {
    const noted = async () => {
      signal.throwIfAborted();
      await note(i);
      onProgress(trainer.at / whole);
    };
    made = made ? madeFor(leg, made) : { ...madeFor(leg), sets: trainer.sets };
    await trainer.alter(made.spec, made.sets);
    await noted();
    await follow(trainer, leg, stride, noted);
  }
}

/** @param {any} gn the worker's @param {readonly Leg[]} legs @param {Options} options @returns {Promise<Course>} */
export async function replay(gn, legs, options) {
  const trainer = await beginning(gn, legs);
  /** @type {Point[]} */
  let points = [];
  async function note() {
    const { at } = trainer;
    const score = await trainer.score(trainer.sets.train);
    const point = { at, .../** @type {import("../trainer.js").Score} */ (score) };
    points = [...points.filter((earlier) => earlier.at < at), point];
  }
  try {
    await retrace(trainer, legs, { ...options, note });
    return { points, print: await fingerprint(trainer.model) };
  } finally {
    await trainer.dispose();
  }
}
