/** builds.js: which of the package's builds (wasm/builds.cmake) a load() gets: what was asked for, as far as it runs here. */

import { hasRelaxedSimd } from "./loader.js";

/** @typedef {import("./loader.js").CoreSource} CoreSource */

/** Each build and how to come by it. @typedef {Record<"core" | "fast" | "threads" | "fast-threads", () => CoreSource | Promise<CoreSource>>} Builds */

/** A page has shared memory only when its headers keep other origins out. */
export const canShareMemory = () =>
  typeof SharedArrayBuffer !== "undefined" && globalThis.crossOriginIsolated !== false;

/**
 * @param {Builds} builds
 * @param {{ fast: boolean, threads: number }} wanted
 */
export function chooseBuild(builds, { fast, threads }) {
  const isFast = fast && hasRelaxedSimd();
  const hasThreads = threads > 1 && canShareMemory();
  if (hasThreads) return isFast ? builds["fast-threads"]() : builds.threads();
  return isFast ? builds.fast() : builds.core();
}
