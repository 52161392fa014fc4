// The page's own arithmetic of one window against the core's numbers, over sizes, strides, padding and dilation.
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { alexNet, leNet5, vgg16 } from "glassnet/networks";
import { properties } from "../../web/labs/digits/properties.js";
import { chainCases } from "./support/chains.js";
import {
  fanIn,
  outputSide,
  readChain,
  rowsOf,
  specOf,
  starts,
  writeChain,
} from "../../web/labs/digits/inside/chain.js";
import { isConvolution, layersOf } from "../../web/labs/digits/inside/layers.js";
import { coverAt, covered } from "../../web/labs/digits/inside/occlusion.js";
import {
  convolve,
  inputGradient,
  placeIn,
  placeOfWeight,
  pool,
  pooledGradient,
  weightGradient,
} from "../../web/labs/digits/inside/window.js";

const gn = await load();

/** Numbers of any size, no two alike. */
const numbers = (count) => Float32Array.from({ length: count }, (_, k) => Math.sin(1.7 * k + 0.3));

function traced(layer, shape) {
  const spec = {
    input: shape,
    layers: [layer, { type: "flatten" }, { type: "dense", units: 3, activation: "softmax" }],
    loss: "categoricalCrossentropy",
    seed: 5,
  };
  const model = gn.model(spec);
  const data = numbers(shape.reduce((a, b) => a * b));
  const trace = model.trace(data, Uint8Array.of(1));
  model.dispose();
  return layersOf(spec, { data, shape }, trace)[0];
}

const expectNear = (ours, core) => expect(Math.abs(ours - core)).toBeLessThan(2e-6);

/** Every [row, col, channel] of a shape. */
const everywhere = ([rows, columns, channels]) =>
  Array.from({ length: rows * columns * channels }, (_, at) => [
    Math.floor(at / channels / columns),
    Math.floor(at / channels) % columns,
    at % channels,
  ]);

const conv = (fields) => ({ type: "conv2d", filters: 3, activation: "tanh", ...fields });
const windows = [
  [conv({ kernelSize: 3 }), [7, 6, 2]],
  [conv({ kernelSize: [2, 4], padding: "same" }), [6, 7, 1]],
  [conv({ kernelSize: 3, strides: [2, 3], padding: "same" }), [8, 7, 2]],
  [conv({ kernelSize: [3, 2], dilationRate: 2 }), [9, 8, 2]],
  [{ type: "depthwiseConv2d", kernelSize: 3, depthMultiplier: 2, padding: "same" }, [5, 6, 2]],
  [{ type: "maxPooling2d", poolSize: 2 }, [6, 7, 2]],
  [{ type: "maxPooling2d", poolSize: 3, strides: 2, padding: "same" }, [6, 7, 2]],
  [{ type: "averagePooling2d", poolSize: [2, 3], strides: 1 }, [5, 6, 2]],
  [{ type: "averagePooling2d", poolSize: 3, strides: 2, padding: "same" }, [6, 5, 2]],
];

describe.each(windows)("%j on %j", (spec, shape) => {
  const layer = traced(spec, shape);

  test("forward: each output is the core's", () => {
    for (const [row, col, k] of everywhere(layer.shape)) {
      const ours = isConvolution(spec.type)
        ? convolve(layer, row, col, k).z
        : pool(layer, row, col, k).a;
      expectNear(ours, layer.z[placeIn(layer, row, col, k)]);
    }
  });

  test("∂L/∂x: each input pixel's is the core's", () => {
    for (const [y, x, c] of everywhere(shape)) {
      const ours = isConvolution(spec.type)
        ? inputGradient(layer, y, x, c).sum
        : pooledGradient(layer, y, x, c);
      expectNear(ours, layer.inputGradient[(y * shape[1] + x) * shape[2] + c]);
    }
  });

  if (isConvolution(spec.type))
    test("∂L/∂w: each weight's is the core's", () => {
      const { shape: sizes, gradient } = layer.parameters.kernel;
      for (let k = 0; k < layer.shape[2]; k++)
        for (const [i, j, c] of everywhere(sizes.slice(0, 3))) {
          const each = spec.type === "depthwiseConv2d" ? sizes[3] : 0;
          if (each && Math.floor(k / each) !== c) continue;
          const { sum } = weightGradient(layer, i, j, c, k);
          expectNear(sum, gradient[placeOfWeight(layer, i, j, c, k)]);
        }
    });
});

test.each(chainCases)("the formulas say what the core counts: %s at %d pixels", (text, side) => {
  const chain = readChain(text);
  expect(writeChain(chain)).toBe(text);
  const outline = gn.summary(specOf(chain, side));
  let [field, jump] = [1, 1];
  for (const row of rowsOf(chain, outline)) {
    const { link, input, output, parameters } = row;
    if (link.kind !== "dense") {
      expect(output[0]).toBe(outputSide(input[0], link));
      field += link.dilation * (link.size - 1) * jump;
      jump *= link.stride;
      expect(row.field).toBe(field);
    }
    expect(parameters).toBe(link.units ? (fanIn(row) + 1) * link.units : 0);
  }
});

test.each([
  ["LeNet-5", leNet5, 61_706],
  ["AlexNet", alexNet, 62_378_344],
  ["VGG-16", vgg16, 138_357_544],
])(
  "%s to begin with has the published count, and the builder's layers",
  (name, build, published) => {
    const { chain, image, colours } = starts[name];
    const outline = gn.summary(specOf(readChain(chain), image, colours));
    expect(outline.parameterCount).toBe(published);
    expect(outline.multiplyAdds).toBe(gn.summary(build()).multiplyAdds);
    expect(properties.chain.parse(chain)).toBe(chain);
  },
);

test("the square covers what it is centred on, cut at the picture's edge", () => {
  expect(coverAt(10, 12, 5)).toEqual({ y: 8, x: 10, height: 5, width: 5 });
  expect(coverAt(0, 27, 5)).toEqual({ y: 0, x: 25, height: 3, width: 3 });
  const picture = new Float32Array(784).fill(1);
  const grey = [...covered(picture, 0, 27, 5).entries()].filter(([, value]) => value !== 1);
  expect(grey.map(([at]) => at)).toEqual([25, 26, 27, 53, 54, 55, 81, 82, 83]);
});
