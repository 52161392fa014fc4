/** glassnet.js: what load() gives: one instance of the core, and the models and data sets made by it. */

import { chooseBuild } from "./builds.js";
import { Core } from "./core.js";
import { Dataset } from "./dataset.js";
import { ArgumentError } from "./errors.js";
import { texts } from "./generated/texts.js";
import { openCore } from "./loader.js";
import { Model } from "./model.js";
import { checkOptions, rules } from "./options.js";
import { outline } from "./outline.js";
import { blameFile, decodeModel } from "./saved.js";
import { transferred } from "./transfer.js";
import { symbolFor } from "./symbols.js";
import { startTeam } from "./team.js";

/**
 * @typedef {object} LoadOptions
 * @property {import("./loader.js").CoreSource} [wasm] where core.wasm, or another of the builds, comes from: a URL, a
 *   Response, its bytes or a compiled module. Default: what the package carries for `fast` and `threads`
 * @property {boolean} [fast] ask for the build with relaxed SIMD, which gives up equal bits for speed; `features` says
 *   whether it is in use: the engine must have it. Default false
 * @property {number} [threads] ask for so many threads, 1 to 64, this one included; `features` says how many are in use:
 *   there must be a SharedArrayBuffer, which a page has when it is cross-origin isolated. Default 1
 * @property {string} [threadScript] the URL of the package's thread.js; default: beside this file
 * @property {number} [memoryLimit] the most bytes that models and data sets may take together; default 1 GiB
 *
 * @typedef {object} Features
 * @property {boolean} simd
 * @property {boolean} relaxedSimd
 * @property {number} threads
 *
 * @typedef {{ enums: import("./generated/spec.js").Enums, schemaText: string }} Described what the core says of itself:
 *   the numbers by which its functions know things, and all of it, as JSON, since few ask for it
 *
 * @typedef {{ bytes: number, models: number, datasets: number, allocations: number }} MemoryUse bytes held by live models
 *   and data sets; allocations: blocks ever taken, which stands still while batches are trained
 */

const known = {
  wasm: rules.anything,
  fast: rules.boolean,
  threads: {
    must: "a whole number from 1 to 64",
    test: (/** @type {any} */ v) => Number.isInteger(v) && v >= 1 && v <= 64,
  },
  threadScript: rules.anything,
  memoryLimit: rules.positiveInteger,
};

export class Glassnet {
  #core;
  #team;
  #schemaText;
  /** @type {any} */
  #schema;
  /** What this instance can do. @type {Readonly<Features>} */
  features;

  /**
   * @internal
   * @param {Core} core
   * @param {Features} features
   * @param {import("./team.js").Team} team
   * @param {string} schemaText
   */
  constructor(core, features, team, schemaText) {
    this.#core = core;
    this.#team = team;
    this.#schemaText = schemaText;
    this.features = Object.freeze(features);
  }

  /**
   * What the core says of itself: its kinds, their fields, defaults and ranges.
   *
   * @returns {any}
   */
  get schema() {
    return (this.#schema ??= JSON.parse(this.#schemaText));
  }

  /** What its models and data sets take of the core's memory. @returns {MemoryUse} */
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
   * A new model from the first layers of a trained one: they keep their names and weights (moving averages, too) and, if
   * frozen, never change; a new head begins from the seed. The old model stays as it is. Without new layers it is the
   * same network with other layers frozen:
   *
   *     gn.transfer(digits, { layers: [{ type: "dense", units: 5, activation: "softmax" }] })
   *     gn.transfer(digits, { keep: "flatten_1", freeze: ["conv2d_1"], layers: [head], optimizer: "adam" })
   *     gn.transfer(digits, { freeze: ["conv2d_1"] })
   *
   * @param {Model} model
   * @param {import("./transfer.js").TransferOptions} [options]
   * @returns {Model}
   */
  transfer(model, options) {
    if (!Model.is(model)) {
      throw new ArgumentError("transfer takes a model, as gn.model() and gn.open() make it", {
        details: { field: "model" },
      });
    }
    const weights = model.getWeights();
    const layerOf = (/** @type {string} */ name) => name.slice(0, name.lastIndexOf("."));
    const weighted = new Set(Object.keys(weights).map(layerOf));
    const names = model.summary().map(({ name }) => name);
    const { spec, kept } = transferred(model.spec, names, weighted, options);
    const made = this.model(spec);
    const taken = Object.entries(weights).filter(([name]) => kept.includes(layerOf(name)));
    try {
      made.setWeights(Object.fromEntries(taken));
    } catch (error) {
      made.dispose();
      throw error;
    }
    return made;
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

  /** Ends its threads and gives up its memory, with all models and data sets in it; a second call does nothing. */
  dispose() {
    this.#team.stop();
    this.#core.close();
  }
}

/**
 * @param {import("./builds.js").Builds} builds
 * @param {Described} described given, and not imported here: of a worker's client only the worker needs it
 * @param {LoadOptions} [options]
 * @returns {Promise<Glassnet>}
 */
export async function loadFrom(builds, described, options) {
  const {
    wasm,
    fast = false,
    threads = 1,
    threadScript,
    memoryLimit = 2 ** 30,
  } = checkOptions(options, "load", known);
  const source = wasm === undefined ? await chooseBuild(builds, { fast, threads }) : wasm;
  const opened = await openCore(source, texts);
  const team = await startTeam(opened, threads, threadScript);
  const features = {
    simd: true,
    relaxedSimd: opened.exports.is_fast() === 1,
    threads: team.threads,
  };
  const core = new Core(opened.exports, memoryLimit, described.enums);
  return new Glassnet(core, features, team, described.schemaText);
}

// `using model = …` disposes of it.
for (const Class of [Glassnet, Model, Dataset]) {
  Object.defineProperty(Class.prototype, symbolFor("dispose"), {
    value: Class.prototype.dispose,
    configurable: true,
    writable: true,
  });
}
