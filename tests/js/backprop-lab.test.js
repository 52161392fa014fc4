/** The pure parts of the backpropagation lab: its formulas against the core, its links, rounding by hand. */
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { pattern, read, write } from "../../web/labs/backprop/architecture.js";
import { computeByHand, rounded, stepsByHand } from "../../web/labs/backprop/by-hand.js";
import { evaluate } from "../../web/labs/backprop/evaluate.js";
import { refs, rowText } from "../../web/labs/backprop/expression.js";
import { activationNames, friendly } from "../../web/labs/backprop/given.js";
import { countsOf } from "../../web/labs/backprop/network.js";
import { pathsOf } from "../../web/labs/backprop/paths.js";
import { presets } from "../../web/labs/backprop/presets.js";
import { quantitiesOf } from "../../web/labs/backprop/quantities.js";
import { losses } from "../../web/labs/backprop/rules.js";
import { iterationOf, wanted } from "./support/backprop.js";

const gn = await load();
/** What the formulas give beside the core's values, where they differ by more than float32 explains. */
function misses(given) {
  const table = quantitiesOf(given.network);
  const iteration = iterationOf(gn, given);
  const values = computeByHand(table, (q) => q.value({ ...iteration, ...given }));
  return [...table.values()]
    .filter(({ id, value }) => {
      const [hand, core] = [values.get(id), value(iteration)];
      return !(Math.abs(hand - core) <= 2e-6 * Math.max(1, Math.abs(core)));
    })
    .map(({ id, value }) => `${id}: ${values.get(id)}, the core ${value(iteration)}`);
}

describe("the formulas shown give the core's values", () => {
  test("there are rules for every activation and loss of the core", () => {
    const types = (family) => gn.schema[family].kinds.map(({ type }) => type).sort();
    expect([...activationNames].sort()).toEqual(types("activations"));
    expect(Object.keys(losses).sort()).toEqual(types("losses"));
  });

  const targets = {
    meanSquaredError: [0.3, -0.8, 0.5],
    halfSquaredError: [0.3, -0.8, 0.5],
    binaryCrossentropy: [1, 0, 0.3],
    categoricalCrossentropy: [0, 1, 0],
    perceptron: [1, -1, 1],
  };
  /** Activations whose outputs are what the loss takes for probabilities. */
  const probabilities = ["sigmoid", "softmax"];
  const cases = Object.keys(losses).flatMap((loss) =>
    activationNames
      .filter((name) => !loss.endsWith("Crossentropy") || probabilities.includes(name))
      .flatMap((name) => [1, 2, 3].map((units) => [loss, name, units])),
  );
  test.each(cases)("%s after %s, %i outputs", (loss, name, units) => {
    for (const net of [
      `2,${units}:${name}:bias`,
      `2,3:${name}:bias,${units}:${name}`,
      `3,2:${name},3:tanh:fixed,${units}:${name}:bias`,
    ])
      for (const seed of [1, 5]) {
        const network = { ...read(net), loss };
        const { w, b } = countsOf(network);
        const y =
          loss === "categoricalCrossentropy" && units === 1 ? [1] : targets[loss].slice(0, units);
        const sum = y.reduce((total, one) => total + one, 0);
        if (loss === "categoricalCrossentropy" && sum !== 1) y[0] = 1;
        const given = { network, x: friendly(network.inputs, 9), y, lr: 0.3 };
        expect([net, misses({ ...given, w: friendly(w, seed), b: friendly(b, seed + 1) })]).toEqual(
          [net, []],
        );
      }
  });

  test("every parent of a quantity comes before it, and has it for a child", () => {
    for (const { net, loss } of Object.values(presets)) {
      const table = quantitiesOf({ ...read(net), loss });
      const order = [...table.keys()];
      for (const { id, parents, forms } of table.values()) {
        expect(parents).toEqual(refs(forms.at(-1) ?? []));
        for (const parent of parents) {
          expect(order.indexOf(parent)).toBeLessThan(order.indexOf(id));
          expect(table.get(parent).children).toContain(id);
        }
      }
      expect(new Set(order).size).toBe(table.size);
    }
  });
});

test("the paths of every gradient add up to it, and ∂L/∂w₁ of 3-3-3 has three", () => {
  for (const net of [
    "3,3:sigmoid,3:sigmoid",
    "2,3:tanh:bias,2:relu:bias,2:softmax:bias",
    "2,2,1:sigmoid:bias",
  ])
    for (const loss of Object.keys(losses)) {
      const network = { ...read(net), loss };
      const { w, b } = countsOf(network);
      const outputs = network.layers.at(-1).units;
      const y = [1, 0, 0].slice(0, outputs);
      const given = {
        network,
        x: friendly(network.inputs, 9),
        y,
        w: friendly(w),
        b: friendly(b, 3),
        lr: 0.1,
      };
      const table = quantitiesOf(network);
      const values = computeByHand(table, (q) => q.value({ ...given, trace: undefined }));
      for (const { id, parameter } of table.values()) {
        if (!parameter || id !== `d.${parameter}`) continue;
        const paths = pathsOf(network, parameter);
        const sum = paths.reduce(
          (total, path) => total + evaluate(path.values, (one) => values.get(one)),
          0,
        );
        expect([net, loss, id, sum]).toEqual([net, loss, id, expect.closeTo(values.get(id), 12)]);
      }
    }
  const { net, loss } = presets["sigmoid-3"];
  expect(
    pathsOf({ ...read(net), loss }, "w1").map(({ symbols }) => rowText(symbols, String)),
  ).toEqual([
    "∂L/∂ŷ₁ · ∂ŷ₁/∂z₁⁽²⁾ · ∂z₁⁽²⁾/∂a₁⁽¹⁾ · ∂a₁⁽¹⁾/∂z₁⁽¹⁾ · ∂z₁⁽¹⁾/∂w₁",
    "∂L/∂ŷ₂ · ∂ŷ₂/∂z₂⁽²⁾ · ∂z₂⁽²⁾/∂a₁⁽¹⁾ · ∂a₁⁽¹⁾/∂z₁⁽¹⁾ · ∂z₁⁽¹⁾/∂w₁",
    "∂L/∂ŷ₃ · ∂ŷ₃/∂z₃⁽²⁾ · ∂z₃⁽²⁾/∂a₁⁽¹⁾ · ∂a₁⁽¹⁾/∂z₁⁽¹⁾ · ∂z₁⁽¹⁾/∂w₁",
  ]);
});

describe("the value of a row", () => {
  const value = (row, values = {}) => evaluate(row, (id) => values[id]);
  test("knows signs, products side by side, fractions, powers and functions", () => {
    expect(value(["−2", { group: [{ ref: "a" }, " − ", { ref: "b" }] }], { a: 1, b: -3 })).toBe(-8);
    expect(value(["−0.5 · ", { ref: "a" }, " + 1"], { a: -4 })).toBe(3);
    expect(
      value([{ frac: [["1"], ["1 + ", { power: [["e"], ["−", { ref: "z" }]] }]] }], { z: 0 }),
    ).toBe(0.5);
    expect(value([{ call: "max", args: [["0"], ["−", { ref: "z" }]] }], { z: 2 })).toBe(0);
    expect(value([{ call: "Φ", args: [["1.96"]] }])).toBeCloseTo(0.9750021048517795, 14);
    expect(value([{ call: "Φ", args: [["−3"]] }])).toBeCloseTo(0.0013498980316300933, 14);
  });
  test("takes 0 · ln 0 for 0, as the losses do", () => {
    expect(
      value([{ ref: "y" }, " · ", { call: "ln", args: [[{ ref: "p" }]] }], { y: 0, p: 0 }),
    ).toBe(0);
  });
  test("is refused for a symbol that has none", () => {
    expect(() => value([{ symbol: { base: "L" } }])).toThrow(TypeError);
  });
  test("a negative base stands in parentheses", () => {
    expect(rowText([{ power: [[{ ref: "a" }], ["2"]] }], () => "−3")).toBe("(−3)^2");
  });
});

describe("a network in the link", () => {
  test.each(["2,1", "2,2:sigmoid,1", "6,6:relu:bias,6:leakyRelu:fixed,6:bias,6:softmax:bias"])(
    "%s reads back",
    (text) => {
      expect(text).toMatch(pattern);
      expect(write(read(text))).toBe(text);
    },
  );
  test.each([
    "",
    "2",
    "7,1",
    "2,0",
    "2,7",
    "2,1:sigmoid:sigmoid",
    "2,1:bias:bias",
    "2,1,1,1,1,1",
    "2,1:σ",
    "2,,1",
  ])("“%s” is refused", (text) => expect(text).not.toMatch(pattern));
  test("of a preset reads back, and its numbers fit", () => {
    for (const [preset, { net }] of Object.entries(presets)) {
      expect(write(read(net))).toBe(net);
      expect([preset, wanted({ preset }).problems]).toEqual([preset, []]);
    }
  });
  test("what does not fit is named, and something that fits stands in", () => {
    const { given, problems } = wanted({ net: "3,2:tanh,2", x: [1], w: [1, 2], loss: "hinge" });
    expect(problems.map(({ code }) => code)).toEqual(["loss", "x", "w"]);
    expect(problems[2]).toEqual({ code: "w", count: 2, wanted: 10 });
    expect([given.x.length, given.y.length, given.w.length]).toEqual([3, 2, 10]);
    expect(wanted({ net: "2,1:swish" }).problems[0]).toMatchObject({
      code: "activation",
      text: "swish",
    });
    expect(wanted({ preset: "nobody" }).problems[0]).toMatchObject({
      code: "preset",
      text: "nobody",
    });
    expect(wanted({ preset: "constructor" }).problems).toHaveLength(1);
  });
  test("targets that are no probabilities are named", () => {
    expect(wanted({ preset: "softmax-3", y: [0.5, 0.6, 0] }).problems).toEqual([
      { code: "sum", sum: 1.1 },
    ]);
    expect(wanted({ preset: "xor", y: [2] }).problems).toEqual([{ code: "share", wrong: 2 }]);
  });
});

describe("rounding as by hand", () => {
  test("goes up at a half", () => {
    expect([1.005, -1.005, 2.5, 0.12345].map((v) => rounded(v, 2))).toEqual([
      1.01, -1.01, 2.5, 0.12,
    ]);
    expect(rounded(0.5, 0)).toBe(1);
    expect(rounded(Infinity, 3)).toBe(Infinity);
  });
  test("is carried on", () => {
    const { given } = wanted({});
    const [first] = stepsByHand(quantitiesOf(given.network), given, 1, (v) => rounded(v, 2));
    // z₁ 1.25, a₁ 0.78, a₂ 0.98, ŷ 1.76, L (2.24)² = 5.02
    expect(["a1", "a2", "o1", "L"].map((id) => first.get(id))).toEqual([0.78, 0.98, 1.76, 5.02]);
  });
});
