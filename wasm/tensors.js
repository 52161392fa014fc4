/** tensors.js: the numbers of a model where they lie in the core: parameters by name, outputs by layer. */

import { ArgumentError, NumericError, ShapeError } from "./errors.js";
import { reading } from "./options.js";
import { toFloats } from "./samples.js";
import { inState } from "./saved.js";
import { sizeOf } from "./shape.js";

/**
 * @typedef {import("./samples.js").Numbers} Numbers
 * @typedef {Record<string, Float32Array>} Weights tensors by name: "dense_1.kernel"
 *
 * @typedef {object} Parameter
 * @property {string} name
 * @property {number} layer 1 for the first layer
 * @property {number[]} shape
 * @property {number} offset floats
 * @property {boolean} learned false for a frozen layer's, and for what moves by itself, as a moving average
 * @property {boolean} isSquare it is a mean of squares, which has no negative numbers
 *
 * @typedef {object} LayerSummary
 * @property {string} name
 * @property {string} type
 * @property {number[]} outputShape without the batch
 * @property {number} parameters how many can be learned
 * @property {boolean} trainable false: frozen
 * @property {number} multiplyAdds of one sample's forward pass
 * @property {[number, number]} [receptiveField] rows and columns of the input that one output pixel sees; of layers of
 *   images. It may be larger than the image; 2^32 is that or more
 *
 * @typedef {object} Directory
 * @property {number[]} inputShape
 * @property {number[]} outputShape
 * @property {number} parameterCount
 * @property {number} floats
 * @property {number} bytes of weights, gradients and states
 * @property {string[]} states
 * @property {LayerSummary[]} layers
 * @property {Parameter[]} parameters
 */

/**
 * @typedef {keyof import("./core.js").Enums["roles"]} Role
 * @typedef {"weights" | "gradients" | number} Block a number: the optimizer's state of that place
 */

/**
 * The first that is not finite or below `least`. A loop, as a function for each number takes milliseconds before an engine
 * has compiled it.
 *
 * @param {Float32Array} values
 * @param {number} least
 */
function firstWrong(values, least) {
  let index = 0;
  while (index < values.length && values[index] - values[index] === 0 && values[index] >= least)
    index++;
  return index;
}

export class Tensors {
  #core;
  #model;
  /** @type {Directory} */
  directory;

  /**
   * @param {import("./core.js").Core} core
   * @param {number} model its pointer
   */
  constructor(core, model) {
    this.#core = core;
    this.#model = model;
    this.directory = core.json("directory", model);
  }

  /** @param {Parameter} parameter @param {Block} block */
  #view({ shape, offset }, block) {
    const { blocks } = this.#core.enums;
    const number = typeof block === "number" ? blocks.state + block : blocks[block];
    const at = this.#core.call("model_block", this.#model, number) + 4 * offset;
    return this.#core.view(Float32Array, at, sizeOf(shape));
  }

  /** @param {Parameter} parameter @param {Block} block */
  parameter(parameter, block) {
    return this.#view(parameter, block).slice();
  }

  /** Those of which there are gradients and states. */
  get learned() {
    return this.directory.parameters.filter(({ learned }) => learned);
  }

  /** @param {Block} block @returns {Weights} */
  read(block) {
    const parameters = block === "weights" ? this.directory.parameters : this.learned;
    return Object.fromEntries(
      parameters.map((parameter) => [parameter.name, this.parameter(parameter, block)]),
    );
  }

  /**
   * What the last run left in a layer.
   *
   * @param {number} layer 0 for the input
   * @param {Role} role
   * @param {number} samples
   * @returns {Float32Array}
   */
  layer(layer, role, samples) {
    const { inputShape, layers } = this.directory;
    const length = samples * sizeOf(layer === 0 ? inputShape : layers[layer - 1].outputShape);
    const number = this.#core.enums.roles[role];
    const at = this.#core.call("model_tensor", this.#model, layer, number);
    return this.#core.view(Float32Array, at, length).slice();
  }

  /** @param {number} at where the core wrote five numbers; 0: there are none */
  #statistics(at) {
    if (at === 0) return undefined;
    const [mean, standardDeviation, norm, zeros, saturated] = this.#core.view(Float64Array, at, 5);
    const figures = { mean, standardDeviation, norm, zeros };
    return Number.isNaN(saturated) ? figures : { ...figures, saturated };
  }

  /**
   * @param {Parameter} parameter
   * @param {"weights" | "gradients"} block
   * @returns {import("./statistics.js").Statistics | undefined}
   */
  parameterStatistics({ shape, offset }, block) {
    const number = this.#core.enums.blocks[block];
    return this.#statistics(
      this.#core.call("block_statistics", this.#model, number, offset, sizeOf(shape)),
    );
  }

  /**
   * Of what the last run left in a layer.
   *
   * @param {number} layer
   * @param {Role} role
   * @returns {import("./statistics.js").Statistics | undefined} undefined where it left nothing
   */
  layerStatistics(layer, role) {
    const number = this.#core.enums.roles[role];
    return this.#statistics(this.#core.call("layer_statistics", this.#model, layer, number));
  }

  /**
   * All are checked before any is written.
   *
   * @param {Record<string, Numbers>} tensors
   * @param {Block} block
   */
  write(tensors, block) {
    const parameters = block === "weights" ? this.directory.parameters : this.learned;
    const named = new Map(parameters.map((parameter) => [parameter.name, parameter]));
    const given = reading(block === "weights" ? "weights" : "gradients", () =>
      Object.entries(tensors),
    );
    const checked = given.map(([name, numbers]) => {
      const parameter = named.get(name);
      if (!parameter) {
        const message = `there is no ${block === "weights" ? "" : "learned "}parameter ${JSON.stringify(name)}; there are ${[...named.keys()].join(", ")}`;
        throw new ArgumentError(message, { details: { field: name } });
      }
      const layer = this.directory.layers[parameter.layer - 1].name;
      const values = toFloats(numbers, name);
      const expected = sizeOf(parameter.shape);
      if (values.length !== expected) {
        const message = `${name} has ${values.length} numbers; its shape [${parameter.shape.join(", ")}] takes ${expected}`;
        throw new ShapeError(message, {
          layer,
          details: { field: name, expected, actual: values.length },
        });
      }
      const { isSquare } = parameter;
      const index = firstWrong(values, isSquare ? 0 : -Infinity);
      if (index < values.length) {
        const must = isSquare ? "a finite float32, at least 0" : "a finite float32";
        const message = `${name}[${index}] is ${values[index]}: it must be ${must}`;
        throw new NumericError(message, { layer, details: { field: name, index } });
      }
      return { parameter, values };
    });
    for (const { parameter, values } of checked) this.#view(parameter, block).set(values);
  }

  /** What training has counted, with the seed: all the state of chance. @returns {import("./saved.js").Counters} */
  get counters() {
    const counter = (/** @type {number} */ which) =>
      this.#core.call("model_counter", this.#model, which);
    return { seed: counter(0), steps: counter(1), epochs: counter(2) };
  }

  /** The optimizer's states by their names. @returns {Record<string, Weights>} */
  readStates() {
    const { states } = this.directory;
    return Object.fromEntries(states.map((name, k) => [name, this.read(k)]));
  }

  /**
   * Everything that training changes, as it is in a model of the same layers and optimizer.
   *
   * @param {Tensors} other
   */
  copy(other) {
    this.write(other.read("weights"), "weights");
    this.directory.states.forEach((_, k) => this.write(other.read(k), k));
    this.#count(other.counters);
  }

  /** @param {import("./saved.js").Counters} counters */
  #count({ seed, steps, epochs }) {
    this.#core.call("model_set_counters", this.#model, seed, steps, epochs);
  }

  /**
   * Everything that training changes, as it was saved: a tensor for each name, and none besides.
   *
   * @param {import("./saved.js").SavedModel} saved
   */
  restore({ counters, tensors }) {
    const { seed } = counters;
    const { parameters, states } = this.directory;
    const left = new Set(Object.keys(tensors));
    const take = (/** @type {string} */ state, /** @type {Parameter[]} */ wanted) => {
      const taken = wanted.map(({ name, shape }) => {
        const tensor = tensors[state + name];
        if (!tensor)
          throw new ArgumentError(`the tensor ${state}${name} is missing`, {
            details: { field: state + name },
          });
        // A kernel that was turned has as many numbers, and is another one.
        if (String(tensor.shape) !== String(shape)) {
          const message = `${state}${name} has the shape [${tensor.shape.join(", ")}]; the spec makes it [${shape.join(", ")}]`;
          throw new ShapeError(message, {
            details: { field: state + name, expected: shape, actual: tensor.shape },
          });
        }
        left.delete(state + name);
        return /** @type {const} */ ([name, tensor.data]);
      });
      return Object.fromEntries(taken);
    };
    this.write(take("", parameters), "weights");
    // An optimizer without its state begins anew, and the counters with it: Adam's next step depends on them.
    const isAnew = states.length > 0 && this.learned.length > 0 && left.size === 0;
    if (!isAnew) states.forEach((state, k) => this.write(take(inState(state), this.learned), k));
    const [other] = left;
    if (other !== undefined)
      throw new ArgumentError(`there is no parameter or state ${JSON.stringify(other)}`, {
        details: { field: other },
      });
    this.#core.run("model_check_weights", this.#model);
    this.#count(isAnew ? { seed, steps: 0, epochs: 0 } : counters);
  }
}
