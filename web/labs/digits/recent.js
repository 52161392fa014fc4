/**
 * The core tells the means of an epoch so far; at its end most of their batches are those of a younger
 * network. What is drawn instead is the mean over the last part of the epoch, at least a tenth of it.
 */
export class Recent {
  /** Sums at earlier moments of this epoch. @type {{ samples: number, loss: number, accuracy: number }[]} */
  #marks = [];

  /**
   * @param {{ samples: number, loss: number, accuracy?: number, batch: number, batches: number }} told
   * @returns {{ loss: number, accuracy: number } | undefined} nothing yet, when an epoch has just begun
   */
  means({ samples, loss, accuracy = 0, batch, batches }) {
    const last = this.#marks[this.#marks.length - 1];
    if (!last || samples <= last.samples) this.#marks = [{ samples: 0, loss: 0, accuracy: 0 }];
    const newest = samples - (0.1 * samples * batches) / batch;
    const now = { samples, loss: loss * samples, accuracy: accuracy * samples };
    const mark = this.#marks.findLast((m) => m.samples <= newest);
    this.#marks.push(now);
    if (!mark) return undefined;
    const since = samples - mark.samples;
    return {
      loss: (now.loss - mark.loss) / since,
      accuracy: (now.accuracy - mark.accuracy) / since,
    };
  }
}
