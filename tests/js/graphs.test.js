/** Layers that join branches: what they compute, what they refuse, and the gradients of whole graphs. */
import { describe, expect, test } from "@jest/globals";
import { ArgumentError, LimitError, load, ShapeError } from "glassnet";
import { numbers } from "./support/numbers.js";
import { errorOf, expectRefusal } from "./support/refusal.js";

const gn = await load();
const dense = (units, more = {}) => ({ type: "dense", units, activation: "tanh", ...more });
const merge = (type, inputs, more = {}) => ({ type, inputs, ...more });

/** The output of layers without weights, for one sample. */
function output(input, layers, x) {
  const model = gn.model({ input, layers });
  const [shape, values] = [model.outputShape, Array.from(model.predict(Float32Array.from(x)))];
  model.dispose();
  return { shape, values };
}

describe("what they compute", () => {
  const double = { type: "add", inputs: ["input", "input"], name: "double" };

  test("add takes the same tensor twice, and up to eight", () => {
    expect(output([3], [double], [1, 2, 3]).values).toEqual([2, 4, 6]);
    const eight = merge("add", Array(8).fill("input"));
    expect(output([3], [eight], [1, 2, -3]).values).toEqual([8, 16, -24]);
  });

  test("multiply multiplies element by element", () => {
    const layers = [double, merge("multiply", ["input", "double", "input"])];
    expect(output([3], layers, [1, 2, -3]).values).toEqual([2, 16, -54]);
  });

  test.each([
    [-1, [2, 6], [1, 2, 3, 2, 4, 6, 4, 5, 6, 8, 10, 12]],
    [2, [2, 6], [1, 2, 3, 2, 4, 6, 4, 5, 6, 8, 10, 12]],
    [-2, [4, 3], [1, 2, 3, 4, 5, 6, 2, 4, 6, 8, 10, 12]],
    [1, [4, 3], [1, 2, 3, 4, 5, 6, 2, 4, 6, 8, 10, 12]],
  ])("concatenate joins along axis %i", (axis, shape, values) => {
    const layers = [double, merge("concatenate", ["input", "double"], { axis })];
    expect(output([2, 3], layers, [1, 2, 3, 4, 5, 6])).toEqual({ shape, values });
  });

  test("concatenate joins tensors of unlike sizes", () => {
    const layers = [
      { type: "reshape", targetShape: [2, 1], name: "narrow", inputs: "input" },
      { type: "reshape", targetShape: [2, 1, 1], name: "image" },
      { type: "zeroPadding2d", padding: [0, 0, 1, 1] },
      { type: "reshape", targetShape: [2, 3] },
      merge("concatenate", ["reshape_3", "narrow"]),
    ];
    expect(output([2], layers, [5, 7]).values).toEqual([0, 5, 0, 5, 0, 7, 0, 7]);
  });

  test.each([
    [1, [4, 3, 1], [0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0]],
    [
      [0, 1],
      [2, 3, 1],
      [0, 1, 0, 0, 2, 0],
    ],
    [
      [1, 0, 0, 2],
      [3, 3, 1],
      [0, 0, 0, 1, 0, 0, 2, 0, 0],
    ],
    [0, [2, 1, 1], [1, 2]],
  ])("zeroPadding2d of %j frames an image", (padding, shape, values) => {
    expect(output([2, 1, 1], [{ type: "zeroPadding2d", padding }], [1, 2])).toEqual({
      shape,
      values,
    });
  });
});

describe("what they refuse", () => {
  const refused = async (input, layers, wanted) =>
    expectRefusal(await errorOf(() => gn.model({ input, layers })), wanted);

  test.each(["add", "multiply"])("%s takes tensors of one shape", (type) =>
    refused([3], [dense(4), merge(type, ["input", "dense_1"])], {
      Class: ShapeError,
      layer: `${type}_1`,
      says: /\[3\].*\[4\].*same shape/,
    }),
  );

  test.each(["add", "multiply", "concatenate"])("%s takes at least two tensors", (type) =>
    refused([3], [{ type }], { Class: ArgumentError, layer: `${type}_1`, says: /2 to 8/ }),
  );

  test.each([0, 3, -3, 5])("concatenate knows no axis %i of two", (axis) =>
    refused([3, 3], [merge("concatenate", ["input", "input"], { axis })], {
      Class: ArgumentError,
      layer: "concatenate_1",
      says: [/axis/, /0 is the batch/, /from 1 to 2/],
    }),
  );

  test("concatenate says which sizes differ", () =>
    refused([2, 3], [dense(4), merge("concatenate", ["input", "dense_1"], { axis: 1 })], {
      Class: ShapeError,
      layer: "concatenate_1",
      says: /\[2, 3\].*\[2, 4\]/,
    }));

  test("concatenate says so when the result is too large", () =>
    refused(
      [2 ** 14, 2 ** 14],
      [{ type: "flatten" }, merge("concatenate", Array(8).fill("flatten_1"))],
      {
        Class: LimitError,
        layer: "concatenate_1",
      },
    ));

  test("zeroPadding2d takes images", () =>
    refused([4, 4], [{ type: "zeroPadding2d" }], { Class: ShapeError, layer: "zeroPadding2d_1" }));

  test("zeroPadding2d takes one, two or four numbers", () =>
    refused([4, 4, 1], [{ type: "zeroPadding2d", padding: [1, 2, 3] }], {
      Class: ArgumentError,
      layer: "zeroPadding2d_1",
      says: /top, bottom, left, right/,
    }));
});

describe("backpropagation through graphs agrees with differences", () => {
  const graphs = {
    "a residual block": [
      dense(6, { name: "in" }),
      dense(6),
      dense(6, { name: "out" }),
      merge("add", ["in", "out"]),
      dense(2),
    ],
    "an inception block": [
      dense(6, { name: "in" }),
      dense(2, { name: "a", inputs: "in" }),
      dense(3, { inputs: "in" }),
      dense(4, { name: "b" }),
      merge("concatenate", ["a", "in", "b"]),
      dense(2),
    ],
    "a dense block": [
      dense(3, { name: "one" }),
      merge("concatenate", ["input", "one"]),
      dense(3, { name: "two" }),
      merge("concatenate", ["input", "one", "two"]),
      dense(3),
      merge("concatenate", ["input", "one", "two", "dense_3"]),
      dense(2),
    ],
    "a gate, and a tensor merged with itself": [
      dense(4, { name: "value" }),
      dense(4, { name: "gate", inputs: "input", activation: "sigmoid" }),
      merge("multiply", ["value", "gate"]),
      merge("add", ["multiply_1", "multiply_1", "value"]),
      merge("multiply", ["add_1", "add_1"]),
      dense(2),
    ],
    "views of two tensors, merged along either axis": [
      dense(8, { name: "eight" }),
      dense(12, { name: "twelve", inputs: "input" }),
      { type: "reshape", targetShape: [2, 4], inputs: "eight" },
      { type: "reshape", targetShape: [3, 4], inputs: "twelve" },
      merge("concatenate", ["reshape_1", "reshape_2"], { axis: 1 }),
      { type: "flatten", name: "all" },
      { type: "flatten", name: "flat", inputs: "twelve" },
      merge("concatenate", ["flat", "all"]),
      dense(2),
    ],
  };

  test.each(Object.entries(graphs))("%s", (_, layers) => {
    const model = gn.model({ input: [5], layers, loss: "meanSquaredError", seed: 4 });
    const [x, y] = [numbers(35, { seed: 3 }), numbers(14, { seed: 6 })];
    const { maxRelativeError } = model.checkGradients(x, y, { epsilon: 0.03 });
    model.dispose();
    expect(maxRelativeError).toBeLessThan(1e-3);
  });
});
