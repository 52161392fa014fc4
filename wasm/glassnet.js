/** glassnet.js: what load() gives: one instance of the core, and the models and data sets made by it. */

import { Core } from "./core.js";
import { Dataset } from "./dataset.js";
import { openCore } from "./loader.js";
import { Model } from "./model.js";
import { checkOptions, rules } from "./options.js";
import { outline } from "./outline.js";
import { blameFile, decodeModel } from "./saved.js";

/**
 * @typedef {object} LoadOptions
 * @property {import("./loader.js").CoreSource} [wasm] where core.wasm comes from: a URL, a Response, its bytes, its base64
 *   text or a compiled module. Default: what the package carries
 * @property {boolean} [fast] ask for the build with relaxed SIMD, which gives up equal bits for speed; `features` says
 *   whether it is in use. Default false
 * @property {number} [threads] ask for so many threads; `features` says how many are in use. Default 1
 * @property {number} [memoryLimit] the most bytes that models and data sets may take together; default 1 GiB
 *
 * @typedef {object} Features
 * @property {boolean} simd
 * @property {boolean} relaxedSimd
 * @property {number} threads
 *
 * @typedef {{ bytes: number, models: number, datasets: number, allocations: number }} MemoryUse bytes held by live models
 *   and data sets; allocations: blocks ever taken, which stands still while batches are trained
 */

const known = {
  wasm: rules.anything,
  fast: rules.boolean,
  threads: rules.positiveInteger,
  memoryLimit: rules.positiveInteger,
};

export class Glassnet {
  #core;
  /** What this instance can do. @type {Readonly<Features>} */
  features = Object.freeze({ simd: true, relaxedSimd: false, threads: 1 });
  /** What the core says of itself: its kinds, their fields, defaults and ranges. @type {any} */
  schema;

  /** @internal @param {Core} core */
  constructor(core) {
    this.#core = core;
    this.schema = core.schema;
  }

  /** @returns {MemoryUse} */
  memory() {
    return this.#core.json("usage");
  }

  /**
   * A network, its weights fresh from the seed.
   *
   * @param {import("./model.js").ModelSpec} spec
   * @returns {Model}
   */
  model(spec) {
    return new Model(this.#core, spec);
  }

  /**
   * What a network would be and take, without making its weights: layers with their shapes, parameters, multiply-adds
   * and receptive fields, and the memory for batches of so many samples.
   *
   * @param {import("./model.js").ModelSpec} spec
   * @param {{ batchSize?: number }} [options] batchSize: 1 to 4096, default 32
   * @returns {import("./outline.js").Outline}
   */
  summary(spec, options) {
    return outline(this.#core, spec, options);
  }

  /**
   * A model from the file that save() made.
   *
   * @param {Uint8Array | ArrayBuffer} bytes
   * @returns {Model}
   */
  open(bytes) {
    const saved = decodeModel(bytes);
    return blameFile(() => Model.restore(this.#core, saved));
  }

  /**
   * Samples held in the core, which stand in place of both x and y.
   *
   * @param {import("./dataset.js").DatasetOptions} options
   * @returns {Dataset}
   */
  dataset(options) {
    return new Dataset(this.#core, options);
  }
}

/**
 * @param {import("./loader.js").CoreSource} standard
 * @param {LoadOptions} [options]
 * @returns {Promise<Glassnet>}
 */
export async function loadFrom(standard, options) {
  const { wasm = standard, memoryLimit = 2 ** 30 } = checkOptions(options, "load", known);
  return new Glassnet(new Core(await openCore(wasm), memoryLimit));
}

// `using model = …` disposes of it. Where the engine has no Symbol.dispose, compilers look for this one.
const dispose = /** @type {typeof Symbol.dispose} */ (
  Symbol.dispose ?? Symbol.for("Symbol.dispose")
);
for (const Class of [Model, Dataset]) {
  Object.defineProperty(Class.prototype, dispose, {
    value: Class.prototype.dispose,
    configurable: true,
    writable: true,
  });
}
