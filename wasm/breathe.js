/** breathe.js: long work on one thread: giving the thread back now and then, and hearing aborts. */

import { seconds } from "./progress.js";

const SLICE = 0.015; // seconds

/** Work in slices of about SLICE, whatever one piece takes: how many pieces are one, and when the thread is due. */
export class Pace {
  #pieces = 1;
  #breath = seconds();

  /** So many pieces at a time. */
  get pieces() {
    return this.#pieces;
  }

  /** @param {number} pieces that were done @param {number} taken seconds that they took */
  learn(pieces, taken) {
    const fitting = Math.round((pieces * SLICE) / Math.max(taken, 1e-5));
    this.#pieces = Math.max(1, Math.min(2 * this.#pieces, fitting));
  }

  /** Has the thread been taken for a slice? */
  isDue() {
    return seconds() - this.#breath >= SLICE;
  }

  /** Gives it back. */
  async rest() {
    await breathe();
    this.#breath = seconds();
  }
}

/** Lets events of the thread happen: at once, where setTimeout would wait for milliseconds. */
export function breathe() {
  if (typeof setImmediate === "function") return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(null);
  });
}

const abortion = () => new DOMException("the training was aborted", "AbortError");

/** @param {AbortSignal | undefined} signal */
export function heed(signal) {
  if (signal?.aborted) throw abortion();
}

/**
 * Waits for the listener, who may take forever; an abort in the meantime ends that.
 *
 * @param {Promise<void>} told
 * @param {AbortSignal | undefined} signal
 */
export async function unlessAborted(told, signal) {
  let stop = () => {};
  const aborted = new Promise((_, reject) => {
    stop = () => reject(abortion());
    signal?.addEventListener("abort", stop);
  });
  await Promise.race([told, aborted]).finally(() => signal?.removeEventListener("abort", stop));
}
