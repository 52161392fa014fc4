/** outcome.js: what a program must come to: what the sources come to here. */
import { expect } from "@jest/globals";
import { load } from "../../../wasm/index.js";
import { xor } from "../programs/xor.js";

/** @param {Record<string, object>} outcomes of xor(), by entry @param {{ threads: number }} has how many there may be */
export async function expectTrained(outcomes, { threads }) {
  const ours = await xor(load);
  expect(ours.answers).toBe("0 1 1 0");
  const expected = Object.keys(outcomes).map((name) => [
    name,
    {
      ...ours,
      // Relaxed SIMD is another arithmetic; elsewhere the bits are the same.
      weights: name === "fast" ? expect.any(String) : ours.weights,
      threads: name.includes("threads") ? threads : 1,
    },
  ]);
  expect(outcomes).toEqual(Object.fromEntries(expected));
  expect(expected.length).toBeGreaterThan(0);
}
