/** breathe.js: long work on one thread: giving the thread back now and then, and hearing aborts. */

import { seconds } from "./progress.js";

const SLICE = 0.015; // seconds

/**
 * Work in slices of about SLICE, whatever one piece takes: how many pieces are one, and when the thread is due. To read the
 * clock takes as long as a fifth of a step of a tiny network: that is done once before a slice and once after it.
 */
export class Pace {
  #pieces = 1;
  #breath = seconds();
  /** When the clock was last read. */
  now = this.#breath;

  /** So many pieces at a time. */
  get pieces() {
    return this.#pieces;
  }

  /** Reads the clock: a slice begins, or other work has ended. */
  read() {
    return (this.now = seconds());
  }

  /** A slice has ended. @param {number} pieces that were done since the clock was read */
  learn(pieces) {
    const start = this.now;
    const fitting = Math.round((pieces * SLICE) / Math.max(this.read() - start, 1e-5));
    this.#pieces = Math.max(1, Math.min(2 * this.#pieces, fitting));
  }

  /** Had the thread been taken for a slice when the clock was last read? */
  isDue() {
    return this.now - this.#breath >= SLICE;
  }

  /** Gives it back. */
  async rest() {
    await breathe();
    this.#breath = this.read();
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
