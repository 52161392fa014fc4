/** evaluate({ metrics }) against scikit-learn, by hand, and where a metric has no meaning. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { ArgumentError, load } from "glassnet";
import { numbers } from "./support/numbers.js";
import { regression, small, smallData } from "./support/models.js";
import { watch } from "./support/refusal.js";

const gn = await load();
const golden = JSON.parse(readFileSync(new URL("../golden/metrics.json", import.meta.url), "utf8"));

/** A model whose output is f(x): nothing is learned. */
const bare = ({ input, activation, loss }) =>
  gn.model({ input, layers: [{ type: "activation", activation }], loss });

/** Every number in it, by its path. */
function* leaves(value, path = "") {
  if (typeof value === "number") yield [path, value];
  else for (const [key, item] of Object.entries(value)) yield* leaves(item, `${path}.${key}`);
}

/** How an expected figure is asked for: `top3` is a topKAccuracy by that name. */
const metricOf = (name) =>
  /^top\d$/.test(name) ? { type: "topKAccuracy", name, k: Number(name.slice(3)) } : name;

describe("metrics agree with scikit-learn", () => {
  test.each(golden.map((entry) => [entry.name, entry]))(
    "%s",
    (_, { x, y, classes, expected, ...spec }) => {
      const targets = classes ? Uint8Array.from(y) : Float32Array.from(y);
      const metrics = Object.keys(expected).map(metricOf);
      const result = bare(spec).evaluate(Float32Array.from(x), targets, { metrics });
      const actual = new Map(leaves(result));
      for (const [path, value] of leaves(expected))
        expect([path, actual.get(path)]).toEqual([path, expect.closeTo(value, 6)]);
    },
  );
});

describe("metrics by hand", () => {
  const passing = { input: [3], activation: "linear", loss: "meanSquaredError" };
  const x = [
    [3, 2, 1],
    [1, 3, 2],
    [1, 2, 3],
    [2, 2, 1],
  ];
  const y = [0, 2, 1, 1];

  test("the confusion matrix has the true class down and the predicted one across", () => {
    const { confusionMatrix } = bare(passing).evaluate(x, y, { metrics: ["confusionMatrix"] });
    expect(confusionMatrix).toEqual([
      [1, 0, 0],
      [1, 0, 1],
      [0, 1, 0],
    ]);
  });

  test("precision, recall and F1 follow from it, and 0/0 is 0", () => {
    const { precision, recall, f1 } = bare(passing).evaluate(x, y, {
      metrics: ["precision", "recall", "f1"],
    });
    expect(precision).toEqual({ macro: 0.5 / 3, perClass: [0.5, 0, 0] });
    expect(recall).toEqual({ macro: 1 / 3, perClass: [1, 0, 0] });
    expect(f1).toEqual({ macro: 2 / 3 / 3, perClass: [2 / 3, 0, 0] });
  });

  test("top-1 is accuracy, of equal outputs the first counts as larger, and all are among the top of all", () => {
    const top = (k) => ({ type: "topKAccuracy", name: `top${k}`, k });
    const { accuracy, top1, top2, top3 } = bare(passing).evaluate(x, y, {
      metrics: [top(1), top(2), top(3)],
    });
    expect([top1, top2, top3]).toEqual([accuracy, 1, 1]);
    expect(accuracy).toBe(0.25);
  });

  test("R² of a target that never changes is 1 when it is met, else 0", () => {
    const r2 = (target) =>
      bare({ ...passing, input: [1] }).evaluate([[2], [2]], target, { metrics: ["r2"] }).r2;
    expect(r2([2, 2])).toBe(1);
    expect(r2([3, 3])).toBe(0);
  });

  test("R² keeps its digits where targets lie far from zero", () => {
    const targets = [100000, 100001, 100002, 100003];
    const outputs = targets.map((value) => [value + 0.5]);
    const model = bare({ ...passing, input: [1] });
    expect(model.evaluate(outputs, targets, { metrics: ["r2"] }).r2).toBe(1 - 1 / 5);
  });

  test("on the perceptron's line a sample is wrong whatever it is, as in accuracy", () => {
    const model = bare({ input: [1], activation: "linear", loss: "perceptron" });
    const { accuracy, confusionMatrix } = model.evaluate([[0], [0], [1]], [-1, 1, 1], {
      metrics: ["confusionMatrix"],
    });
    expect(confusionMatrix).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(accuracy).toBe(1 / 3);
  });
});

describe("evaluate with metrics", () => {
  const { x, y } = smallData(300);

  test("has the same loss and accuracy, bit for bit, and leaves the model as it was", async () => {
    const model = gn.model(small);
    await model.fit(x, y, { epochs: 3 });
    const before = model.getWeights();
    const plain = model.evaluate(x, y);
    const metrics = ["accuracy", "f1", "meanSquaredError", "confusionMatrix"];
    expect(model.evaluate(x, y, { metrics })).toMatchObject(plain);
    expect(Object.keys(plain)).toEqual(["loss", "accuracy", "samples"]);
    expect(model.getWeights()).toEqual(before);
  });

  test("counts each row once, whatever it weighs: only the loss knows weights", () => {
    const model = gn.model(small);
    const metrics = ["confusionMatrix"];
    const sampleWeight = numbers(300, { seed: 3, low: 0 });
    const [plain, weighed] = [{}, { sampleWeight }].map((more) =>
      model.evaluate(x, y, { metrics, ...more }),
    );
    expect(weighed.confusionMatrix).toEqual(plain.confusionMatrix);
    expect(weighed.loss).not.toBe(plain.loss);
    expect(weighed.confusionMatrix.flat().reduce((sum, count) => sum + count)).toBe(300);
  });

  test("takes a data set as well", () => {
    const model = gn.model(small);
    const metrics = ["recall", { type: "topKAccuracy", k: 2, name: "amongTwo" }];
    expect(model.evaluate(gn.dataset({ x, y }), { metrics })).toEqual(
      model.evaluate(x, y, { metrics }),
    );
  });
});

describe("metrics refused", () => {
  const { x, y } = smallData(10);
  const model = gn.model(small);
  const { refused } = watch(gn, model);
  const line = gn.model(regression);
  const yesNo = bare({ input: [2], activation: "sigmoid", loss: "binaryCrossentropy" });
  // What they take for a batch is there from now on.
  model.evaluate(x, y);
  line.evaluate([[1, 2]], [0.5]);
  yesNo.evaluate([[1, 2]], Float32Array.of(0, 1));
  const evaluate = (metrics) => () => model.evaluate(x, y, { metrics });

  test.each(["accuracy", "topKAccuracy", "precision", "recall", "f1", "confusionMatrix"])(
    "%s has no meaning for plain numbers",
    (type) =>
      refused(() => line.evaluate([[1, 2]], [0.5], { metrics: [type] }), {
        Class: ArgumentError,
        says: [type, /no meaning/],
        details: { field: "metrics", value: type },
      }),
  );

  test("topKAccuracy has none for yes and no", () => {
    const run = () =>
      yesNo.evaluate([[1, 2]], Float32Array.of(0, 1), { metrics: ["topKAccuracy"] });
    return refused(run, { Class: ArgumentError, says: [/topKAccuracy/, /one class of several/] });
  });

  test.each([
    ["an unknown name", ["f2"], [/"f2"/, /precision/]],
    ["a name that objects have", ["constructor"], [/"constructor"/]],
    ["something else", [7], [/options of metrics/]],
    ["a k beyond the classes, and the usual one too", ["topKAccuracy"], [/k is 5/, /3 classes/]],
    ["a k of 0", [{ type: "topKAccuracy", k: 0 }], [/k is 0/]],
    ["a k where it says nothing", [{ type: "f1", k: 2 }], [/f1 has no k/]],
    ["two figures of one name", ["f1", "f1"], [/two figures/, /"f1"/]],
    ["the loss's name", [{ type: "f1", name: "loss" }], [/two figures/]],
    ["an unknown option", [{ type: "f1", average: "micro" }], [/average/]],
  ])("%s", (_, metrics, says) => refused(evaluate(metrics), { Class: ArgumentError, says }));

  test("no list", () =>
    refused(evaluate("f1"), { Class: ArgumentError, says: [/metrics/, /a list/] }));
});
