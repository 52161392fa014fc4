/** What nobody sends by mistake, or only once: names, lists, files and sizes made to break things. */
import { describe, expect, test } from "@jest/globals";
import { ArgumentError, FormatError, LimitError, NumericError, load } from "glassnet";
import { decodeSafetensors, encodeSafetensors } from "../../wasm/safetensors.js";
import { errorOf, expectRefusal, watch } from "./support/refusal.js";
import { regression, small } from "./support/models.js";

const gn = await load();
const model = gn.model(regression);
const { refused } = watch(gn, model);
const sample = [[1, 2]];
const named = (...names) => ({
  ...regression,
  layers: names.map((name) => ({ type: "dense", units: 1, name })),
});

describe("names", () => {
  test("of every sort come back, and are saved", () => {
    const names = ['"\\\n/日\u2028', "__proto__", "optim", "optim.x", "é".repeat(31)];
    const odd = gn.model({ ...named(...names), optimizer: "adam" });
    odd.trainOnBatch(sample, [1]);
    const again = gn.open(odd.save());
    expect(Object.keys(again.getWeights())).toEqual(
      names.flatMap((name) => [`${name}.kernel`, `${name}.bias`]),
    );
    expect(again.getWeights()).toEqual(odd.getWeights());
    expect(again.trainOnBatch(sample, [1])).toEqual(odd.trainOnBatch(sample, [1]));
    for (const one of [odd, again]) one.dispose();
  });

  test("half a surrogate pair is U+FFFD, for C and JavaScript alike", () =>
    refused(() => gn.model(named("\ud800", "\ud801")), {
      Class: ArgumentError,
      says: /called "\ufffd" already/,
    }));

  test("a zero byte does not cut a name short", () =>
    refused(() => gn.model(named("a\0b", "c")), { Class: ArgumentError, says: /without/ }));

  test("a layer called like a state of the optimizer is not saved over it", async () => {
    const names = ["dense", "optim.firstMoment.dense"];
    const odd = gn.model({ ...named(...names), optimizer: "adam" });
    expectRefusal(await errorOf(() => odd.save()), { Class: ArgumentError, says: /another name/ });
    expect(gn.open(odd.save({ optimizer: false })).getWeights()).toEqual(odd.getWeights());
  });

  test("a message does not end a quotation in the middle of a character", async () => {
    const error = await errorOf(() => gn.model({ ...regression, loss: "日本語".repeat(20) }));
    expect(error.message).not.toMatch(/\ufffd/);
  });
});

describe("values", () => {
  const circle = [];
  circle[0] = circle;

  test("a list in a circle is refused", () =>
    refused(() => model.predict(circle), { Class: ArgumentError, says: /deep/ }));

  test("a spec that says it is nothing is refused", () =>
    refused(() => gn.model({ toJSON: () => undefined }), { Class: ArgumentError, says: /object/ }));

  test.each([
    ["scale", { x: sample, scale: 1e300 }],
    ["scale of bytes", { x: Uint8Array.of(1, 2), scale: 1e300 }],
    ["std", { x: sample, std: 1e-40 }],
    ["mean", { x: [[3e38, 1]], mean: [-3e38] }],
  ])("%s that carries x beyond float32 is refused", (_, options) =>
    refused(() => gn.dataset(options), { Class: NumericError, says: /x\[0\]/ }),
  );

  test("weights for samples that have their own in a data set are refused", async () => {
    const data = gn.dataset({ x: sample, y: [1] });
    for (const use of ["evaluate", "trainOnBatch"])
      expectRefusal(await errorOf(() => model[use](data, { sampleWeight: [1] })), {
        Class: ArgumentError,
        says: /gn.dataset/,
      });
    data.dispose();
  });

  test("an output larger than the core's memory is refused, not written past its end", async () => {
    const wide = gn.model({ input: [1], layers: [{ type: "dense", units: 100_000 }] });
    // 4 · 100,000 · 10,740 bytes are 1,032,704 in 32 bits.
    const error = await errorOf(() => wide.predict(new Uint8Array(10_740)));
    expectRefusal(error, { Class: LimitError, says: /smaller pieces/ });
    wide.dispose();
  });

  test("however small the limit, the core starts and says what does not fit", async () => {
    const tiny = await load({ memoryLimit: 1 });
    const error = await errorOf(() => tiny.model(small));
    expectRefusal(error, { Class: LimitError, says: /memoryLimit/ });
  });
});

test.each([
  ["nothing", null],
  ["a number", 5],
  ["no URL", "core.wasm"],
  ["a file that is not there", new URL("file:///nowhere/core.wasm")],
  ["another module", Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)],
])("a core that is %s is an ArgumentError", async (_, wasm) =>
  expectRefusal(await errorOf(() => load({ wasm })), { Class: ArgumentError, says: /^core.wasm/ }),
);

describe("files", () => {
  const one = { shape: [1], data: Float32Array.of(1) };
  const saved = gn.model({ ...regression, optimizer: "adam" }).save();
  const { metadata, tensors } = decodeSafetensors(saved);
  const changed = (change) => {
    const copy = { ...tensors };
    change(copy);
    return encodeSafetensors(copy, metadata);
  };
  const adding = (name) =>
    changed((all) => Object.defineProperty(all, name, { value: one, enumerable: true }));

  test.each(["__proto__", "optim.__proto__.polluted", "optim.__proto__", "optim.constructor.x"])(
    "a tensor %s is no way to the prototypes",
    async (name) => {
      await refused(() => gn.open(adding(name)), { Class: FormatError, says: /no parameter/ });
      expect({}.polluted).toBeUndefined();
    },
  );

  test("a state without one of its tensors is refused", () =>
    refused(() => gn.open(changed((all) => delete all["optim.firstMoment.dense_1.bias"])), {
      Class: FormatError,
      says: /optim.firstMoment.dense_1.bias is missing/,
    }));

  test("a state that was turned is refused", () =>
    refused(
      () =>
        gn.open(
          changed((all) => {
            const name = "optim.firstMoment.dense_1.kernel";
            all[name] = { ...all[name], shape: all[name].shape.toReversed() };
          }),
        ),
      { Class: FormatError, says: /the shape/ },
    ));
});

test("a data set without targets is traced forward", () => {
  const data = gn.dataset({ x: sample });
  expect(model.trace(data)).toEqual(model.trace(sample));
  data.dispose();
});

test("an abort ends a training that waits for its listener", async () => {
  const controller = new AbortController();
  const onProgress = () => {
    setTimeout(() => controller.abort());
    return new Promise(() => {});
  };
  const training = model.fit(sample, [1], { signal: controller.signal, onProgress });
  await expect(training).rejects.toMatchObject({ name: "AbortError" });
  await expect(model.fit(sample, [1])).resolves.toHaveLength(1);
});

test("views upon views upon the input have the gradients that differences give", () => {
  const views = gn.model({
    input: [2, 3],
    layers: [
      { type: "activation", activation: "tanh" },
      { type: "flatten" },
      { type: "reshape", targetShape: [3, 2] },
      { type: "dense", units: 4 },
      { type: "activation", activation: "sigmoid" },
      { type: "activation", activation: "tanh" },
      { type: "reshape", targetShape: [12] },
      { type: "activation", activation: "linear" },
      { type: "dense", units: 3 },
      { type: "flatten" },
      { type: "activation", activation: "softmax" },
    ],
    loss: "categoricalCrossentropy",
  });
  const x = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1];
  expect(views.checkGradients(x, [0, 2]).maxRelativeError).toBeLessThan(5e-3);
});
