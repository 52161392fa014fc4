/** refusal.js: what a refused call must look like. */
import { beforeEach, expect } from "@jest/globals";
import { fnv1a } from "./numbers.js";

/** The error that `run` throws or rejects with; fails when there is none. */
export async function errorOf(run) {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

/**
 * Expects a typed error that names the place. `wanted` is { Class, says, layer?, details? }: `says` are patterns that
 * the message must match.
 */
export function expectRefusal(error, { Class, says = [], layer, details }) {
  expect(error).toBeInstanceOf(Class);
  expect(error.code).toBe(Class.code);
  expect(error.name).toBe(Class.prototype.name); // the class itself may have lost its own to a minifier
  for (const pattern of [says].flat()) expect(error.message).toMatch(pattern);
  expect(error.message.length).toBeGreaterThan(15);
  if (layer !== undefined) expect(error.layer).toBe(layer);
  if (details !== undefined) expect(error.details).toMatchObject(details);
}

/**
 * Watches a model, and the memory of the instance it lives in.
 *
 * @returns {{ refused(run, wanted): Promise<void>, unchanged(): void, now(): void }} `refused` expects that the call is
 *   refused as wanted and has changed nothing since `now`, which is taken at the start of each test
 */
export function watch(gn, model) {
  let before;
  const state = () => {
    const { bytes, models, datasets } = gn.memory();
    return { weights: fnv1a(model.getWeights()), steps: model.steps, bytes, models, datasets };
  };
  const now = () => (before = state());
  const unchanged = () => expect(state()).toEqual(before);
  beforeEach(now);
  return {
    now,
    unchanged,
    async refused(run, wanted) {
      expectRefusal(await errorOf(run), wanted);
      unchanged();
    },
  };
}
