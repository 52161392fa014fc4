/**
 * The one worker of the page. Labs ask for the library with `await engine()`, make their models, and pass a
 * failure to `failed`. If the worker has crashed, the shell says so and offers to start another;
 * `generation` then counts up, and a lab makes its models anew.
 */
import { signal } from "@preact/signals";
import { workerOptions } from "./host.js";
import { schema } from "./schema.js";

/** @type {import("@preact/signals").Signal<"idle" | "loading" | "ready" | "crashed">} */
export const status = signal("idle");
export const generation = signal(0);
/** @type {import("@preact/signals").Signal<string>} */
export const crash = signal("");

/** @typedef {import("../../wasm/worker.js").AsyncGlassnet} Engine */
/** @type {Promise<Engine> | undefined} */
let loading;

/** @returns {Promise<Engine>} */
export function engine() {
  loading ??= begin();
  return loading;
}

async function begin() {
  status.value = "loading";
  try {
    const { load } = await import("./library.js"); // the first page has no need of it
    const gn = await load(workerOptions);
    schema.value = gn.schema;
    status.value = "ready";
    return gn;
  } catch (error) {
    failed(error, true);
    throw error;
  }
}

/**
 * Tell the page of a failure. True when it means the end of the worker (the shell then speaks of it);
 * false when it is the caller's to show.
 * @param {any} error
 */
export function failed(error, fatal = error?.code === "crash") {
  if (!fatal) return false;
  crash.value = String(error?.message ?? error);
  status.value = "crashed";
  return true;
}

/** Ends the worker, with whatever it was doing, and lets the labs begin anew. */
export async function restart() {
  const old = await loading?.catch(() => undefined);
  old?.terminate();
  loading = undefined;
  crash.value = "";
  status.value = "idle";
  generation.value += 1;
}
