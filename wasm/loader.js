/**
 * loader.js: opens core.wasm or another build, wherever it comes from and wherever we run. No Emscripten glue: the
 * module imports nothing or, for threads, the memory.
 */

import { ArgumentError } from "./errors.js";
import { reading } from "./options.js";

/**
 * Where the core may come from: a URL, its bytes or a compiled module. Deflated base64 text is how the package carries
 * it itself: in a file of JavaScript, at two fifths of the size.
 *
 * @typedef {string | URL | Response | BufferSource | WebAssembly.Module | { deflated: string }} CoreSource
 */

/** @typedef {Record<string, Function> & { memory: WebAssembly.Memory, __global_base?: WebAssembly.Global }} CoreExports */

/**
 * What a thread is sent: the module, the memory of all, where its stack begins, and its number, from 1.
 *
 * @typedef {{ module: WebAssembly.Module, memory: WebAssembly.Memory, stack: number, worker: number }} Member
 */

/** @param {string} base64 */
function bytesFrom(base64) {
  const { fromBase64 } = /** @type {any} */ (Uint8Array); // since 2025
  if (fromBase64) return fromBase64.call(Uint8Array, base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/**
 * In Node by its own Buffer and zlib: loading its streams for the web would take 2 MB more and some milliseconds, and a
 * loop over the text V8's optimizing compiler. Else by the streams themselves, without Blob and Response around them.
 *
 * @param {string} text base64 of raw deflate
 */
async function inflate(text) {
  const builtin = globalThis.process?.getBuiltinModule;
  const zlib = builtin?.("node:zlib");
  if (zlib) return zlib.inflateRawSync(builtin("node:buffer").Buffer.from(text, "base64"));
  const deflated = bytesFrom(text);
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
  if (reading("core.wasm", () => source instanceof WebAssembly.Module))
    return /** @type {WebAssembly.Module} */ (source);
  const bytes = await bytesOf(source).catch((cause) => {
    throw cause instanceof ArgumentError
      ? cause
      : new ArgumentError(`core.wasm cannot be read: ${cause?.message}`, { cause });
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

/** What a build with threads imports in place of a memory of its own; wasm/builds.cmake says the same. */
const PAGES = { initial: 256, maximum: 32768 };

/** @param {WebAssembly.Module} module */
const importsMemory = (module) =>
  WebAssembly.Module.imports(module).some(({ kind }) => kind === "memory");

function sharedMemory() {
  try {
    return new WebAssembly.Memory({ ...PAGES, shared: true });
  } catch (cause) {
    const message = `this wasm is a build with threads, but there is no shared memory: ${cause}`;
    throw new ArgumentError(`${message}. Take core.wasm or fast.wasm`, { cause });
  }
}

/**
 * An instance of a module: on a memory of its own or, of a build with threads, on the one given.
 *
 * @param {WebAssembly.Module} module
 * @param {WebAssembly.Memory} [memory]
 * @returns {Promise<CoreExports>}
 */
export async function instantiate(module, memory) {
  const imports = memory && { env: { memory } };
  const { exports } = await WebAssembly.instantiate(module, imports);
  return /** @type {CoreExports} */ (exports);
}

/**
 * A fresh instance of the core, its module and, if other threads can have it, its memory.
 *
 * @param {CoreSource} source
 * @param {string} [texts] the strings of the core: a file that exports where data begin is shipped without, and they
 *   are laid into its memory there
 */
export async function openCore(source, texts) {
  const module = await compile(source);
  const shared = importsMemory(module) ? sharedMemory() : undefined;
  try {
    const exports = await instantiate(module, shared);
    exports._initialize();
    const { __global_base: start, memory } = exports;
    if (texts && start) {
      const bytes = new TextEncoder().encode(texts);
      new Uint8Array(memory.buffer, start.value, bytes.length).set(bytes);
    }
    return { exports, module, shared };
  } catch (cause) {
    throw new ArgumentError(`core.wasm does not start: is it the one of this release? (${cause})`, {
      cause,
    });
  }
}

/** (func (param v128 v128 v128) (result v128) (f32x4.relaxed_madd (local.get 0) (local.get 1) (local.get 2))) */
const relaxedModule = [
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 8, 1, 0x60, 3, 0x7b, 0x7b, 0x7b, 1, 0x7b, 3, 2, 1, 0],
  ...[10, 13, 1, 11, 0, 0x20, 0, 0x20, 1, 0x20, 2, 0xfd, 0x85, 0x02, 0x0b],
];

/** Whether the engine has relaxed SIMD. */
export const hasRelaxedSimd = () => WebAssembly.validate(Uint8Array.from(relaxedModule));
