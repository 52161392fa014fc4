/** model.js: a network with its weights. All numbers that it hands out are copies. */

import { phases } from "./core.js";
import { Dataset, refuseWeight, stage } from "./dataset.js";
import { ArgumentError, DisposedError } from "./errors.js";
import { checkGradients } from "./gradient-check.js";
import { checkOptions, checkSeed, rules } from "./options.js";
import { checkRows } from "./samples.js";
import { encodeModel } from "./saved.js";
import { sizeOf } from "./shape.js";
import { copySpec } from "./spec.js";
import { Tensors, blocks, roles } from "./tensors.js";
import { traceLayers } from "./trace.js";
import { trainEpochs } from "./train.js";

/**
 * @typedef {import("./samples.js").Numbers} Numbers
 * @typedef {import("./generated/spec.js").ModelSpec} ModelSpec
 * @typedef {import("./core.js").Result} Result
 * @typedef {import("./train.js").TrainOptions} TrainOptions
 * @typedef {import("./train.js").EpochResult} EpochResult
 * @typedef {import("./tensors.js").Weights} Weights
 * @typedef {import("./tensors.js").LayerSummary} LayerSummary
 * @typedef {import("./trace.js").TracedLayer} TracedLayer
 */

const modeOptions = { training: rules.boolean };
const batchOptions = { sampleWeight: rules.anything };

export class Model {
  #core;
  #pointer = 0;
  #isTraining = false;
  /** @type {ModelSpec} */
  #spec;
  /** @type {Tensors} */
  #tensors;

  /**
   * Made by `gn.model(spec)` and `gn.open(bytes)`.
   *
   * @param {import("./core.js").Core} core
   * @param {ModelSpec} spec
   */
  constructor(core, spec) {
    const { copy, text } = copySpec(spec);
    this.#core = core;
    this.#spec = copy;
    this.#pointer = core.get("model_create", core.write(text, "the spec"));
    try {
      this.#tensors = new Tensors(core, this.#pointer);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  get #model() {
    if (this.#pointer === 0)
      throw new DisposedError(
        "this model has been disposed of: make a new one, or open a saved one",
      );
    return this.#pointer;
  }

  /** Its tensors, as long as it lives. */
  get #open() {
    void this.#model;
    return this.#tensors;
  }

  /** The plain object it was made from: a copy. @returns {ModelSpec} */
  get spec() {
    return structuredClone(this.#spec);
  }

  /** Of one sample. @returns {number[]} */
  get inputShape() {
    return [...this.#tensors.directory.inputShape];
  }

  /** Of one sample. @returns {number[]} */
  get outputShape() {
    return [...this.#tensors.directory.outputShape];
  }

  /** How many numbers are learned. @returns {number} */
  get parameterCount() {
    return this.#tensors.directory.parameterCount;
  }

  /** How many updates have been made since the weights were new. @returns {number} */
  get steps() {
    return this.#open.counters.steps;
  }

  /** How many epochs of train() have been completed since the weights were new. @returns {number} */
  get epochs() {
    return this.#open.counters.epochs;
  }

  /** @returns {LayerSummary[]} */
  summary() {
    void this.#model; // refuses when it has been disposed of
    return structuredClone(this.#tensors.directory.layers);
  }

  /* ---- Samples ---- */

  /**
   * The data set of a call: the one given, or x and y staged for this call alone.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers} [y]
   * @param {Numbers} [sampleWeight]
   */
  #samples(x, y, sampleWeight) {
    const model = this.#model;
    if (x instanceof Dataset) refuseWeight(sampleWeight);
    else checkRows(x, this.#tensors.directory.inputShape);
    const data =
      x instanceof Dataset
        ? x.pointerIn(this.#core)
        : stage(this.#core, { x, y: y ?? undefined, sampleWeight });
    return { model, data, count: this.#core.get("model_count", model, data) };
  }

  /**
   * A data set takes the place of x and y: then the options come second.
   *
   * @template T
   * @param {Numbers | Dataset} x
   * @param {Numbers | T | undefined} y
   * @param {T | undefined} options
   * @param {boolean} [needsTargets]
   * @returns {{ y: Numbers | undefined, options: T | undefined }}
   */
  #arguments(x, y, options, needsTargets = true) {
    if (x instanceof Dataset) return { y: undefined, options: /** @type {T | undefined} */ (y) };
    if (needsTargets && (y === undefined || y === null)) {
      throw new ArgumentError("y is missing: give the targets, or a data set in place of both", {
        details: { field: "y" },
      });
    }
    return { y: /** @type {Numbers | undefined} */ (y), options };
  }

  /**
   * The outputs for each sample.
   *
   * @param {Numbers | Dataset} x [n × inputShape]; n follows from its length
   * @returns {Float32Array} [n × outputShape]
   */
  predict(x) {
    const { model, data, count } = this.#samples(x);
    const length = count * sizeOf(this.#tensors.directory.outputShape);
    const room = this.#core.room(length * 4, "the output");
    this.#core.run("model_predict", model, data, 0, count, room);
    return this.#core.view(Float32Array, room, length).slice();
  }

  /**
   * Loss and accuracy over samples; the weights stay. Accuracy is the share of right answers, left out where the
   * question has no meaning.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | { sampleWeight?: Numbers }} [y]
   * @param {{ sampleWeight?: Numbers }} [options]
   * @returns {Result}
   */
  evaluate(x, y, options) {
    const given = this.#arguments(x, y, options);
    const { sampleWeight } = checkOptions(given.options, "evaluate", batchOptions);
    const { model, data, count } = this.#samples(x, given.y, sampleWeight);
    this.#core.run("model_evaluate", model, data, 0, count);
    const { batchesLeft: _, ...result } = this.#core.result();
    return result;
  }

  /**
   * One update on one batch. Loss and accuracy are those before the update.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | { sampleWeight?: Numbers }} [y]
   * @param {{ sampleWeight?: Numbers }} [options]
   * @returns {{ loss: number, accuracy?: number }}
   */
  trainOnBatch(x, y, options) {
    const given = this.#arguments(x, y, options);
    const { sampleWeight } = checkOptions(given.options, "trainOnBatch", batchOptions);
    const samples = this.#samples(x, given.y, sampleWeight);
    this.#run(samples, phases.update | phases.training);
    const { loss, accuracy } = this.#core.result();
    return { loss, ...(accuracy !== undefined && { accuracy }) };
  }

  /**
   * Phases over samples as one batch.
   *
   * @param {{ model: number, data: number, count: number }} samples
   * @param {number} wanted
   */
  #run({ model, data, count }, wanted) {
    this.#core.run("model_run", model, data, 0, count, wanted);
  }

  /* ---- Looking inside ---- */

  /**
   * ∂loss/∂w of all parameters that are learned and ∂loss/∂x, by backpropagation; the weights stay.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | { training?: boolean }} [y]
   * @param {{ training?: boolean }} [options] training: whether dropout and the like are active; default false
   * @returns {{ loss: number, gradients: Weights, inputGradient: Float32Array }}
   */
  gradients(x, y, options) {
    const given = this.#arguments(x, y, options);
    const { training = false } = checkOptions(given.options, "gradients", modeOptions);
    const samples = this.#samples(x, given.y);
    this.#run(samples, phases.backward | phases.inputGradient | (training ? phases.training : 0));
    const { loss } = this.#core.result();
    const inputGradient = this.#tensors.layer(0, roles.outputGradient, samples.count);
    return { loss, gradients: this.#tensors.read(blocks.gradients), inputGradient };
  }

  /**
   * Every number of one pass forward and, with targets, backward.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | { training?: boolean }} [y] without: forward only
   * @param {{ training?: boolean }} [options] as for gradients
   * @returns {{ loss?: number, layers: TracedLayer[], inputGradient?: Float32Array }}
   */
  trace(x, y, options) {
    const given = this.#arguments(x, y, options, false);
    const { training = false } = checkOptions(given.options, "trace", modeOptions);
    const withTargets =
      x instanceof Dataset ? x.hasTargets : given.y !== undefined && given.y !== null;
    const samples = this.#samples(x, given.y);
    const backward = phases.backward | phases.inputGradient | phases.outputGradient;
    this.#run(
      samples,
      (withTargets ? backward : phases.forward) | (training ? phases.training : 0),
    );
    const { loss } = this.#core.result();
    const layers = traceLayers(this.#tensors, samples.count, withTargets);
    if (!withTargets) return { layers };
    const inputGradient = this.#tensors.layer(0, roles.outputGradient, samples.count);
    return { loss, layers, inputGradient };
  }

  /**
   * Holds backpropagation against differences of the loss, for every parameter. The numeric derivative is
   * (−f(w+2ε) + 8f(w+ε) − 8f(w−ε) + f(w−2ε)) / 12ε, since float32 wants a large ε and a formula of high order.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | { epsilon?: number, training?: boolean }} [y]
   * @param {{ epsilon?: number, training?: boolean }} [options] epsilon: above 0 and at most 1, default 0.01
   * @returns {import("./gradient-check.js").GradientCheck}
   */
  checkGradients(x, y, options) {
    const given = this.#arguments(x, y, options);
    const known = { epsilon: rules.epsilon, ...modeOptions };
    const { epsilon = 0.01, training = false } = checkOptions(
      given.options,
      "checkGradients",
      known,
    );
    const samples = this.#samples(x, given.y);
    const mode = training ? phases.training : 0;
    this.#run(samples, phases.backward | mode);
    const gradients = this.#tensors.read(blocks.gradients);
    const { floats } = this.#tensors.directory;
    const room = this.#core.room(floats * 8, "the gradients");
    const { model, data, count } = samples;
    this.#core.run("model_numeric_gradients", model, data, 0, count, mode, epsilon, room);
    const numeric = this.#core.view(Float64Array, room, floats);
    return checkGradients(this.#tensors.learned, gradients, numeric);
  }

  /* ---- Weights ---- */

  /** All parameters by name. @returns {Weights} */
  getWeights() {
    return this.#open.read(blocks.weights);
  }

  /**
   * Sets the parameters named; the others stay.
   *
   * @param {Record<string, Numbers>} weights values by name, each of the parameter's length
   */
  setWeights(weights) {
    if (typeof weights !== "object" || weights === null) {
      throw new ArgumentError('setWeights takes an object: { "dense_1.kernel": values }', {
        details: { field: "weights" },
      });
    }
    this.#open.write(weights, blocks.weights);
  }

  /**
   * Makes it as new: weights from the initializers, optimizer and counters at their beginning.
   *
   * @param {number} [seed] default: the spec's
   */
  reset(seed = this.#spec.seed ?? 0) {
    this.#core.call("model_reset", this.#model, checkSeed(seed));
  }

  /* ---- Training ---- */

  /**
   * Trains by epochs and yields the figures of each. Leaving the loop ends the training; the model keeps what it
   * has learned. The thread is given back several times a second.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | TrainOptions} [y] the options, where a data set stands in place of x and y
   * @param {TrainOptions} [options]
   * @returns {AsyncGenerator<EpochResult, void, void>}
   */
  async *train(x, y, options) {
    const given = this.#arguments(x, y, options);
    if (this.#isTraining) {
      throw new ArgumentError(
        "this model is being trained already: wait for that training, or abort it",
      );
    }
    this.#isTraining = true;
    try {
      yield* trainEpochs(this, this.#core, () => this.#model, { x, y: given.y }, given.options);
    } finally {
      this.#isTraining = false;
    }
  }

  /**
   * The same, collected.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | TrainOptions} [y]
   * @param {TrainOptions} [options]
   * @returns {Promise<EpochResult[]>}
   */
  async fit(x, y, options) {
    const results = [];
    for await (const result of this.train(x, y, options)) results.push(result);
    return results;
  }

  /* ---- Saving ---- */

  /**
   * One .safetensors file: the weights, the spec and the counters, and the optimizer's state, with which training
   * resumes bit for bit.
   *
   * @param {import("./saved.js").SaveOptions} [options]
   * @returns {Uint8Array<ArrayBuffer>}
   */
  save(options) {
    return encodeModel(
      {
        spec: this.#spec,
        parameters: this.#tensors.directory.parameters,
        counters: this.#open.counters,
        weights: this.getWeights(),
        optimizer: this.#tensors.readStates(),
      },
      options,
    );
  }

  /**
   * A model as it was saved.
   *
   * @param {import("./core.js").Core} core
   * @param {import("./saved.js").SavedModel} saved
   */
  static restore(core, saved) {
    const model = new Model(core, saved.spec);
    try {
      model.#tensors.restore(saved);
    } catch (error) {
      model.dispose();
      throw error;
    }
    return model;
  }

  /** Gives its memory back; a second call does nothing. */
  dispose() {
    if (this.#pointer !== 0) this.#core.call("model_release", this.#pointer);
    this.#pointer = 0;
  }
}
