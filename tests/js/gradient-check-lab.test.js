/** The gradient check of the backpropagation lab: what truncation and rounding leave, for large and small ε. */
import { describe, expect, test } from "@jest/globals";
import { stepsByHand } from "../../web/labs/backprop/by-hand.js";
import { resolve } from "../../web/labs/backprop/given.js";
import { parametersOf } from "../../web/labs/backprop/network.js";
import { presets } from "../../web/labs/backprop/presets.js";
import { quantitiesOf } from "../../web/labs/backprop/quantities.js";
import {
  commonStart,
  comparing,
  relativeError,
} from "../../web/labs/backprop/check/differences.js";

const nothing = { net: null, loss: null, x: null, y: null, w: null, b: null, lr: null };

/** @param {string} preset @param {(values: Map<string, number>) => void} [spoil] */
function checked(preset, spoil = () => {}) {
  const { given } = resolve({ ...nothing, preset });
  const table = quantitiesOf(given.network);
  const [values] = stepsByHand(table, given, 1);
  spoil(values);
  const ids = parametersOf(given.network)
    .filter(({ learned }) => learned)
    .map(({ id }) => id);
  return { ids, compare: comparing(table, values, ids) };
}

describe.each(Object.keys(presets))("%s", (preset) => {
  test("two-sided differences agree with every gradient", () => {
    const { ids, compare } = checked(preset);
    for (const id of ids)
      expect([id, compare(id, 1e-5).central.error]).toEqual([id, expect.closeTo(0, 7)]);
  });

  test("a gradient that is off by a thousandth is seen", () => {
    const { ids, compare } = checked(preset, (values) => {
      for (const [id, value] of values) if (id.startsWith("d.")) values.set(id, 1.001 * value);
    });
    const errors = ids.map((id) => compare(id, 1e-5).central.error);
    expect(Math.max(...errors)).toBeCloseTo(0.001 / 2.001, 6);
  });
});

test("truncation falls as ε and as ε², rounding grows as 1/ε", () => {
  const { compare } = checked("w1-w6");
  const falls = (kind) => compare("w1", 1e-2)[kind].error / compare("w1", 1e-3)[kind].error;
  expect(falls("forward")).toBeCloseTo(10, 0);
  expect(falls("central") / 100).toBeCloseTo(1, 1);
  const best = compare("w1", 1e-5).central.error;
  expect(compare("w1", 1e-12).central.error).toBeGreaterThan(1e3 * best);
});

test("of a loss that is quadratic in a weight the two-sided difference is exact but for rounding", () => {
  const { compare } = checked("w1-w6"); // ŷ is linear in w₅, and L = (y − ŷ)²
  expect(compare("w5", 1).central.error).toBeLessThan(1e-15);
  expect(compare("w5", 1).forward.error).toBeGreaterThan(0.05);
});

test("a relative error has a floor, and none where both are zero", () => {
  expect(relativeError(0, 0, 0)).toBe(0);
  expect(relativeError(1, 1.1, 1)).toBeCloseTo(0.1 / 2.1);
  expect(relativeError(0, 1e-9, 1)).toBeCloseTo(1e-7);
});

test("the digits in common", () => {
  expect(commonStart("5.038146", "5.038211")).toBe(5);
  expect(commonStart("1", "2")).toBe(0);
  expect(commonStart("1.5", "1.5")).toBe(3);
});
