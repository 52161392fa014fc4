/** The gradient check over the whole registry: a kind that is registered is met here unasked. */
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { TOLERANCE, checkGradients, dense, throughLayer } from "./support/differences.js";
import { numbers } from "./support/numbers.js";

const gn = await load();

/** A threshold's gradient is a convention, not a derivative: `sign` passes it on, so a difference cannot confirm it. */
const conventions = ["sign"];

const typesOf = (family) => gn.schema[family].kinds.map(({ type }) => type);
const signs = (count) => numbers(count, { seed: 8 }).map((v) => (v >= 0 ? 1 : -1));

/** The largest error, which is that of no parameter less. */
function check(...given) {
  const { maxRelativeError, parameters } = checkGradients(gn, ...given);
  expect(maxRelativeError).toBe(Math.max(...parameters.map((p) => p.relativeError)));
  return maxRelativeError;
}

describe("backpropagation agrees with differences", () => {
  test.each(typesOf("layers"))("through the layer %s", (type) => {
    const spec = throughLayer(gn, type);
    expect(check(spec, 3, undefined, { epsilon: 0.03 })).toBeLessThan(TOLERANCE);
  });

  test.each(typesOf("activations").filter((type) => !conventions.includes(type)))(
    "through the activation %s",
    (type) => {
      expect(check({ input: [3], layers: [dense(5, type), dense(2)] }, 7)).toBeLessThan(TOLERANCE);
    },
  );

  const targets = {
    binaryCrossentropy: ["sigmoid", "bits"],
    categoricalCrossentropy: ["softmax", "bits"],
    perceptron: ["linear", "signs"],
  };
  test.each(typesOf("losses"))("from the loss %s, as mean and as sum", (type) => {
    const [activation, form] = targets[type] ?? ["tanh", "numbers"];
    const bits = Uint8Array.from({ length: 7 }, (_, i) => i % 3);
    const oneHot = Float32Array.from({ length: 21 }, (_, k) =>
      Number(bits[Math.floor(k / 3)] === k % 3),
    );
    const y = { bits: oneHot, signs: signs(21), numbers: undefined }[form];
    for (const reduction of ["mean", "sum"]) {
      const spec = {
        input: [4],
        layers: [dense(5, "tanh"), dense(3, activation)],
        loss: { type, reduction },
      };
      expect(check(spec, 7, y)).toBeLessThan(TOLERANCE);
    }
  });

  test.each(typesOf("regularizers"))("with the regularizer %s", (type) => {
    const more = { kernelRegularizer: type, biasRegularizer: type };
    expect(
      check({ input: [3], layers: [dense(4, "tanh", more), dense(2, "linear", more)] }, 5),
    ).toBeLessThan(TOLERANCE);
  });

  test("through a network of everything at once", () => {
    const layers = [
      dense(6, "tanh"),
      { type: "reshape", targetShape: [4, 3, 6] },
      dense(5, "silu", { useBias: false }),
      { type: "flatten" },
      dense(7, "gelu", { kernelRegularizer: "l2" }),
      { type: "dropout", rate: 0.4 },
      { type: "activation", activation: "softplus" },
      dense(3, "softmax"),
    ];
    const y = Uint8Array.from({ length: 5 }, (_, i) => i % 3);
    const spec = {
      input: [2, 6, 1],
      layers: [{ type: "reshape", targetShape: [12, 1] }, ...layers],
      loss: "categoricalCrossentropy",
    };
    expect(check(spec, 5, y, { epsilon: 0.03 })).toBeLessThan(TOLERANCE);
  });
});

describe("the check finds what is wrong", () => {
  test("sign's passed-on gradient is not the derivative, and shows", () => {
    expect(check({ input: [3], layers: [dense(5, "sign"), dense(2)] }, 7)).toBeGreaterThan(0.1);
  });

  test("each parameter has its analytic and its numeric derivative, named by tensor and index", () => {
    const model = gn.model({ input: [3], layers: [dense(2)], loss: "meanSquaredError", seed: 1 });
    const [x, y] = [numbers(9), numbers(6)];
    const { gradients } = model.gradients(x, y);
    const { parameters } = model.checkGradients(x, y, { epsilon: 1e-2 });
    expect(parameters).toHaveLength(8);
    for (const { name, index, analytic, numeric } of parameters) {
      expect(analytic).toBe(gradients[name][index]);
      expect(Math.abs(numeric - analytic)).toBeLessThan(1e-3 * Math.max(1, Math.abs(analytic)));
    }
  });

  test("where every gradient is 0, nothing is off", () => {
    const layers = [{ ...dense(2), useBias: false }];
    const model = gn.model({ input: [3], layers, loss: "meanSquaredError" });
    expect(model.checkGradients(new Float32Array(3), [0, 0]).maxRelativeError).toBe(0);
  });

  test("in training mode dropout draws the same units for each difference", () => {
    const layers = [dense(8, "tanh"), { type: "dropout", rate: 0.5 }, dense(2)];
    const model = gn.model({ input: [3], layers, loss: "meanSquaredError", seed: 1 });
    const { maxRelativeError } = model.checkGradients(numbers(15), numbers(10), { training: true });
    expect(maxRelativeError).toBeLessThan(TOLERANCE);
  });
});
