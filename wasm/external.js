/** external.js: the same as index.js, with the builds beside it and not inside: for pages that serve them themselves. */

import { enums, schemaText } from "./generated/schema.js";
import { loadFrom } from "./glassnet.js";

// Written out, as bundlers look for just this form.
const builds = {
  core: () => new URL("./core.wasm", import.meta.url),
  fast: () => new URL("./fast.wasm", import.meta.url),
  threads: () => new URL("./threads.wasm", import.meta.url),
  "fast-threads": () => new URL("./fast-threads.wasm", import.meta.url),
};

/**
 * @param {import("./glassnet.js").LoadOptions} [options] `wasm`: default the one of the four builds beside this file that
 *   `fast` and `threads` ask for
 * @returns {Promise<import("./glassnet.js").Glassnet>}
 */
export const load = (options) => loadFrom(builds, { enums, schemaText }, options);

export * from "./public.js";
