/** index.js: the package's main entry, with core.wasm inside. */

import { coreWasm } from "./generated/core-wasm.js";
import { loadFrom } from "./glassnet.js";

/**
 * Starts a fresh core. Models and data sets belong to the instance that made them.
 *
 * @param {import("./glassnet.js").LoadOptions} [options]
 * @returns {Promise<import("./glassnet.js").Glassnet>}
 */
export const load = (options) => loadFrom(coreWasm, options);

export * from "./public.js";
