/**
 * Keeps a run in this browser as its epochs end, so that a reload or the end of the tab does not lose it. A checkpoint is the
 * network as save() gives it, with the optimizer's averages and every counter, and the run around it: a run that
 * goes on from it ends with the weights of an undisturbed one, bit for bit.
 */
import { signal } from "@preact/signals";
import { holdAlone } from "../../state/alone.js";
import { checkpointsOf } from "../../state/checkpoints.js";

/**
 * @typedef {object} KeptRun
 * @property {number} at when it was written, in milliseconds
 * @property {number} epoch how many the network has behind it
 * @property {number} epochs how many it will have when the run is over
 * @property {boolean} isOver
 * @property {string} settings as a link holds them
 * @property {string} files the hash of the user's files; none for generated digits
 * @property {readonly import("./run.js").Point[]} points
 * @property {any} recorded
 * @property {import("./run.js").Point} [restored]
 */
/** @typedef {{ state: KeptRun, bytes: Uint8Array }} Checkpoint */

/** @type {ReturnType<typeof checkpointsOf<KeptRun>>} */
export const store = checkpointsOf("digits");

/** A run found here when the lab was opened, until another takes its place. @type {import("@preact/signals").Signal<Checkpoint | undefined>} */
export const offer = signal(undefined);
/** What of this run is kept, and why no more than that. @type {import("@preact/signals").Signal<{ epoch?: number, trouble?: import("../../state/checkpoints.js").Reason | "elsewhere" }>} */
export const keeping = signal({});

/** The write that is under way. @type {Promise<void> | undefined} */
let writing;

/** Milliseconds between two checkpoints at least: small networks have many epochs a second. */
const PACE = 1000;

export class Keeper {
  #take;
  #stopsEarly;
  #stop;
  /** Of the page's tabs only one keeps its run at a time. @type {(() => void) | undefined} */
  #release;
  #last = -Infinity;
  /** The end of the epoch before. @type {Checkpoint | undefined} */
  #before;
  /** What is to be written when the time has come. @type {Checkpoint | undefined} */
  #next;

  /**
   * @param {(isOver: boolean) => Promise<Checkpoint>} take what is now
   * @param {boolean} stopsEarly train() counts its patience from the best epoch, and must see that epoch again to count the
   *   same: what is kept then is the state before it
   * @param {AbortSignal} stop after which nothing more is written
   */
  constructor(take, stopsEarly, stop) {
    this.#take = take;
    this.#stopsEarly = stopsEarly;
    this.#stop = stop;
  }

  async begin() {
    keeping.value = {};
    this.#release = await holdAlone("glassnet.digits");
    if (!this.#release) return void (keeping.value = { trouble: "elsewhere" });
    const now = (this.#before = await this.#take(false));
    this.#stop.throwIfAborted();
    offer.value = undefined;
    this.#write(now);
  }

  /** @param {boolean} isBest so far, of this run */
  async epochEnded(isBest) {
    if (!this.#release) return;
    if (this.#stopsEarly) {
      if (isBest) this.#next = this.#before;
      this.#before = await this.#take(false);
    } else if (this.#isDue()) this.#next = await this.#take(false);
    if (this.#next && this.#isDue()) this.#write(this.#next);
  }

  /** @param {boolean} isOver the run has reached its end, and what it ends with is kept as well */
  async end(isOver) {
    await writing;
    if (this.#release && isOver) await this.#write(await this.#take(true));
    this.#letGo();
  }

  #isDue() {
    return !writing && performance.now() - this.#last >= PACE;
  }

  /** Training need not wait for it. @param {Checkpoint} checkpoint */
  #write(checkpoint) {
    this.#stop.throwIfAborted();
    this.#next = undefined;
    this.#last = performance.now();
    writing = store.save(checkpoint).then(
      () => void (keeping.value = { epoch: checkpoint.state.epoch }),
      ({ code }) => {
        keeping.value = { ...keeping.value, trouble: code };
        if (code === "blocked") this.#letGo(); // asking again would not help
      },
    );
    return writing.finally(() => (writing = undefined));
  }

  #letGo() {
    this.#release?.();
    this.#release = undefined;
  }
}

/** The run, or the offer of one, is to leave no trace. The offer stays in view until it is gone indeed. */
export async function forgetKept() {
  await writing;
  keeping.value = {};
  await store.clear().catch(() => {}); // then it is offered again next time
  offer.value = undefined;
}
