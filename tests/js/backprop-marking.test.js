/** "Check my calculation": each mistake made on purpose is named, and nothing right is blamed. */
import { describe, expect, test } from "@jest/globals";
import { computeByHand, rounded } from "../../web/labs/backprop/by-hand.js";
import { presets } from "../../web/labs/backprop/presets.js";
import { quantitiesOf } from "../../web/labs/backprop/quantities.js";
import { diagnose } from "../../web/labs/backprop/tools/marking/diagnose.js";
import { readFigure, rounds } from "../../web/labs/backprop/tools/marking/figure.js";
import { mistakesOf } from "../../web/labs/backprop/tools/marking/mistakes.js";
import { recompute } from "../../web/labs/backprop/tools/marking/recompute.js";
import { everyNetwork, wanted } from "./support/backprop.js";

const named = Object.keys(presets).map((preset) => [preset, wanted({ preset }).given]);
const relu = wanted({ net: "2,2:relu:bias,2:relu", x: [1, -1], y: [1, 0] }).given;
const own = everyNetwork().map((given) => {
  const { layers, loss } = given.network;
  return [`${loss} after ${layers.at(-1).activation}`, given];
});
const cases = [...named, ["relu, of which one unit is off", relu], ...own];

/** The calculation without a mistake, in double precision, and what it is marked against. */
function truthOf(given) {
  const table = quantitiesOf(given.network);
  const start = { ...given, trace: undefined };
  const exact = computeByHand(table, (q) => q.value(start));
  const carried = (places) =>
    computeByHand(
      table,
      (q) => q.value(start),
      (v) => rounded(v, places),
    );
  return { table, network: given.network, exact, carriedAt: carried };
}

const computed = ({ table }) => [...table.values()].filter((q) => q.phase !== "given");
/** As a person writes it, with so many significant digits. */
const written = (value, digits = 8) => readFigure(value.toExponential(digits - 1));
/** Further apart than float noise, in the digits that are written. */
const differ = (a, b) => Math.abs(a - b) > 1e-6 * Math.max(Math.abs(a), Math.abs(b));

describe("a figure", () => {
  test.each([
    ["0.777", 0.777, 3, 3],
    ["−4.49", -4.49, 2, 3],
    ["1,5", 1.5, 1, 2],
    ["1.20e-3", 0.0012, 5, 3],
    ["12", 12, 0, 2],
    ["0", 0, 0, 0],
    ["０．５", 0.5, 1, 1],
    [".5", 0.5, 1, 1],
    ["2e3", 2000, -3, 1],
  ])("%s", (text, value, decimals, digits) =>
    expect(readFigure(text)).toEqual({ value, decimals, digits }),
  );
  test.each(["", "-", "abc", "1/2", "0x10", "1e999", "∞", "1 2", "e5"])("%s is none", (text) =>
    expect(readFigure(text)).toBeUndefined(),
  );
  test("stands for what rounds to it, half a unit up or down", () => {
    const fits = (text, value) => rounds(readFigure(text), value);
    expect(fits("0.78", 0.7773)).toBe(true);
    expect(fits("0.77", 0.7773)).toBe(false);
    expect(fits("1.3", 1.25) && fits("1.2", 1.25)).toBe(true);
    expect(fits("0", 0) && !fits("0.00", 0.006)).toBe(true);
  });
});

describe("what is right is never blamed", () => {
  test.each(cases)("%s", (_, given) => {
    const truth = truthOf(given);
    for (const digits of [1, 2, 3, 4, 6, 9]) {
      const figures = new Map(
        computed(truth).map(({ id }) => [id, written(truth.exact.get(id), digits)]),
      );
      const verdicts = [...diagnose(truth, figures)];
      expect(verdicts.filter(([, { kind }]) => !["right", "coarse"].includes(kind))).toEqual([]);
      if (digits > 6)
        expect(
          verdicts.filter(([id, { kind }]) => kind === "coarse" && truth.exact.get(id) !== 0),
        ).toEqual([]);
    }
  });

  test.each(cases)("%s, with roundings carried on", (_, given) => {
    const truth = truthOf(given);
    for (const places of [3, 4, 6]) {
      const values = truth.carriedAt(places);
      const figures = new Map(
        computed(truth).map(({ id }) => [id, readFigure(values.get(id).toFixed(places))]),
      );
      const verdicts = [...diagnose(truth, figures)];
      expect(
        verdicts.filter(
          ([, { kind }]) => !["right", "coarse", "carried", "lastDigit"].includes(kind),
        ),
      ).toEqual([]);
    }
  });
});

/** Every figure that a mistake at a quantity gives, where it is another than the right one. */
function* slips({ table, network, exact }) {
  for (const [id, mistakes] of mistakesOf(table, network))
    for (const { name, rows } of mistakes)
      for (const row of rows) {
        const values = recompute(table, exact, {
          rows: new Map([[id, row]]),
          among: new Set([id]),
        });
        if (Number.isFinite(values.get(id)) && differ(values.get(id), exact.get(id)))
          yield { id, name, row, value: values.get(id) };
      }
}

describe("every mistake made on purpose is named", () => {
  test.each(cases)("%s: where it is made, nothing else being known", (_, given) => {
    const truth = truthOf(given);
    let count = 0;
    for (const { id, name, value } of slips(truth)) {
      const verdict = diagnose(truth, new Map([[id, written(value)]])).get(id);
      count += 1;
      expect([id, name, verdict.kind]).toEqual([id, name, "mistake"]);
      const here = verdict.found.filter((m) => m.at === id).map((m) => m.name);
      expect([id, name, here]).toEqual([id, name, expect.arrayContaining([name])]);
    }
    expect(count).toBeGreaterThan(10);
  });

  test.each(named)("%s: and what follows from it is not blamed", (_, given) => {
    const truth = truthOf(given);
    for (const { id, name, row } of slips(truth)) {
      const values = recompute(truth.table, truth.exact, { rows: new Map([[id, row]]) });
      const figures = new Map(
        computed(truth)
          .filter((q) => Number.isFinite(values.get(q.id))) // a logarithm of less than 0 nobody writes down
          .map((q) => [q.id, written(values.get(q.id), 7)]),
      );
      const verdicts = diagnose(truth, figures);
      const blamed = [...verdicts].filter(([, { kind }]) => kind === "mistake" || kind === "wrong");
      expect([id, name, blamed.map(([one]) => one)]).toEqual([id, name, [id]]);
    }
  });
});

describe("w1 … w6, as students do it", () => {
  const truth = truthOf(wanted({}).given);
  const marked = (texts) =>
    diagnose(truth, new Map(Object.entries(texts).map(([id, text]) => [id, readFigure(text)])));
  /** Of one figure alone: the mistake and where it was made. */
  const first = (id, text) => {
    const { kind, found } = marked({ [id]: text }).get(id);
    return found ? [found[0].name, found[0].at] : [kind];
  };
  test.each([
    ["d.z1", "−4.489163", "noSlope", "d.z1"],
    ["d.a1", "−6.055623", "updatedWeight", "d.a1"], // −4.489163 · 1.348943
    ["d.a1", "−3.489426", "gradientForDelta", "d.a1"],
    ["d.w2", "−0.777096", "noInput", "d.w2"],
    ["d.o1", "4.489163", "sign", "d.o1"],
    ["d.o1", "−2.244581", "noTwo", "d.o1"],
    ["L", "2.519073", "extraHalf", "L"],
    ["new.w5", "4.489426", "noRate", "new.w5"],
    ["o1", "5.05", "noActivation", "o1"],
    // the mistake was made before, and nothing was written down there
    ["d.w2", "−2.244581", "noSlope", "d.z1"],
    ["new.w2", "1.724458", "noSlope", "d.z1"],
    ["d.w1", "−1.048257", "updatedWeight", "d.a1"],
  ])("%s = %s", (id, text, name, at) => expect(first(id, text)).toEqual([name, at]));

  test("too few digits cannot tell", () => {
    expect(first("d.z2", "−0.1")).toEqual(["coarse"]);
    expect(first("z1", "1")).toEqual(["coarse"]);
    expect(first("a1", "0.78")).toEqual(["right"]);
  });
  test("one off in the last digit is said to be that", () => {
    expect(first("a1", "0.7772")).toEqual(["lastDigit"]);
  });
  test("what follows from a mistake says from which", () => {
    const verdicts = marked({ a1: "0.5", o1: "1.478119", L: "6.36" });
    expect(verdicts.get("o1")).toEqual({ kind: "follows", from: ["a1"] });
    expect(verdicts.get("L")).toEqual({ kind: "follows", from: ["o1", "a1"] });
  });
  test("roundings on the way are told from mistakes", () => {
    const verdicts = marked({ a1: "0.78", a2: "0.98", o1: "1.76", L: "5.02" });
    expect([...verdicts.values()].map(({ kind }) => kind)).toEqual([
      "right",
      "right",
      "right",
      "carried",
    ]);
  });
  test("a figure that fits nothing is wrong, and no more is said", () => {
    expect(first("L", "7.123456")).toEqual(["wrong"]);
  });
});
