/**
 * in-thread-worker.js: a worker of the browser's kind that runs in this thread: its port is the global object, as there, and
 * what its side does can be seen and counted. One for each test file, as a module is run once.
 */
const listeners = new Set();
globalThis.postMessage = (message) =>
  deliver(message, (data) => listeners.forEach((on) => on({ data })));
await import("glassnet/worker-host");

/** Later, as between threads. The message itself: structuredClone would make plain objects of another realm than the test's. */
function deliver(message, receive) {
  structuredClone(message); // throws where no worker could be sent it
  setImmediate(() => receive(message));
}

export const inThreadWorker = () => ({
  addEventListener: (type, heard) => type === "message" && listeners.add(heard),
  postMessage: (message) => deliver(message, (data) => globalThis.onmessage({ data })),
  terminate() {},
});
