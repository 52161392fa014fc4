/** A run computed again from what is written of it, to the bit: its curve, and the fingerprint of its weights. */
import { fingerprint } from "../../../state/fingerprint.js";
import { madeFrom } from "../making.js";
import { Trainer } from "../trainer.js";

/** @typedef {import("./written.js").Leg} Leg */
/** @typedef {import("../resample.js").Point} Point */
/** @typedef {import("../trainer.js").Sets} Sets */
/** @typedef {{ points: readonly Point[], print: string }} Course */

/** So many points a curve has, about, however long the run was. */
const mostPoints = 200;
const none = { x: new Float32Array(0), y: new Float32Array(0), count: 0 };

/**
 * What a trainer takes for a leg. Samples that stay are the same object: by others it would begin the epoch anew.
 * @typedef {{ spec: any, sets: Sets, key: string }} Made
 * @param {Leg} leg @param {Made} [before] @returns {Made}
 */
function madeFor({ settings }, before) {
  const { data, own, count, noise, dataSeed, held, inputs, unit, standardise } = settings;
  const key = JSON.stringify([data, own, count, noise, dataSeed, held, inputs, unit, standardise]);
  const { spec, train } = madeFrom(settings);
  return { spec, sets: before?.key === key ? before.sets : { train, validation: none }, key };
}

/** As far as the leg goes. @param {Trainer} trainer @param {Leg} leg @param {number} stride @param {() => Promise<void>} note */
async function follow(trainer, { settings: { batch }, to, hand = [] }, stride, note) {
  while (trainer.cursor.epoch < to.epoch) {
    await trainer.epochs(batch, Math.min(stride, to.epoch - trainer.cursor.epoch));
    await note();
  }
  const isWithin = () => trainer.cursor.epoch === to.epoch;
  while (isWithin() && trainer.cursor.used < to.used) await trainer.batch(batch);
  while (isWithin() && trainer.cursor.read < to.read) await trainer.sample(batch);
  for (const one of hand) await trainer.setWeight(one);
  await note();
}

/**
 * @param {any} gn the worker's @param {readonly Leg[]} legs
 * @param {{ signal: AbortSignal, onProgress(share: number): void }} options @returns {Promise<Course>}
 */
export async function replay(gn, legs, { signal, onProgress }) {
  const whole = Math.max(1, legs[legs.length - 1].to.epoch);
  let made = madeFor(legs[0]);
  const trainer = await Trainer.begin(gn, made.spec, made.sets);
  /** @type {Point[]} */
  let points = [];
  async function note() {
    signal.throwIfAborted();
    const { at } = trainer;
    const score = await trainer.score(trainer.sets.train);
    const point = { at, .../** @type {import("../trainer.js").Score} */ (score) };
    points = [...points.filter((earlier) => earlier.at < at), point];
    onProgress(at / whole);
  }
  try {
    for (const leg of legs) {
      made = madeFor(leg, made);
      await trainer.alter(made.spec, made.sets);
      await note();
      await follow(trainer, leg, Math.ceil(whole / mostPoints), note);
    }
    return { points, print: await fingerprint(trainer.model) };
  } finally {
    await trainer.dispose().catch(() => {}); // a dead worker has let it go
  }
}
