/** Wrong data and options: each gets its typed error that names the place, and leaves everything as it was. */
import { describe, test } from "@jest/globals";
import { ArgumentError, NumericError, ShapeError, load } from "glassnet";
import { numbers } from "./support/numbers.js";
import { small, smallData } from "./support/models.js";
import { errorOf, expectRefusal, watch } from "./support/refusal.js";

const gn = await load();
const { x, y } = smallData(10);
const model = gn.model(small);
const poisoned = (values, at, value) => Float32Array.from(values, (v, i) => (i === at ? value : v));
const { refused, unchanged, now } = watch(gn, model);

describe("data that do not fit", () => {
  const calls = {
    predict: (badX) => model.predict(badX),
    evaluate: (badX) => model.evaluate(badX, y),
    trainOnBatch: (badX) => model.trainOnBatch(badX, y),
    gradients: (badX) => model.gradients(badX, y),
    trace: (badX) => model.trace(badX, y),
    checkGradients: (badX) => model.checkGradients(badX, y),
    fit: (badX) => model.fit(badX, y),
  };

  test.each(Object.entries(calls))(
    "%s refuses an x that is no multiple of a sample",
    async (_, call) => {
      await refused(() => call(x.slice(0, 48)), { Class: ShapeError, says: [/\bx\b/, /48/, /5/] });
    },
  );

  test.each(Object.entries(calls))("%s refuses an empty x", async (_, call) => {
    await refused(() => call(new Float32Array(0)), { Class: ShapeError, says: /\bx\b/ });
  });

  test.each([NaN, Infinity, -Infinity])("%p in x, and says where", async (value) => {
    for (const call of Object.values(calls)) {
      await refused(() => call(poisoned(x, 13, value)), {
        Class: NumericError,
        says: [/\bx\b/, /13/],
      });
    }
  });

  test.each([NaN, Infinity])("%p in y, and says where", async (value) => {
    const targets = new Float32Array(30);
    await refused(() => model.trainOnBatch(x, poisoned(targets, 7, value)), {
      Class: NumericError,
      says: [/\by\b/, /7/],
    });
    await refused(() => model.trainOnBatch(x, [...poisoned(targets, 7, value)]), {
      Class: NumericError,
      says: [/\by\b/, /7/],
    });
  });

  test("numbers that are too large for float32", async () => {
    await refused(() => model.predict(Float64Array.from(x, (v, i) => (i === 4 ? 1e300 : v))), {
      Class: NumericError,
      says: [/\bx\b/, /4/],
    });
  });

  test.each([
    ["text", ["a", "b", "c", "d", "e"]],
    ["null", null],
    ["a list among numbers", [1, 2, [3], 4, 5]],
    ["a number", 5],
    ["an object", { length: 5 }],
    ["undefined", undefined],
    ["BigInts", new BigInt64Array(5)],
  ])("x that is %s", async (_, bad) => {
    await refused(() => model.predict(bad), { Class: ArgumentError, says: /\bx\b/ });
  });

  test("rows of different lengths", async () => {
    await refused(
      () =>
        model.predict([
          [1, 2, 3, 4, 5],
          [1, 2, 3],
        ]),
      { Class: ShapeError, says: /\bx\b/ },
    );
  });

  test("nested rows of another shape than the input", async () => {
    const error = await errorOf(() =>
      model.predict([
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
        [1, 2, 3],
        [4, 5, 6],
      ]),
    );
    expectRefusal(error, { Class: ShapeError, says: /\bx\b/ });
  });

  test("labels out of range", async () => {
    await refused(() => model.trainOnBatch(x, poisoned(y, 3, 3)), {
      Class: ShapeError,
      says: /\by\b/,
    }); // ten floats are no targets
    await refused(
      () =>
        model.trainOnBatch(
          x,
          Uint8Array.from(y, (v, i) => (i === 3 ? 3 : v)),
        ),
      { Class: ArgumentError, says: [/y\[3\]/, /3/, /2/] },
    );
    await refused(
      () =>
        model.evaluate(
          x,
          Int32Array.from(y, (v, i) => (i === 4 ? -1 : v)),
        ),
      { Class: ArgumentError, says: [/y\[4\]/, /-1/] },
    );
    await refused(() => model.fit(x, [...y.slice(0, 9), 1.5]), {
      Class: ShapeError,
      says: /\by\b/,
    });
  });

  test("targets for another number of samples", async () => {
    await refused(() => model.trainOnBatch(x, y.slice(0, 9)), {
      Class: ShapeError,
      says: [/\by\b/, /9/, /10/],
    });
    await refused(() => model.fit(x, new Float32Array(31)), {
      Class: ShapeError,
      says: [/\by\b/, /31/],
    });
  });

  test("no targets", async () => {
    await refused(() => model.trainOnBatch(x), { Class: ArgumentError, says: /\by\b/ });
    const data = gn.dataset({ x });
    now();
    await refused(() => model.trainOnBatch(data), { Class: ShapeError, says: /\by\b/ });
    data.dispose();
  });

  test("weights of samples: too few, negative, not finite", async () => {
    const train = (sampleWeight) => () => model.trainOnBatch(x, y, { sampleWeight });
    await refused(train(new Float32Array(9).fill(1)), {
      Class: ShapeError,
      says: [/sampleWeight/, /9/, /10/],
    });
    await refused(train(poisoned(new Float32Array(10), 2, -1)), {
      Class: ArgumentError,
      says: [/sampleWeight/, /2/],
    });
    await refused(train(poisoned(new Float32Array(10), 2, NaN)), {
      Class: NumericError,
      says: [/sampleWeight/, /2/],
    });
  });
});

describe("data sets that cannot be", () => {
  const cases = [
    ["no x", {}, ArgumentError, /\bx\b/],
    ["NaN in x", { x: poisoned(x, 3, NaN), y }, NumericError, [/\bx\b/, /3/]],
    ["a std of zero", { x, y, std: 0 }, ArgumentError, /std/],
    ["a NaN among the means", { x, y, mean: [0, 0, NaN, 0, 0] }, NumericError, [/mean/, /2/]],
    ["a scale that is not finite", { x, y, scale: NaN }, undefined, /scale/],
    ["an unknown option", { x, y, skale: 2 }, ArgumentError, [/skale/, /scale/]],
  ];

  test.each(cases)("%s", async (_, parts, Class, says) => {
    const error = await errorOf(() => gn.dataset(parts));
    expectRefusal(error, {
      Class: Class ?? [ArgumentError, NumericError].find((C) => error instanceof C),
      says,
    });
    unchanged();
  });

  test("a data set for another model, when it is used", async () => {
    const data = gn.dataset({ x: numbers(12), y: Uint8Array.of(0, 1, 2) });
    now();
    await refused(() => model.fit(data), { Class: ShapeError, says: [/12/, /5/] });
    data.dispose();
  });

  test("y beside a data set, which has its own", async () => {
    const data = gn.dataset({ x, y });
    now();
    await refused(() => model.evaluate(data, y), { Class: ArgumentError });
    data.dispose();
  });
});

describe("options of training that cannot be", () => {
  const cases = [
    [{ epochs: 0.5 }, /epochs/],
    [{ epochs: -1 }, /epochs/],
    [{ epochs: "3" }, /epochs/],
    [{ batchSize: 0 }, /batchSize/],
    [{ batchSize: 2.5 }, /batchSize/],
    [{ batchSize: NaN }, /batchSize/],
    [{ shuffle: "yes" }, /shuffle/],
    [{ batchsize: 3 }, /batchSize/],
    [{ onProgress: 3 }, /onProgress/],
    [{ signal: {} }, /signal/],
    [{ validation: [] }, /validation/],
    [{ earlyStopping: { monitor: "lossy" } }, [/monitor/, /lossy/]],
    [{ earlyStopping: { monitor: "loss", patience: -1 } }, /patience/],
    [{ earlyStopping: { monitor: "validationLoss" } }, /validation/],
  ];

  test.each(cases)("%p", async (options, says) => {
    await refused(() => model.fit(x, y, options), { Class: ArgumentError, says });
  });

  test("a validation set of the wrong shape is refused before anything is trained", async () => {
    await refused(() => model.fit(x, y, { validation: { x: x.slice(0, 7), y } }), {
      Class: ShapeError,
      says: /7/,
    });
  });

  test.each([0, -1, NaN, 2])("an epsilon of %p for the gradient check", async (epsilon) => {
    await refused(() => model.checkGradients(x, y, { epsilon }), {
      Class: ArgumentError,
      says: /epsilon/,
    });
  });

  test("a seed that is none", async () => {
    for (const seed of [-1, 1.5, NaN, "7", 2 ** 60])
      await refused(() => model.reset(seed), { Class: ArgumentError, says: /seed/ });
  });

  test.each([
    [{ memoryLimit: -1 }],
    [{ memoryLimit: "1 GB" }],
    [{ memoryLimit: NaN }],
    [{ wasm: 3 }],
    [{ unknown: 1 }],
  ])("load(%p)", async (options) => {
    expectRefusal(await errorOf(() => load(options)), {
      Class: ArgumentError,
      says: new RegExp(Object.keys(options)[0]),
    });
  });
});
