/**
 * progress.js: how far training is. On a terminal one line that changes and a line that stays for each epoch; elsewhere,
 * in a log, only the lines that stay.
 */

import * as figures from "./figures.js";

/** @typedef {{ columns?: number, isTTY?: boolean, write(text: string): unknown }} Stream */

const WIDEST_BAR = 32;
const CLEAR = "\r\x1b[K";

export class Progress {
  #stream;
  #samplesPerSecond = 0;

  /** @param {Stream} stream */
  constructor(stream) {
    this.#stream = stream;
  }

  /** A line that stays. @param {string} text */
  say(text) {
    this.#stream.write(`${this.#stream.isTTY ? CLEAR : ""}${text}\n`);
  }

  /**
   * A few times a second.
   *
   * @param {import("../index.js").Progress} now
   */
  update(now) {
    this.#samplesPerSecond = now.samplesPerSecond;
    if (!this.#stream.isTTY) return;
    const share = now.batch / now.batches;
    const before = `epoch ${now.epoch}/${now.epochs}  `;
    const after = [
      "",
      `${Math.floor(100 * share)} %`,
      figures.result(now),
      `${figures.count(now.samplesPerSecond)} samples/s`,
      `${figures.duration(now.secondsLeft)} left`,
    ].join("  ");
    const { columns = 80 } = this.#stream;
    const room = columns - 1 - before.length - after.length;
    const width = Math.min(Math.max(room, 0), WIDEST_BAR);
    const full = Math.round(width * share);
    const line = before + "█".repeat(full) + "░".repeat(width - full) + after;
    this.#stream.write(CLEAR + line.slice(0, columns - 1));
  }

  /**
   * @param {import("../index.js").EpochResult} epoch
   * @param {number} epochs
   */
  epoch(epoch, epochs) {
    const { validationLoss, validationAccuracy } = epoch;
    this.say(
      [
        `epoch ${epoch.epoch}/${epochs}`,
        figures.result(epoch),
        ...(validationLoss === undefined
          ? []
          : [
              figures.result({ loss: validationLoss, accuracy: validationAccuracy }, "validation "),
            ]),
        ...(this.#samplesPerSecond > 0
          ? [`${figures.count(this.#samplesPerSecond)} samples/s`]
          : []),
        `${epoch.seconds.toFixed(1)} s`,
      ].join("  "),
    );
  }

  /** Leaves the terminal clean when training ends in the middle. */
  end() {
    if (this.#stream.isTTY) this.#stream.write(CLEAR);
  }
}
