/**
 * core.js: calls into one instance of the core. Statuses become typed errors, a trap makes the instance dead for
 * good, and no view of its memory outlives a call, since growing the memory would detach it; but for that of
 * the last result, which looks first.
 */

import { CrashError, DisposedError, LimitError, OutOfMemoryError, errorFor } from "./errors.js";

/** The texts that the core can write, in the order of exports.c. */
const texts = { failure: 0, usage: 1, directory: 2 };

/** Where the core's memory ends. Beyond 32 bits a size would lose its upper ones on the way to the core. */
const MEMORY_END = 2 ** 31;

/** @param {number} bytes @param {string} what needs them */
export function checkSize(bytes, what) {
  if (bytes < MEMORY_END) return;
  const message = `${what} would take ${bytes} bytes; the core's memory ends at ${MEMORY_END}. Go in smaller pieces`;
  throw new LimitError(message, { details: { limit: MEMORY_END, actual: bytes } });
}

/** @typedef {import("./generated/spec.js").Enums} Enums */
/** @typedef {{ loss: number, accuracy?: number, samples: number }} Result loss as the spec reduces it; samples: how many */

export class Core {
  /** @type {import("./loader.js").CoreExports} */
  #exports;
  /** The numbers by which its functions know things. */
  enums;
  /** Why it can no longer be called. @type {(() => Error) | undefined} */
  #end;
  /** What result() reads, where it lay at the last call. */
  #numbers = new Float64Array(0);
  #result = {
    loss: NaN,
    accuracy: /** @type {number | undefined} */ (undefined),
    samples: NaN,
    batchLoss: NaN,
    batchesLeft: NaN,
    learningRate: NaN,
  };

  /**
   * @param {import("./loader.js").CoreExports} exports
   * @param {number} memoryLimit in bytes
   * @param {Enums} enums
   */
  constructor(exports, memoryLimit, enums) {
    this.#exports = exports;
    this.enums = enums;
    if (!this.call("start", memoryLimit))
      throw new OutOfMemoryError("the machine gave no memory to start the core");
  }

  /**
   * The plain value that the function returns.
   *
   * @param {string} name
   * @param {...number} args
   * @returns {number}
   */
  call(name, ...args) {
    if (this.#end) throw this.#end();
    try {
      return this.#exports[name](...args);
    } catch (cause) {
      this.#end ??= () => new CrashError("the core has crashed before: load() gives a new one");
      throw new CrashError(
        `the core crashed in ${name}: all models and data sets made by it are lost; load() gives a new one`,
        {
          cause,
        },
      );
    }
  }

  /** Lets go of the instance. */
  close() {
    this.#end = () =>
      new DisposedError(
        "this has been disposed of with all that load() gave: load() gives a new one",
      );
    this.#exports = /** @type {any} */ (undefined);
    this.#numbers = new Float64Array(0);
  }

  /**
   * Gives back what lies in it. Nothing is to be done for 0, nor after a crash or close(), which have taken all with them:
   * then it is quiet, so that a `finally` does not hide what came first.
   *
   * @param {"model_release" | "dataset_release"} name
   * @param {number} pointer
   */
  release(name, pointer) {
    if (pointer !== 0 && !this.#end) this.call(name, pointer);
  }

  /**
   * Calls a function that returns a status.
   *
   * @param {string} name
   * @param {...number} args
   */
  run(name, ...args) {
    if (this.call(name, ...args) !== 0) throw this.#failure();
  }

  /**
   * Calls a function that returns a pointer or a count, and 0 when it failed.
   *
   * @param {string} name
   * @param {...number} args
   * @returns {number}
   */
  get(name, ...args) {
    const value = this.call(name, ...args);
    if (value === 0) throw this.#failure();
    return value >>> 0;
  }

  #failure() {
    const { code, layer, message, epoch, batch } = this.json("failure");
    const when = epoch > 0 ? { epoch, batch } : {};
    return new (errorFor(code))(message, {
      layer: layer || undefined,
      details: { ...when, ...(layer && { layer }) },
    });
  }

  /**
   * What the core writes as JSON.
   *
   * @param {keyof typeof texts} which
   * @param {number} [model] for the directory
   * @returns {any}
   */
  json(which, model = 0) {
    const length = this.call("text", texts[which], model);
    if (length === 0)
      throw new OutOfMemoryError("the machine gave no memory for a text of the core");
    return JSON.parse(
      // A copy, since shared memory may not be decoded.
      new TextDecoder().decode(this.view(Uint8Array, this.call("room", length), length).slice()),
    );
  }

  /**
   * Room for the caller, until the next call that takes some.
   *
   * @param {number} bytes
   * @param {string} what needs them
   * @returns {number}
   */
  room(bytes, what) {
    checkSize(bytes, what);
    return this.get("room", bytes);
  }

  /**
   * A text in the room, for the next call.
   *
   * @param {string} text
   * @param {string} what it is
   * @returns {number} its length in bytes
   */
  write(text, what) {
    const bytes = new TextEncoder().encode(text);
    this.view(Uint8Array, this.room(bytes.length, what), bytes.length).set(bytes);
    return bytes.length;
  }

  /**
   * Memory as it stands now: use it before the next call.
   *
   * @template {typeof Float32Array | typeof Float64Array | typeof Uint8Array | typeof Int32Array} T
   * @param {T} Type
   * @param {number} pointer
   * @param {number} length in elements
   * @returns {InstanceType<T>}
   */
  view(Type, pointer, length) {
    return /** @type {InstanceType<T>} */ (
      new Type(this.#exports.memory.buffer, pointer >>> 0, length)
    );
  }

  /**
   * The outcome of the last run: always the same object, which the next call of this writes over. To make one, or to take
   * the numbers apart as a list, would take as long as a step of a tiny network.
   *
   * @returns {Result & { batchLoss: number, batchesLeft: number, learningRate: number }} accuracy is undefined where
   *   the question has no meaning; batchLoss: of the last batch alone; learningRate: of the first batch of the last epoch
   */
  result() {
    // At first, and when the memory has grown.
    if (this.#numbers.length === 0) this.#numbers = this.view(Float64Array, this.call("result"), 6);
    const at = this.#numbers;
    const result = this.#result;
    result.loss = at[0];
    result.accuracy = Number.isNaN(at[1]) ? undefined : at[1];
    result.samples = at[2];
    result.batchLoss = at[3];
    result.batchesLeft = at[4];
    result.learningRate = at[5];
    return result;
  }
}
