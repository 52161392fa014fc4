/** refusal.js: what a refused call must look like. */
import { expect } from "@jest/globals";

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
  expect(error.name).toBe(Class.name);
  for (const pattern of [says].flat()) expect(error.message).toMatch(pattern);
  expect(error.message.length).toBeGreaterThan(15);
  if (layer !== undefined) expect(error.layer).toBe(layer);
  if (details !== undefined) expect(error.details).toMatchObject(details);
}
