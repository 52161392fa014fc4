/** external.js: the same as index.js, with core.wasm beside it and not inside: for pages that serve it themselves. */

import { loadFrom } from "./glassnet.js";

/**
 * @param {import("./glassnet.js").LoadOptions} [options] `wasm`: default the core.wasm beside this file
 * @returns {Promise<import("./glassnet.js").Glassnet>}
 */
export const load = (options) => loadFrom(new URL("./core.wasm", import.meta.url), options);

export * from "./public.js";
