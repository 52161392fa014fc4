/** threads-of-node.js: workers where there are none of the browser's kind. */

/**
 * A file beside the one whose import.meta.url is given. A function of its own, as bundlers look for `new URL` with
 * import.meta.url in it and complain of what they cannot read there.
 *
 * @param {string} name
 * @param {string} base
 */
export const beside = (name, base) => new URL(name, base);

/** A worker thread of Node. @param {URL | string} file */
export function startThread(file) {
  const { Worker: Thread } = /** @type {typeof import("node:worker_threads")} */ (
    globalThis.process.getBuiltinModule("node:worker_threads")
  );
  // The program's own flags are not for it: with --input-type, say, it would not start.
  return new Thread(file, { execArgv: [] });
}
