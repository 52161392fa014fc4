/** index.js: the package's main entry, with core.wasm inside. */

import { coreWasm } from "./generated/core-wasm.js";
import { enums, schemaText } from "./generated/schema.js";
import { loadFrom } from "./glassnet.js";

/** Only the core is always there; another build is imported when it is asked for. */
const builds = {
  core: () => coreWasm,
  fast: async () => (await import("./generated/fast-wasm.js")).fastWasm,
  threads: async () => (await import("./generated/threads-wasm.js")).threadsWasm,
  "fast-threads": async () => (await import("./generated/fast-threads-wasm.js")).fastThreadsWasm,
};

/**
 * Starts a fresh core. Models and data sets belong to the instance that made them.
 *
 * @param {import("./glassnet.js").LoadOptions} [options]
 * @returns {Promise<import("./glassnet.js").Glassnet>}
 */
export const load = (options) => loadFrom(builds, { enums, schemaText }, options);

export * from "./public.js";
