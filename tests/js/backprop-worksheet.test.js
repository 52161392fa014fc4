/** Worksheets: friendly numbers from a seed, and answers that are the core's. */
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { computeByHand } from "../../web/labs/backprop/by-hand.js";
import { presets } from "../../web/labs/backprop/presets.js";
import { quantitiesOf } from "../../web/labs/backprop/quantities.js";
import { askedFor, exercise } from "../../web/labs/backprop/tools/worksheet/numbers.js";
import { iterationOf, wanted } from "./support/backprop.js";

const gn = await load();
const hasDecimals = (value, places) =>
  Math.abs(value * 10 ** places - Math.round(value * 10 ** places)) < 1e-9;

describe.each(Object.keys(presets))("exercises for %s", (preset) => {
  const { network } = wanted({ preset }).given;
  const table = quantitiesOf(network);
  test("of 200 seeds have friendly numbers, and formulas that give the core's answers", () => {
    const seen = new Set();
    for (let seed = 1; seed <= 200; seed++) {
      const numbers = exercise(network, seed);
      expect(exercise(network, seed)).toEqual(numbers);
      seen.add(JSON.stringify(numbers));
      const { x, y, w, b, lr } = numbers;
      for (const value of [...x, ...y, ...w, ...b, lr]) expect(hasDecimals(value, 1)).toBe(true);
      const iteration = iterationOf(gn, { network, ...numbers });
      const values = computeByHand(table, (q) => q.value(numbers));
      for (const q of table.values()) {
        const [hand, core] = [values.get(q.id), q.value(iteration)];
        if (!(Math.abs(hand - core) <= 2e-6 * Math.max(1, Math.abs(core))))
          throw new Error(`seed ${seed}, ${q.id}: ${hand}, the core ${core}`);
        if (q.kind === "net" && /^z(1\.)?\d$/.test(q.id)) expect(hasDecimals(hand, 2)).toBe(true);
        if (q.kind === "net") expect(Math.abs(hand)).toBeLessThanOrEqual(4);
      }
      expect(values.get("L")).toBeGreaterThanOrEqual(0.01);
    }
    expect(seen.size).toBe(200);
  });
});

test("a level asks for as much as its name says", () => {
  const table = quantitiesOf(wanted({}).given.network);
  const counts = ["forward", "errors", "gradients", "update"].map(
    (level) => askedFor(table, level).length,
  );
  expect(counts).toEqual([6, 11, 17, 23]);
});
