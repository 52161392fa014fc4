/**
 * What the package does in a page, where Node's own means are not there: the platform's streams, fetch, Worker and channels in
 * their place. tests/e2e and tests/consumers run it in browsers; here each way is seen by itself.
 */
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { ArgumentError, CrashError, load } from "glassnet";
import { load as loadWorker } from "glassnet/worker";
import { breathe } from "../../wasm/breathe.js";
import { chooseBuild } from "../../wasm/builds.js";
import { symbolFor } from "../../wasm/symbols.js";
import { OutOfMemoryError } from "../../wasm/errors.js";
import { startTeam } from "../../wasm/team.js";
import { serve } from "../e2e/support/server.js";
import { inThreadWorker } from "./support/in-thread-worker.js";
import { small, smallData } from "./support/models.js";
import { errorOf } from "./support/refusal.js";

const { x, y } = smallData(20);
const expected = (await load()).model(small).predict(x);
const predicts = (gn) => expect(gn.model(small).predict(x)).toEqual(expected);

/** Properties of the global object, or of another, for one test. */
const undo = [];
function replace(name, value, of = globalThis) {
  const descriptor = Object.getOwnPropertyDescriptor(of, name);
  undo.push(() => {
    if (descriptor) Object.defineProperty(of, name, descriptor);
    else delete of[name];
  });
  Object.defineProperty(of, name, { value, configurable: true, writable: true });
}
afterEach(() => {
  while (undo.length > 0) undo.pop()();
});

describe("core.wasm", () => {
  let server;
  beforeAll(async () => (server = await serve("dist")));
  afterAll(() => server.close());

  test("is inflated by the platform's streams", async () => {
    replace("process", undefined);
    predicts(await load());
  });

  test("is read by the engine's own base64 where it has one", async () => {
    const read = jest.fn((text) => new Uint8Array(Buffer.from(text, "base64")));
    replace("fromBase64", read, Uint8Array);
    replace("process", undefined);
    predicts(await load());
    expect(read).toHaveBeenCalled();
  });

  test("is the build that was asked for, as far as engine and page have what it takes", () => {
    const names = ["core", "fast", "threads", "fast-threads"];
    const builds = Object.fromEntries(names.map((name) => [name, () => name]));
    const chosen = () =>
      [true, false].flatMap((fast) =>
        [1, 2].map((threads) => chooseBuild(builds, { fast, threads })),
      );
    replace("validate", () => true, WebAssembly);
    expect(chosen()).toEqual(["fast", "fast-threads", "core", "threads"]);
    replace("crossOriginIsolated", false);
    expect(chosen()).toEqual(["fast", "fast", "core", "core"]);
    replace("validate", () => false, WebAssembly);
    expect(chosen()).toEqual(["core", "core", "core", "core"]);
    replace("crossOriginIsolated", true);
    expect(chosen()).toEqual(["core", "threads", "core", "threads"]);
  });

  test("comes from a URL, as text or not, from a response, from bytes or compiled", async () => {
    const url = new URL("core.wasm", server.url);
    const bytes = await (await fetch(url)).arrayBuffer();
    const sources = [url, url.href, await fetch(url), bytes, await WebAssembly.compile(bytes)];
    for (const wasm of sources) predicts(await load({ wasm }));
    replace("location", { href: server.url });
    predicts(await load({ wasm: "core.wasm" }));
  });

  test("that is not there is told with its address", async () => {
    const error = await errorOf(() => load({ wasm: `${server.url}none.wasm` }));
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.message).toMatch(/none\.wasm answered 404/);
    const closed = await errorOf(() => load({ wasm: "http://127.0.0.1:1/core.wasm" }));
    expect(closed).toBeInstanceOf(ArgumentError);
    expect(closed.message).toMatch(/core\.wasm cannot be read: fetch failed/);
  });
});

test("the thread is given back by a channel", async () => {
  replace("setImmediate", undefined);
  let hasHappened = false;
  setTimeout(() => (hasHappened = true), 0);
  while (!hasHappened) await breathe();
});

test("a symbol that the engine lacks is the one that compilers look for", () => {
  expect(symbolFor("iterator")).toBe(Symbol.iterator);
  expect(symbolFor("dispose")).toBe(Symbol.dispose ?? Symbol.for("Symbol.dispose"));
  expect(symbolFor("ofLater")).toBe(Symbol.for("Symbol.ofLater"));
});

/** A class Worker that starts nothing: what it was asked for, and what its workers hear. */
function workersOf(make) {
  const started = [];
  replace(
    "Worker",
    class {
      constructor(url, options) {
        started.push({ url: String(url), options });
        return make();
      }
    },
  );
  return started;
}

describe("a worker", () => {
  test("is a module beside the package, or where the caller says", async () => {
    const started = workersOf(inThreadWorker);
    const model = await (await loadWorker()).model(small);
    expect(await model.predict(x)).toEqual(expected);
    await loadWorker({ worker: "https://example.org/mine.js" });
    expect(started[0].url).toMatch(/\/worker-host\.js$/);
    expect(started[1].url).toBe("https://example.org/mine.js");
    for (const { options } of started) expect(options).toEqual({ type: "module" });
  });

  test.each([
    ["with a message", { message: "no such script" }, /the worker failed: no such script/],
    ["without one", "an event", /the worker failed: an event/],
  ])("that does not start, %s, is told", async (_, event, says) => {
    const addEventListener = (type, heard) => type === "error" && setTimeout(() => heard(event));
    workersOf(() => ({ addEventListener, postMessage() {}, terminate() {} }));
    const error = await errorOf(loadWorker);
    expect(error).toBeInstanceOf(CrashError);
    expect(error.message).toMatch(says);
  });

  test("that says something nobody asked for is not heard", async () => {
    let hear;
    const worker = inThreadWorker();
    const addEventListener = (type, heard) => {
      worker.addEventListener(type, heard);
      if (type === "message") hear = heard;
    };
    const gn = await loadWorker({ worker: () => ({ ...worker, addEventListener }) });
    hear({ data: { id: 12345, value: "what?" } });
    expect((await gn.memory()).models).toBeGreaterThanOrEqual(0);
  });

  test("trains to the end in a loop, and not at all with a signal aborted before", async () => {
    const gn = await loadWorker({ worker: inThreadWorker });
    const model = await gn.model(small);
    const epochs = [];
    for await (const { epoch } of model.train(x, y, { epochs: 3 })) epochs.push(epoch);
    expect(epochs).toEqual([1, 2, 3]);
    const error = await errorOf(() => model.fit(x, y, { signal: AbortSignal.abort() }));
    expect(error.name).toBe("AbortError");
    expect(model.steps).toBe(3);
  });

  test("whose listener throws ends the loop with that", async () => {
    const gn = await loadWorker({ worker: inThreadWorker });
    const model = await gn.model(small);
    const onProgress = () => {
      throw new RangeError("mine");
    };
    const loop = async () => {
      for await (const _ of model.train(x, y, { epochs: 1000, onProgress }));
    };
    expect(await errorOf(loop)).toEqual(new RangeError("mine"));
  });
});

describe("a thread", () => {
  const ready = () => {
    let heard;
    return {
      addEventListener: (type, listener) => type === "message" && (heard = listener),
      postMessage: (member) => {
        ready.member = member;
        setTimeout(heard);
      },
      terminate: () => (ready.ended = true),
    };
  };

  test("is a module beside the package, or where the caller says, and is sent its part", async () => {
    const started = workersOf(ready);
    const gn = await load({ threads: 2 });
    expect(gn.features.threads).toBe(2);
    expect(ready.member).toMatchObject({ worker: 1, stack: expect.any(Number) });
    expect(ready.member.memory.buffer).toBeInstanceOf(SharedArrayBuffer);
    gn.dispose();
    expect(ready.ended).toBe(true);
    (await load({ threads: 2, threadScript: "https://example.org/thread.js" })).dispose();
    expect(started.map(({ url }) => url.split("/").at(-1))).toEqual(["thread.js", "thread.js"]);
    expect(started[1].url).toMatch(/^https:\/\/example.org/);
  });

  test("is one of Node's where there are no others", async () => {
    for (const options of [
      {},
      { threadScript: new URL("../../dist/thread.js", import.meta.url).href },
    ]) {
      const gn = await load({ threads: 2, ...options });
      expect(gn.features.threads).toBe(2);
      predicts(gn);
      gn.dispose();
    }
  });

  test("that does not start is told, with its reason where there is one", async () => {
    for (const [event, says] of [
      [{ message: "blocked" }, /a thread does not start: blocked/],
      [{}, /a thread does not start: its script was not found or not allowed/],
    ]) {
      const addEventListener = (type, heard) => type === "error" && setTimeout(() => heard(event));
      workersOf(() => ({ addEventListener, postMessage() {}, terminate() {} }));
      const error = await errorOf(() => load({ threads: 2 }));
      expect(error).toBeInstanceOf(ArgumentError);
      expect(error.message).toMatch(says);
    }
  });

  test("for whose stack there is no memory ends the others", async () => {
    ready.ended = false;
    workersOf(ready);
    const shared = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const core = { exports: { thread_stack: () => 0 }, module: null, shared };
    expect(await errorOf(() => startTeam(core, 2))).toBeInstanceOf(OutOfMemoryError);
    expect(ready.ended).toBe(true);
  });
});
