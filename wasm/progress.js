/** progress.js: tells how far training is, and keeps its time. */

/**
 * @typedef {object} Progress
 * @property {number} epoch counted from 1
 * @property {number} epochs
 * @property {number} batch how many of this epoch are done
 * @property {number} batches in an epoch
 * @property {number} samples how many of this epoch are done
 * @property {number} loss of this epoch so far
 * @property {number} [accuracy]
 * @property {number} samplesPerSecond
 * @property {number} secondsLeft of the whole training
 */

const EVERY = 0.2; // seconds between two reports within an epoch

export const seconds = () => performance.now() / 1000;

export class Reporter {
  #start = seconds();
  #reported = seconds();
  #tell;
  #size;

  /**
   * @param {((progress: Progress) => void | Promise<void>) | undefined} tell
   * @param {{ epochs: number, count: number, batchSize: number }} size count: samples in an epoch
   */
  constructor(tell, size) {
    this.#tell = tell;
    this.#size = size;
  }

  /** Seconds of training until then: what was waited for the listener does not count. @param {number} now */
  elapsed(now) {
    return now - this.#start;
  }

  /** Is there anyone to tell? */
  get isHeard() {
    return this.#tell !== undefined;
  }

  /** Is it time for a report? */
  isDue() {
    if (!this.isHeard) return false;
    const now = seconds();
    if (now - this.#reported < EVERY) return false;
    this.#reported = now;
    return true;
  }

  /**
   * @param {number} epoch
   * @param {ReturnType<import("./core.js").Core["result"]>} result
   */
  async report(epoch, { loss, accuracy, samples, batchesLeft }) {
    const { epochs, count, batchSize } = this.#size;
    const batches = Math.ceil(count / batchSize);
    const start = seconds();
    const done = (epoch - 1) * count + samples;
    const samplesPerSecond = done / Math.max(this.elapsed(start), 1e-9);
    await this.#tell?.({
      epoch,
      epochs,
      batch: batches - batchesLeft,
      batches,
      samples,
      loss,
      ...(accuracy !== undefined && { accuracy }),
      samplesPerSecond,
      secondsLeft: (epochs * count - done) / samplesPerSecond,
    });
    this.#start += seconds() - start;
  }
}
