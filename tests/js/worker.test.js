/** A worker: the same objects, every method async, the same bits. */
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ArgumentError, CrashError, DisposedError, NumericError, ShapeError, load } from "glassnet";
import { load as loadWorker } from "glassnet/worker";
import { symbolFor } from "../../wasm/symbols.js";
import { inThreadWorker } from "./support/in-thread-worker.js";
import { fnv1a } from "./support/numbers.js";
import { journey } from "./support/journey.js";
import { small, smallData } from "./support/models.js";

const gn = await load();
const { x, y } = smallData(100);
const hash = async (model) => fnv1a(await model.getWeights());
const dropping = {
  ...small,
  layers: [small.layers[0], { type: "dropout", rate: 0.25 }, small.layers[1]],
};

const kinds = {
  "a worker": loadWorker,
  "a worker of the browser's kind": () => loadWorker({ worker: inThreadWorker }),
};

describe.each(Object.entries(kinds))("%s", (_, start) => {
  let worker;
  beforeAll(async () => {
    worker = await start();
  });
  afterAll(() => worker.terminate());

  test("arrives at the same bits", async () => {
    expect(await journey(worker, dropping)).toBe(await journey(gn, dropping));
  });

  test("has the same objects, every method async, with the same answers", async () => {
    const [here, there] = [gn.model(small), await worker.model(small)];
    expect(worker.features).toEqual(gn.features);
    expect(worker.schema).toEqual(gn.schema);
    for (const [method, ...args] of [
      ["predict", x],
      ["evaluate", x, y],
      ["evaluate", x, y, { metrics: ["f1", "confusionMatrix"] }],
      ["trainOnBatch", x, y],
      ["gradients", x, y],
      ["trace", x, y, { training: true }],
      ["checkGradients", x, y],
      ["getWeights"],
      ["summary"],
      ["save"],
    ]) {
      const answer = there[method](...args);
      expect(answer).toBeInstanceOf(Promise);
      expect(await answer).toEqual(here[method](...args));
    }
    expect(there.spec).toEqual(here.spec);
    expect(there.parameterCount).toBe(here.parameterCount);
    expect(there.outputShape).toEqual(here.outputShape);
  });

  test("leaves the caller's arrays where they are", async () => {
    const mine = x.slice();
    const model = await worker.model(small);
    await model.fit(mine, y);
    await model.predict(mine);
    expect(mine).toEqual(x);
  });

  test("trains as an async iterable with progress, and stops when it is told to", async () => {
    const model = await worker.model(small);
    const controller = new AbortController();
    const reports = [];
    const epochs = [];
    const run = async () => {
      const options = {
        epochs: 1000,
        signal: controller.signal,
        onProgress: (report) => reports.push(report),
      };
      for await (const { epoch } of model.train(x, y, options)) {
        epochs.push(epoch);
        if (epoch === 3) controller.abort();
      }
    };
    const error = await run().then(
      () => null,
      (e) => e,
    );
    expect(error).toBeInstanceOf(DOMException);
    expect(error.name).toBe("AbortError");
    expect(epochs).toEqual([1, 2, 3]);
    expect(reports.length).toBeGreaterThan(0);
    expect(await model.fit(x, y)).toHaveLength(1);
  });

  test("goes on answering while it trains", async () => {
    const model = await worker.model(small);
    const other = await worker.model({ ...small, seed: 2 });
    const controller = new AbortController();
    const training = model
      .fit(x, y, { epochs: 100_000, signal: controller.signal })
      .catch((error) => error);
    expect(await other.predict(x)).toEqual(gn.model({ ...small, seed: 2 }).predict(x));
    controller.abort();
    expect((await training).name).toBe("AbortError");
  });

  test("sends the errors over as they are", async () => {
    const spec = { ...small, layers: [{ type: "dense", units: 3, activation: "smax" }] };
    const here = (() => {
      try {
        return gn.model(spec);
      } catch (error) {
        return error;
      }
    })();
    const there = await worker.model(spec).catch((error) => error);
    expect(there).toBeInstanceOf(ArgumentError);
    expect(there.toJSON()).toEqual(here.toJSON());
    const model = await worker.model(small);
    await expect(model.predict(x.slice(1))).rejects.toBeInstanceOf(ShapeError);
    await model.dispose();
    await model.dispose();
    await expect(model.predict(x)).rejects.toBeInstanceOf(DisposedError);
  });

  test("opens what the thread has saved, and the other way round", async () => {
    const here = gn.model(small);
    await here.fit(x, y);
    const there = await worker.open(here.save());
    expect(await hash(there)).toBe(await hash(here));
    for (const model of [here, there]) await model.fit(x, y, { epochs: 2 });
    expect(await hash(gn.open(await there.save()))).toBe(await hash(here));
  });

  test("an error thrown by onProgress comes out of fit", async () => {
    const model = await worker.model(small);
    const onProgress = () => {
      throw new RangeError("mine");
    };
    const options = { epochs: 100_000, onProgress };
    expect(await model.fit(x, y, options).catch((error) => error)).toEqual(new RangeError("mine"));
  });

  test("waits for a promise that onProgress returns: so it can be paused", async () => {
    const model = await worker.model(small);
    let during;
    const onProgress = async ({ epoch }) => {
      if (epoch !== 2) return;
      const before = await hash(model); // the worker answers while it waits
      await new Promise((resolve) => setTimeout(resolve, 50));
      during = (await hash(model)) === before;
    };
    await model.fit(x, y, { epochs: 3, batchSize: 32, onProgress });
    expect(during).toBe(true);
    const straight = gn.model(small);
    await straight.fit(x, y, { epochs: 3, batchSize: 32 });
    expect(await hash(model)).toBe(await hash(straight));
  });

  test("tells a NumericError with its epoch, batch and layer", async () => {
    const wild = {
      ...small,
      loss: "meanSquaredError",
      optimizer: { type: "sgd", learningRate: 1e6 },
    };
    const layers = [{ type: "dense", units: 3 }];
    const model = await worker.model({ ...wild, layers });
    const error = await model.fit(x, y, { epochs: 50 }).catch((caught) => caught);
    expect(error).toBeInstanceOf(NumericError);
    expect(error.layer).toBe("dense_1");
    expect(error.details.epoch).toBeGreaterThanOrEqual(1);
    expect(error.details.batch).toBeGreaterThanOrEqual(1);
  });

  test("counts its own memory", async () => {
    const before = await worker.memory();
    const model = await worker.model(small);
    expect((await worker.memory()).models).toBe(before.models + 1);
    await model.dispose();
    expect((await worker.memory()).models).toBe(before.models);
  });
});

test("what load() gave takes its worker along when it is disposed of, and what it had made", async () => {
  const file = new URL("../../dist/worker-host.js", import.meta.url);
  const thread = new Worker(file);
  const ended = new Promise((resolve) => thread.on("exit", resolve));
  const doomed = await loadWorker({ worker: () => thread });
  const model = await doomed.model(small);
  const answer = model.predict(x);
  const training = model.fit(x, y, { epochs: 100_000 }).catch((error) => error);
  await doomed[symbolFor("asyncDispose")](); // as `await using` does at the end of its block
  await ended;
  expect(await answer).toEqual(gn.model(small).predict(x)); // asked for before
  for (const late of [training, model.predict(x), doomed.memory()])
    expect(await late.catch((error) => error)).toBeInstanceOf(DisposedError);
  for (const one of [model, doomed]) await one.dispose(); // quietly: there is nothing left
});

test("a worker ends when it is told to, and says so to whoever still waits", async () => {
  const doomed = await loadWorker();
  const model = await doomed.model(small);
  const training = model.fit(x, y, { epochs: 100_000 }).catch((error) => error);
  await doomed.memory();
  doomed.terminate();
  expect(await training).toBeInstanceOf(CrashError);
  expect(await model.predict(x).catch((error) => error)).toBeInstanceOf(CrashError);
  for (const one of [model, doomed]) await one.dispose(); // quietly: there is nothing left
});
