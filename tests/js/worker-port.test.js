/** The worker's side in a worker thread of Node: its port is the thread's, and it speaks as rpc.js says. */
import { expect, test } from "@jest/globals";

test("answers at the port of its thread", async () => {
  const { process } = globalThis;
  const answers = [];
  let receive;
  const parentPort = {
    on: (type, heard) => type === "message" && (receive = heard),
    postMessage: (message) => answers.push(message),
  };
  globalThis.process = { getBuiltinModule: () => ({ parentPort }) };
  try {
    await import("glassnet/worker-host");
  } finally {
    globalThis.process = process;
  }
  const ask = async (call) => {
    const before = answers.length;
    receive(call);
    while (answers.length === before) await new Promise((resolve) => setTimeout(resolve, 1));
    return answers.at(-1);
  };
  const loaded = await ask({ id: 1, object: 0, method: "load", args: [{}] });
  expect(loaded).toMatchObject({ id: 1, value: { made: 0, kind: "Glassnet" } });
  expect(Object.keys(loaded.value.classes)).toEqual(["Glassnet", "Model", "Dataset"]);
  expect(await ask({ id: 2, object: 0, method: "memory", args: [] })).toMatchObject({
    id: 2,
    value: { models: 0, datasets: 0 },
  });
  expect(await ask({ id: 3, object: 0, method: "open", args: [[]] })).toMatchObject({
    id: 3,
    error: { name: "ArgumentError" },
  });
});
