/** core.js over a core that does as it is told: what becomes of its null pointers, counts of 0, empty texts and traps. */
import { expect, test } from "@jest/globals";
import { LimitError, load } from "glassnet";
import * as errors from "../../wasm/errors.js";
import { Core } from "../../wasm/core.js";
import { outline } from "../../wasm/outline.js";
import { blameFile, decodeModel } from "../../wasm/saved.js";
import { encodeSafetensors } from "../../wasm/safetensors.js";
import { small } from "./support/models.js";
import { errorOf } from "./support/refusal.js";

const memory = new WebAssembly.Memory({ initial: 1 });

const ROOM = 8;

/** Whichever text is asked for, it says this. */
function coreThat(exports, says = { code: "limit", layer: "", message: "too large", epoch: 0 }) {
  const bytes = new TextEncoder().encode(JSON.stringify(says));
  const text = () => {
    new Uint8Array(memory.buffer).set(bytes, ROOM);
    return bytes.length;
  };
  const usual = { memory, start: () => 1, text, room: () => ROOM };
  return new Core({ ...usual, ...exports }, 1000, {});
}

test("a core that has no memory to start, or for a text, says so", async () => {
  expect(await errorOf(() => coreThat({ start: () => 0 }))).toBeInstanceOf(errors.OutOfMemoryError);
  const core = coreThat({ text: () => 0 });
  expect(await errorOf(() => core.json("usage"))).toBeInstanceOf(errors.OutOfMemoryError);
});

test("a null pointer and a status are the failure that the core tells", async () => {
  const core = coreThat({ make: () => 0, check: () => 4, high: () => -8 });
  for (const fail of [() => core.get("make"), () => core.run("check")]) {
    const error = await errorOf(fail);
    expect(error).toBeInstanceOf(errors.LimitError);
    expect(error).toMatchObject({ message: "too large", layer: undefined, details: {} });
  }
  expect(core.get("high")).toBe(2 ** 32 - 8); // addresses are unsigned
  const failure = { code: "numeric", layer: "dense_1", message: "NaN", epoch: 2, batch: 3 };
  const error = await errorOf(() => coreThat({ run: () => 6 }, failure).run("run"));
  expect(error).toBeInstanceOf(errors.NumericError);
  expect(error).toMatchObject({
    layer: "dense_1",
    details: { epoch: 2, batch: 3, layer: "dense_1" },
  });
});

test("a trap ends it for good, and so does being closed; what came first is told", async () => {
  const trap = () => {
    throw new WebAssembly.RuntimeError("unreachable");
  };
  const core = coreThat({ trap, fine: () => 1 });
  const first = await errorOf(() => core.call("trap"));
  expect(first).toBeInstanceOf(errors.CrashError);
  expect(first.cause).toBeInstanceOf(WebAssembly.RuntimeError);
  expect((await errorOf(() => core.call("fine"))).message).toMatch(/has crashed before/);
  const closed = coreThat({});
  closed.close();
  expect(await errorOf(() => closed.call("fine"))).toBeInstanceOf(errors.DisposedError);
});

test("what lies in it is given back once, and quietly nothing after its end", () => {
  const released = [];
  const core = coreThat({ model_release: (pointer) => void released.push(pointer) });
  for (const pointer of [8, 0]) core.release("model_release", pointer);
  core.close();
  core.release("model_release", 16);
  expect(released).toEqual([8]);
});

test("an outline that crashes says where", async () => {
  const model_workspace = () => {
    throw new WebAssembly.RuntimeError("unreachable");
  };
  const directory = { inputShape: [2], layers: [] };
  const core = coreThat({ model_outline: () => 8, model_workspace }, directory);
  const error = await errorOf(() => outline(core, small));
  expect(error).toBeInstanceOf(errors.CrashError);
  expect(error.message).toMatch(/crashed in model_workspace/);
});

test("more than 32 bits can say is refused before the core is asked", async () => {
  const core = coreThat({});
  expect(await errorOf(() => core.room(2 ** 31, "it"))).toBeInstanceOf(errors.LimitError);
});

test("an instance without memory for a saved model says that, and not that the file is wrong", async () => {
  const file = (await load()).model(small).save();
  const narrow = await load({ memoryLimit: 1000 });
  expect(await errorOf(() => narrow.open(file))).toBeInstanceOf(LimitError);
  expect(await errorOf(() => blameFile(() => undefined.x))).toBeInstanceOf(TypeError);
});

test.each([
  ["null", /version undefined/],
  ["{}", /version undefined/],
  ["}", /not JSON/],
  ['{"version":1}', /counters/],
])("a file whose glassnet metadata is %s is refused", async (glassnet, says) => {
  const error = await errorOf(() => decodeModel(encodeSafetensors({}, { glassnet })));
  expect(error).toBeInstanceOf(errors.FormatError);
  expect(error.message).toMatch(says);
});
