/** model.js: a network with its weights. All numbers that it hands out are copies. */

import { evaluate } from "./evaluation.js";
import { applyGradients, gradientsOf } from "./gradients.js";
import { checkGradients } from "./gradient-check.js";
import { ArgumentError } from "./errors.js";
import { learningRateRange } from "./learning-rate-range.js";
import { Network, given } from "./network.js";
import { checkOptions, checkSeed, rules } from "./options.js";
import { encodeModel } from "./saved.js";
import { sizeOf } from "./shape.js";
import { copySpec } from "./spec.js";
import { statistics } from "./statistics.js";
import { traceOf } from "./trace.js";
import { trainEpochs } from "./train.js";

/**
 * @typedef {import("./samples.js").Numbers} Numbers
 * @typedef {import("./dataset.js").Dataset} Dataset
 * @typedef {import("./generated/spec.js").ModelSpec} ModelSpec
 * @typedef {import("./train.js").TrainOptions} TrainOptions
 * @typedef {import("./train.js").EpochResult} EpochResult
 * @typedef {import("./tensors.js").Weights} Weights
 * @typedef {import("./tensors.js").LayerSummary} LayerSummary
 * @typedef {import("./gradients.js").ModeOptions} ModeOptions
 */

const batchOptions = { sampleWeight: rules.anything };

export class Model {
  #network;
  /** @type {ModelSpec} */
  #spec;

  /**
   * Made by `gn.model(spec)` and `gn.open(bytes)`.
   *
   * @param {import("./core.js").Core} core
   * @param {ModelSpec} spec
   */
  constructor(core, spec) {
    const { copy, text } = copySpec(spec);
    this.#spec = copy;
    this.#network = new Network(core, text);
  }

  /**
   * As of a data set.
   *
   * @internal
   * @param {unknown} value
   * @returns {value is Model}
   */
  static is(value) {
    return typeof value === "object" && value !== null && #network in value;
  }

  /** The plain object it was made from: a copy. @returns {ModelSpec} */
  get spec() {
    return structuredClone(this.#spec);
  }

  /** Of one sample. @returns {number[]} */
  get inputShape() {
    return [...this.#network.directory.inputShape];
  }

  /** Of one sample. @returns {number[]} */
  get outputShape() {
    return [...this.#network.directory.outputShape];
  }

  /** How many numbers are learned. @returns {number} */
  get parameterCount() {
    return this.#network.directory.parameterCount;
  }

  /** How many updates have been made since the weights were new. @returns {number} */
  get steps() {
    return this.#network.tensors.counters.steps;
  }

  /** How many epochs of train() have been completed since the weights were new. @returns {number} */
  get epochs() {
    return this.#network.tensors.counters.epochs;
  }

  /** The learning rate of the next update, by the schedule. @returns {number} */
  get learningRate() {
    return this.#network.core.call("model_learning_rate", this.#network.pointer);
  }

  /** Each layer's name, type, output and what it costs. @returns {LayerSummary[]} */
  summary() {
    void this.#network.pointer; // refuses when it has been disposed of
    return structuredClone(this.#network.directory.layers);
  }

  /* ---- Samples ---- */

  /**
   * The outputs for each sample.
   *
   * @param {Numbers | Dataset} x [n × inputShape]; n follows from its length
   * @returns {Float32Array} [n × outputShape]
   */
  predict(x) {
    const { core, directory } = this.#network;
    const { model, data, count } = this.#network.samples(x);
    const length = count * sizeOf(directory.outputShape);
    const room = core.room(length * 4, "the output");
    core.run("model_predict", model, data, 0, count, room);
    return core.view(Float32Array, room, length).slice();
  }

  /**
   * Loss and accuracy over samples, and what else `metrics` asks for; the weights stay. Accuracy is the share of right
   * answers, left out where the question has no meaning; a metric that has none is refused with an ArgumentError.
   *
   *     model.evaluate(x, y, { metrics: ["f1", "confusionMatrix", { type: "topKAccuracy", k: 3 }] })
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | import("./evaluation.js").EvaluateOptions} [y]
   * @param {import("./evaluation.js").EvaluateOptions} [options]
   * @returns {import("./evaluation.js").Evaluation}
   */
  evaluate(x, y, options) {
    return evaluate(this.#network, given(x, y, options));
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
    const call = given(x, y, options);
    const { sampleWeight } = checkOptions(call.options, "trainOnBatch", batchOptions);
    this.#network.run(this.#network.samples(x, call.y, sampleWeight), "update", "training");
    const { loss, accuracy } = this.#network.core.result();
    return { loss, ...(accuracy !== undefined && { accuracy }) };
  }

  /**
   * One update with gradients of your own in place of backpropagation's: those of a loss that the library does not have, or
   * of any function of the weights. Clipping, constraints and the schedule apply; penalties of the spec do not.
   *
   * @param {Record<string, Numbers>} gradients as gradients() gives them: one for each parameter that is learned
   */
  applyGradients(gradients) {
    applyGradients(this.#network, gradients);
  }

  /* ---- Looking inside ---- */

  /**
   * ∂loss/∂w of all parameters that are learned and ∂loss/∂x, by backpropagation; the weights stay.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | ModeOptions} [y]
   * @param {ModeOptions} [options]
   * @returns {import("./gradients.js").Gradients}
   */
  gradients(x, y, options) {
    return gradientsOf(this.#network, given(x, y, options));
  }

  /**
   * Every number of one pass forward and, with targets, backward.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | ModeOptions} [y] without: forward only
   * @param {ModeOptions} [options] as for gradients
   * @returns {import("./trace.js").Trace}
   */
  trace(x, y, options) {
    return traceOf(this.#network, given(x, y, options, false));
  }

  /**
   * Mean, spread, size and saturation of each layer's outputs and errors δ and of its parameters and gradients.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | { training?: boolean }} [y]
   * @param {{ training?: boolean }} [options] as for gradients
   * @returns {import("./statistics.js").LayerStatistics[]}
   */
  statistics(x, y, options) {
    return statistics(this.#network, given(x, y, options));
  }

  /**
   * Holds backpropagation against differences of the loss, for every parameter. The numeric derivative is
   * (−f(w+2ε) + 8f(w+ε) − 8f(w−ε) + f(w−2ε)) / 12ε, since float32 wants a large ε and a formula of high order.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | import("./gradient-check.js").CheckOptions} [y]
   * @param {import("./gradient-check.js").CheckOptions} [options]
   * @returns {import("./gradient-check.js").GradientCheck}
   */
  checkGradients(x, y, options) {
    return checkGradients(this.#network, given(x, y, options));
  }

  /**
   * What the optimizer remembers of the gradients so far, under the names that a saved file has: adam's
   * `{ firstMoment, secondMoment }`, say, each with a tensor for every parameter that is learned. Averages are as they
   * stand, not corrected for their start at 0. Empty for an optimizer that remembers nothing.
   *
   * @returns {Record<string, Weights>}
   */
  getOptimizerState() {
    return this.#network.tensors.readStates();
  }

  /* ---- Weights ---- */

  /** All parameters by name. @returns {Weights} */
  getWeights() {
    return this.#network.tensors.read("weights");
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
    this.#network.tensors.write(weights, "weights");
  }

  /**
   * Makes it as new: weights from the initializers, optimizer and counters at their beginning.
   *
   * @param {number} [seed] default: the spec's
   */
  reset(seed = this.#spec.seed ?? 0) {
    this.#network.core.call("model_reset", this.#network.pointer, checkSeed(seed));
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
    for (const step of trainEpochs(this, this.#network, given(x, y, options))) {
      if (step instanceof Promise) await step;
      else yield step;
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
    for (const step of trainEpochs(this, this.#network, given(x, y, options))) {
      if (step instanceof Promise) await step;
      else results.push(step);
    }
    return results;
  }

  /**
   * The learning-rate range test: on a copy of the model, one batch after the other in a shuffled order, each step with a
   * larger rate, in equal factors from `from` to `to`. Weights, counters and the optimizer's state stay as they are, bit
   * for bit. Each point has the loss before its step, as an exponentially weighted average of all so far. It ends early
   * where the loss is above the first and more than four times the least, or no longer a finite number. A schedule of the
   * optimizer is left out. `suggestLearningRate(points)` reads a rate from it.
   *
   * @param {Numbers | Dataset} x
   * @param {Numbers | import("./learning-rate-range.js").RangeOptions} [y]
   * @param {import("./learning-rate-range.js").RangeOptions} [options]
   * @returns {Promise<import("./learning-rate-range.js").RangePoint[]>}
   */
  async learningRateRange(x, y, options) {
    return learningRateRange(this.#network, this.#spec, given(x, y, options));
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
    const { tensors, directory } = this.#network;
    return encodeModel(
      {
        spec: this.#spec,
        parameters: directory.parameters,
        counters: tensors.counters,
        weights: tensors.read("weights"),
        optimizer: tensors.readStates(),
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
      model.#network.tensors.restore(saved);
    } catch (error) {
      model.dispose();
      throw error;
    }
    return model;
  }

  /** Gives its memory back; a second call does nothing. */
  dispose() {
    this.#network.dispose();
  }
}
