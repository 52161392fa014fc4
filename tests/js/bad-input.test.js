/** Wrong specs, data and weights: each gets its typed error that names the place, and leaves everything as it was. */
import { describe, test } from "@jest/globals";
import { ArgumentError, LimitError, NumericError, ShapeError, load } from "glassnet";
import { small } from "./support/models.js";
import { errorOf, expectRefusal, watch } from "./support/refusal.js";

const gn = await load();
const model = gn.model(small);
const original = model.getWeights();
const poisoned = (values, at, value) => Float32Array.from(values, (v, i) => (i === at ? value : v));
const { refused, unchanged } = watch(gn, model);

describe("a spec that cannot be", () => {
  const layer = (more) => ({ ...small, layers: [{ type: "dense", units: 3, ...more }] });
  const cases = [
    ["no layers", { input: [2] }, ArgumentError, /layers/],
    ["an empty list of layers", { input: [2], layers: [] }, ArgumentError, /layers/],
    ["no input", { layers: small.layers }, ArgumentError, /input/],
    ["an input of size 0", { ...small, input: [0] }, ArgumentError, /input/],
    ["an input that is no list of numbers", { ...small, input: "5" }, ArgumentError, /input/],
    ["an unknown layer", layer({ type: "dens" }), ArgumentError, [/layers\[0\]/, /dens/, /dense/]],
    ["an unknown field", layer({ unitz: 3 }), ArgumentError, [/layers\[0\]/, /unitz/, /units/]],
    ["an unknown field of the model", { ...small, losss: "x" }, ArgumentError, [/losss/, /loss/]],
    [
      "an unknown activation",
      layer({ activation: "rleu" }),
      ArgumentError,
      [/layers\[0\]\.activation/, /rleu/, /relu/],
    ],
    [
      "an unknown loss",
      { ...small, loss: "mse" },
      ArgumentError,
      [/loss/, /mse/, /meanSquaredError/],
    ],
    [
      "an unknown optimizer",
      { ...small, optimizer: "adamm" },
      ArgumentError,
      [/optimizer/, /adamm/, /adam/],
    ],
    [
      "an unknown option of an optimizer",
      { ...small, optimizer: { type: "sgd", lr: 1 } },
      ArgumentError,
      [/optimizer/, /lr/, /learningRate/],
    ],
    [
      "an unknown initializer",
      layer({ kernelInitializer: "he" }),
      ArgumentError,
      [/kernelInitializer/, /heNormal/],
    ],
    [
      "an unknown regularizer",
      layer({ kernelRegularizer: "l3" }),
      ArgumentError,
      [/kernelRegularizer/, /l2/],
    ],
    [
      "an unknown reduction",
      { ...small, loss: { type: "meanSquaredError", reduction: "max" } },
      ArgumentError,
      [/reduction/, /mean/, /sum/],
    ],
    [
      "a missing field",
      { ...small, layers: [{ type: "dense" }] },
      ArgumentError,
      [/layers\[0\]/, /units/],
    ],
    ["units below their range", layer({ units: 0 }), ArgumentError, [/layers\[0\]\.units/, /0/]],
    [
      "units that are no whole number",
      layer({ units: 2.5 }),
      ArgumentError,
      [/layers\[0\]\.units/, /2\.5/],
    ],
    ["units as text", layer({ units: "3" }), ArgumentError, [/layers\[0\]\.units/, /"3"/]],
    ["units that are NaN", layer({ units: NaN }), ArgumentError, /layers\[0\]\.units/],
    [
      "an infinite learning rate",
      { ...small, optimizer: { type: "sgd", learningRate: Infinity } },
      ArgumentError,
      /optimizer\.learningRate/,
    ],
    [
      "a negative learning rate",
      { ...small, optimizer: { type: "sgd", learningRate: -1 } },
      ArgumentError,
      [/optimizer\.learningRate/, /-1/],
    ],
    [
      "a dropout rate of 1",
      { ...small, layers: [{ type: "dropout", rate: 1 }] },
      ArgumentError,
      /layers\[0\]\.rate/,
    ],
    ["a boolean as number", layer({ useBias: 1 }), ArgumentError, /layers\[0\]\.useBias/],
    ["a layer that is text", { ...small, layers: ["dense"] }, ArgumentError, /layers\[0\]/],
    [
      "a layer without a type",
      { ...small, layers: [{ units: 3 }] },
      ArgumentError,
      [/layers\[0\]/, /type/],
    ],
    ["a negative seed", { ...small, seed: -1 }, ArgumentError, /seed/],
    ["a seed that is no whole number", { ...small, seed: 0.5 }, ArgumentError, /seed/],
    [
      "a reshape that does not fit",
      { ...small, layers: [{ type: "reshape", targetShape: [2, 2] }] },
      ShapeError,
      [/reshape/, /5/],
    ],
    [
      "an input that no layer has",
      layer({ inputs: ["nobody"] }),
      ArgumentError,
      [/layers\[0\]\.inputs/, /nobody/],
    ],
    [
      "two layers of one name",
      { ...small, layers: [layer({ name: "a" }).layers[0], layer({ name: "a" }).layers[0]] },
      ArgumentError,
      [/layers\[1\]/, /a/],
    ],
    [
      "units beyond all memory",
      layer({ units: 2147483647 }),
      undefined,
      /layers\[0\]|units|limit|KiB/,
    ],
  ];

  test.each(cases)("%s", async (_, spec, Class, says) => {
    if (Class) return refused(() => gn.model(spec), { Class, says });
    const error = await errorOf(() => gn.model(spec));
    expectRefusal(error, {
      Class: [ArgumentError, LimitError].find((C) => error instanceof C) ?? LimitError,
      says,
    });
    unchanged();
  });

  test.each([[undefined], [null], [7], ["{}"], [[]]])("a spec that is %p", async (spec) => {
    await refused(() => gn.model(spec), { Class: ArgumentError });
  });

  test("the second layer is named by its place and its name", async () => {
    const layers = [small.layers[0], { type: "dense", name: "head", units: 3, activation: "smax" }];
    await refused(() => gn.model({ ...small, layers }), {
      Class: ArgumentError,
      says: [/layers\[1\]\.activation/, /softmax/],
      layer: "head",
    });
  });

  test("a spec that goes in circles, or holds what JSON cannot", async () => {
    const circular = { ...small };
    circular.self = circular;
    await refused(() => gn.model(circular), { Class: ArgumentError });
    await refused(() => gn.model({ ...small, seed: 3n }), { Class: ArgumentError });
  });
});

describe("weights that cannot be set", () => {
  const kernel = original["dense_1.kernel"];
  const cases = [
    [
      "an unknown name",
      { "dense_9.kernel": kernel },
      ArgumentError,
      [/dense_9\.kernel/, /dense_1\.kernel/],
    ],
    [
      "another length",
      { "dense_1.kernel": kernel.slice(1) },
      ShapeError,
      [/dense_1\.kernel/, /34/, /35/],
    ],
    ["NaN", { "dense_1.kernel": poisoned(kernel, 5, NaN) }, NumericError, /dense_1\.kernel/],
    [
      "an infinity",
      { "dense_1.kernel": poisoned(kernel, 5, Infinity) },
      NumericError,
      /dense_1\.kernel/,
    ],
    [
      "a wrong tensor after a right one",
      { "dense_2.bias": [1, 2, 3], "dense_1.kernel": [1] },
      ShapeError,
      /dense_1\.kernel/,
    ],
    [
      "NaN after a right one",
      { "dense_2.bias": [1, 2, 3], "dense_1.kernel": poisoned(kernel, 0, NaN) },
      NumericError,
      /dense_1\.kernel/,
    ],
    ["text", { "dense_2.bias": "abc" }, ArgumentError, /dense_2\.bias/],
    ["nothing", undefined, ArgumentError, /./],
    ["null", null, ArgumentError, /./],
  ];

  test.each(cases)("%s", async (_, weights, Class, says) => {
    await refused(() => model.setWeights(weights), { Class, says });
  });
});
