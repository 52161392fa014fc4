/**
 * loader.js: opens core.wasm, wherever it comes from and wherever we run. No Emscripten glue: the module
 * imports one function, the notice that its memory grew, which nobody here needs, since no view is ever kept.
 */

import { ArgumentError } from "./errors.js";

/**
 * Where the core may come from: a URL, its bytes or a compiled module. Deflated base64 text is how the package carries
 * it itself: in a file of JavaScript, at two fifths of the size.
 *
 * @typedef {string | URL | Response | BufferSource | WebAssembly.Module | { deflated: string }} CoreSource
 */

/** @typedef {Record<string, Function> & { memory: WebAssembly.Memory }} CoreExports */

/**
 * By the streams themselves: Blob and Response around them would take five times as long in Node.
 *
 * @param {string} text base64 of raw deflate
 */
async function inflate(text) {
  const binary = atob(text);
  const deflated = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) deflated[i] = binary.charCodeAt(i);
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  writer.write(deflated);
  writer.close();
  const chunks = [];
  const reader = readable.getReader();
  for (let next; !(next = await reader.read()).done;) chunks.push(next.value);
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Node's fetch cannot read files; `node:fs` by this way is invisible to bundlers and browsers. */
/** @param {URL} url */
async function fetchBytes(url) {
  const fs = url.protocol === "file:" && globalThis.process?.getBuiltinModule?.("node:fs");
  if (fs) return fs.readFileSync(url);
  const response = await fetch(url);
  if (!response.ok)
    throw new ArgumentError(
      `core.wasm: ${url} answered ${response.status}; check where it is served`,
    );
  return response.arrayBuffer();
}

/**
 * @param {CoreSource} source
 * @returns {Promise<BufferSource>}
 */
async function bytesOf(source) {
  if (source === null || (typeof source !== "object" && typeof source !== "string"))
    throw new TypeError("it must be a URL, its bytes or a compiled module");
  if (source instanceof URL) return fetchBytes(source);
  if (typeof source === "string") return fetchBytes(new URL(source, globalThis.location?.href));
  if (typeof source === "object" && "deflated" in source) return inflate(source.deflated);
  if (typeof Response !== "undefined" && source instanceof Response) return source.arrayBuffer();
  return /** @type {BufferSource} */ (source);
}

/**
 * @param {CoreSource} source
 * @returns {Promise<WebAssembly.Module>}
 */
async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  const bytes = await bytesOf(source).catch((cause) => {
    throw cause instanceof ArgumentError
      ? cause
      : new ArgumentError(`core.wasm cannot be read: ${cause.message}`, { cause });
  });
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw new ArgumentError(
      "core.wasm does not compile: the bytes are something else, or this engine has no WebAssembly SIMD (every browser " +
        "since 2023 and Node 16 have it), or the page's CSP lacks 'wasm-unsafe-eval'",
      { cause },
    );
  }
}

/**
 * A fresh instance of the core, with memory of its own.
 *
 * @param {CoreSource} source
 * @returns {Promise<CoreExports>}
 */
export async function openCore(source) {
  const module = await compile(source);
  const imports = { env: { emscripten_notify_memory_growth() {} } };
  try {
    const instance = await WebAssembly.instantiate(module, imports);
    const exports = /** @type {CoreExports} */ (/** @type {unknown} */ (instance.exports));
    exports._initialize();
    return exports;
  } catch (cause) {
    throw new ArgumentError(`core.wasm does not start: is it the one of this release? (${cause})`, {
      cause,
    });
  }
}
