/** model.js: a network with its weights. All numbers that it hands out are copies. */

import { phases } from "./core.js";
import { Dataset, stage } from "./dataset.js";
import { ArgumentError, DisposedError, NumericError, ShapeError } from "./errors.js";
import { checkGradients } from "./gradient-check.js";
import { checkOptions, checkSeed, rules } from "./options.js";
import { checkRows, toFloats } from "./samples.js";
import { encodeModel } from "./saved.js";
import { copySpec } from "./spec.js";
import { trainEpochs } from "./train.js";

/**
 * @typedef {import("./samples.js").Numbers} Numbers
 * @typedef {import("./generated/spec.js").ModelSpec} ModelSpec
 * @typedef {import("./core.js").Result} Result
 * @typedef {import("./train.js").TrainOptions} TrainOptions
 * @typedef {import("./train.js").EpochResult} EpochResult
 * @typedef {Record<string, Float32Array>} Weights tensors by name: "dense_1.kernel"
 *
 * @typedef {object} Parameter
 * @property {string} name
 * @property {number} layer 1 for the first layer
 * @property {number[]} shape
 * @property {number} offset floats
 *
 * @typedef {object} LayerSummary
 * @property {string} name
 * @property {string} type
 * @property {number[]} outputShape without the batch
 * @property {number} parameters how many
 *
 * @typedef {object} Directory
 * @property {number[]} inputShape
 * @property {number[]} outputShape
 * @property {number} parameterCount
 * @property {number} floats
 * @property {string[]} states
 * @property {LayerSummary[]} layers
 * @property {Parameter[]} parameters
 *
 * @typedef {object} TracedLayer
 * @property {string} name
 * @property {string} type
 * @property {number[]} outputShape
 * @property {Float32Array} preactivation z, [batch × outputShape]
 * @property {Float32Array} output a = f(z)
 * @property {Float32Array} [outputGradient] that is ∂loss/∂a; left out without targets
 * @property {Float32Array} [delta] that is ∂loss/∂z; likewise
 * @property {Record<string, { shape: number[], value: Float32Array, gradient?: Float32Array }>} parameters by their
 *   names in the layer: "kernel", "bias"
 */

/** gn_block */
const blocks = { weights: 0, gradients: 1, state: 2 };
/** gn_role */
const roles = { preactivation: 0, output: 1, outputGradient: 2, delta: 3 };

const modeOptions = { training: rules.boolean };
const batchOptions = { sampleWeight: rules.anything };

/** @param {number[]} shape */
const sizeOf = (shape) => shape.reduce((product, size) => product * size, 1);

export class Model {
  #core;
  #pointer = 0;
  #isTraining = false;
  /** @type {ModelSpec} */
  #spec;
  /** @type {Directory} */
  #directory;

  /**
   * Made by `gn.model(spec)` and `gn.open(bytes)`.
   *
   * @param {import("./core.js").Core} core
   * @param {ModelSpec} spec
   */
  constructor(core, spec) {
    const { copy, text } = copySpec(spec);
    const bytes = new TextEncoder().encode(text);
    core.view(Uint8Array, core.room(bytes.length), bytes.length).set(bytes);
    this.#core = core;
    this.#spec = copy;
    this.#pointer = core.get("model_create", bytes.length);
    this.#directory = core.json("directory", this.#pointer);
  }

  get #model() {
    if (this.#pointer === 0)
      throw new DisposedError(
        "this model has been disposed of: make a new one, or open a saved one",
      );
    return this.#pointer;
  }

  /** The plain object it was made from: a copy. @returns {ModelSpec} */
  get spec() {
    return structuredClone(this.#spec);
  }

  /** Of one sample. @returns {number[]} */
  get inputShape() {
    return [...this.#directory.inputShape];
  }

  /** Of one sample. @returns {number[]} */
  get outputShape() {
    return [...this.#directory.outputShape];
  }

  /** How many numbers are learned. @returns {number} */
  get parameterCount() {
    return this.#directory.parameterCount;
  }

  /** How many updates have been made since the weights were new. @returns {number} */
  get steps() {
    return this.#core.call("model_counter", this.#model, 1);
  }

  /** How many epochs of train() have been completed since the weights were new. @returns {number} */
  get epochs() {
    return this.#core.call("model_counter", this.#model, 2);
  }

  /** @returns {LayerSummary[]} */
  summary() {
    void this.#model; // refuses when it has been disposed of
    return structuredClone(this.#directory.layers);
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
    if (!(x instanceof Dataset)) checkRows(x, this.#directory.inputShape);
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
    const length = count * sizeOf(this.#directory.outputShape);
    const room = this.#core.room(length * 4);
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
   * ∂loss/∂w of all parameters and ∂loss/∂x, by backpropagation; the weights stay.
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
    const inputGradient = this.#tensor(
      0,
      roles.outputGradient,
      samples.count * sizeOf(this.#directory.inputShape),
    );
    return { loss, gradients: this.#read(blocks.gradients), inputGradient };
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
    const withTargets = x instanceof Dataset || (given.y !== undefined && given.y !== null);
    const samples = this.#samples(x, given.y);
    const backward = phases.backward | phases.inputGradient | phases.outputGradient;
    this.#run(
      samples,
      (withTargets ? backward : phases.forward) | (training ? phases.training : 0),
    );
    const { loss } = this.#core.result();
    const layers = this.#directory.layers.map((_, i) =>
      this.#tracedLayer(i + 1, samples.count, withTargets),
    );
    if (!withTargets) return { layers };
    const inputGradient = this.#tensor(
      0,
      roles.outputGradient,
      samples.count * sizeOf(this.#directory.inputShape),
    );
    return { loss, layers, inputGradient };
  }

  /**
   * @param {number} index
   * @param {number} count of samples
   * @param {boolean} withTargets
   * @returns {TracedLayer}
   */
  #tracedLayer(index, count, withTargets) {
    const { name, type, outputShape } = this.#directory.layers[index - 1];
    const length = count * sizeOf(outputShape);
    const read = (/** @type {number} */ role) => this.#tensor(index, role, length);
    const parameters = this.#directory.parameters.filter(({ layer }) => layer === index);
    return {
      name,
      type,
      outputShape: [...outputShape],
      preactivation: read(roles.preactivation),
      output: read(roles.output),
      ...(withTargets && { outputGradient: read(roles.outputGradient), delta: read(roles.delta) }),
      parameters: Object.fromEntries(
        parameters.map((parameter) => [
          parameter.name.slice(name.length + 1),
          {
            shape: [...parameter.shape],
            value: this.#parameter(parameter, blocks.weights),
            ...(withTargets && { gradient: this.#parameter(parameter, blocks.gradients) }),
          },
        ]),
      ),
    };
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
    const gradients = this.#read(blocks.gradients);
    const { floats, parameters } = this.#directory;
    const room = this.#core.room(floats * 8);
    const { model, data, count } = samples;
    this.#core.run("model_numeric_gradients", model, data, 0, count, mode, epsilon, room);
    return checkGradients(parameters, gradients, this.#core.view(Float64Array, room, floats));
  }

  /** @param {number} layer @param {number} role @param {number} length */
  #tensor(layer, role, length) {
    return this.#core
      .view(Float32Array, this.#core.call("model_tensor", this.#model, layer, role), length)
      .slice();
  }

  /* ---- Weights ---- */

  /** @param {Parameter} parameter @param {number} block */
  #view({ shape, offset }, block) {
    const at = this.#core.call("model_block", this.#model, block) + 4 * offset;
    return this.#core.view(Float32Array, at, sizeOf(shape));
  }

  /** @param {Parameter} parameter @param {number} block */
  #parameter(parameter, block) {
    return this.#view(parameter, block).slice();
  }

  /** @param {number} block @returns {Weights} */
  #read(block) {
    const { parameters } = this.#directory;
    return Object.fromEntries(
      parameters.map((parameter) => [parameter.name, this.#parameter(parameter, block)]),
    );
  }

  /** All parameters by name. @returns {Weights} */
  getWeights() {
    return this.#read(blocks.weights);
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
    void this.#model;
    this.#write(weights, blocks.weights);
  }

  /**
   * All are checked before any is written.
   *
   * @param {Record<string, Numbers>} tensors
   * @param {number} block
   */
  #write(tensors, block) {
    const named = new Map(
      this.#directory.parameters.map((parameter) => [parameter.name, parameter]),
    );
    const checked = Object.entries(tensors).map(([name, numbers]) => {
      const parameter = named.get(name);
      if (!parameter) {
        const message = `there is no parameter ${JSON.stringify(name)}; there are ${[...named.keys()].join(", ")}`;
        throw new ArgumentError(message, { details: { field: name } });
      }
      const layer = this.#directory.layers[parameter.layer - 1].name;
      const values = toFloats(numbers, name);
      const expected = sizeOf(parameter.shape);
      if (values.length !== expected) {
        const message = `${name} has ${values.length} numbers; its shape [${parameter.shape.join(", ")}] takes ${expected}`;
        throw new ShapeError(message, {
          layer,
          details: { field: name, expected, actual: values.length },
        });
      }
      const index = values.findIndex((value) => !Number.isFinite(value));
      if (index >= 0) {
        const message = `${name}[${index}] is ${values[index]}: it must be a finite float32`;
        throw new NumericError(message, { layer, details: { field: name, index } });
      }
      return { parameter, values };
    });
    for (const { parameter, values } of checked) this.#view(parameter, block).set(values);
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
    return encodeModel(this.#state(), options);
  }

  /** Everything that training changes. @returns {import("./saved.js").ModelState} */
  #state() {
    const counter = (/** @type {number} */ which) =>
      this.#core.call("model_counter", this.#model, which);
    const { states, parameters } = this.#directory;
    return {
      spec: this.spec,
      counters: { seed: counter(0), steps: counter(1), epochs: counter(2) },
      parameters,
      weights: this.getWeights(),
      optimizer: Object.fromEntries(states.map((name, k) => [name, this.#read(blocks.state + k)])),
    };
  }

  /**
   * A model as it was saved.
   *
   * @param {import("./core.js").Core} core
   * @param {import("./saved.js").SavedModel} saved
   */
  static restore(core, { spec, counters, weights, shapes, optimizer }) {
    const model = new Model(core, spec);
    try {
      model.#checkShapes(shapes);
      model.#restore(counters, weights, optimizer);
    } catch (error) {
      model.dispose();
      throw error;
    }
    return model;
  }

  /** A kernel that was turned has as many numbers, and is another one. */
  /** @param {Record<string, number[]>} shapes */
  #checkShapes(shapes) {
    for (const { name, shape } of this.#directory.parameters) {
      const given = shapes[name];
      if (given === undefined || String(given) === String(shape)) continue;
      const message = `${name} has the shape [${given.join(", ")}]; the spec makes it [${shape.join(", ")}]`;
      throw new ShapeError(message, { details: { field: name, expected: shape, actual: given } });
    }
  }

  /**
   * @param {import("./saved.js").Counters} counters
   * @param {Weights} weights
   * @param {Record<string, Weights>} optimizer
   */
  #restore({ seed, steps, epochs }, weights, optimizer) {
    const missing = this.#directory.parameters.find(({ name }) => !Object.hasOwn(weights, name));
    if (missing)
      throw new ArgumentError(`the parameter ${missing.name} is missing`, {
        details: { field: missing.name },
      });
    this.#write(weights, blocks.weights);
    for (const [name, tensors] of Object.entries(optimizer)) {
      const k = this.#directory.states.indexOf(name);
      if (k < 0)
        throw new ArgumentError(`the optimizer has no state ${JSON.stringify(name)}`, {
          details: { field: name },
        });
      this.#write(tensors, blocks.state + k);
    }
    this.#core.call("model_set_counters", this.#model, seed, steps, epochs);
  }

  /** Gives its memory back; a second call does nothing. */
  dispose() {
    if (this.#pointer !== 0) this.#core.call("model_release", this.#pointer);
    this.#pointer = 0;
  }
}
