/**
 * saved.js: a model as one .safetensors file. Its tensors are the parameters by name and, for each state of the
 * optimizer, `optim.<state>.<parameter>`; its metadata has one entry, `glassnet`: JSON with the spec and the counters.
 */

import { ArgumentError, FormatError } from "./errors.js";
import { checkOptions, oneOf, rules } from "./options.js";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.js";

/**
 * @typedef {import("./tensors.js").Weights} Weights
 * @typedef {import("./generated/spec.js").ModelSpec} ModelSpec
 * @typedef {{ seed: number, steps: number, epochs: number }} Counters
 *
 * @typedef {object} SaveOptions
 * @property {boolean} [optimizer] whether to save the optimizer's state; default true
 * @property {"F32" | "F16"} [dtype] of the weights; "F16" halves the file and rounds them. Default "F32"
 *
 * @typedef {object} ModelState
 * @property {ModelSpec} spec
 * @property {Counters} counters
 * @property {{ name: string, shape: number[], learned: boolean }[]} parameters
 * @property {Weights} weights
 * @property {Record<string, Weights>} optimizer tensors by state
 *
 * @typedef {object} SavedModel
 * @property {ModelSpec} spec
 * @property {Counters} counters
 * @property {Record<string, import("./safetensors.js").Tensor>} tensors by their names in the file; without a prototype
 */

const KEY = "glassnet";
const VERSION = 1;

/** What a parameter's name begins with, where a state of the optimizer is meant. @param {string} state */
export const inState = (state) => `optim.${state}.`;

/**
 * @param {ModelState} state
 * @param {SaveOptions} [options]
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function encodeModel({ spec, counters, parameters, weights, optimizer }, options) {
  const known = { optimizer: rules.boolean, dtype: oneOf("F32", "F16") };
  const { optimizer: withOptimizer = true, dtype = "F32" } = checkOptions(options, "save", known);
  const states = withOptimizer ? Object.entries(optimizer) : [];
  const entries = /** @type {[string, import("./safetensors.js").TensorToSave][]} */ ([
    ...parameters.map(({ name, shape }) => [name, { shape, data: weights[name], dtype }]),
    ...states.flatMap(([state, values]) =>
      parameters
        .filter(({ learned }) => learned)
        .map(({ name, shape }) => [inState(state) + name, { shape, data: values[name] }]),
    ),
  ]);
  const tensors = Object.fromEntries(entries);
  const twice = parameters.find(({ name }) => tensors[name].data !== weights[name]);
  if (twice)
    throw new ArgumentError(
      `the parameter ${twice.name} is called like a state of the optimizer: give its layer another name`,
      { details: { field: twice.name } },
    );
  return encodeSafetensors(tensors, {
    [KEY]: JSON.stringify({ version: VERSION, spec, counters }),
  });
}

/** @param {string} message @param {unknown} [cause] */
const unfit = (message, cause) =>
  new FormatError(message, { cause, details: { format: "safetensors" } });

/** @param {Record<string, string>} metadata @returns {{ spec: ModelSpec, counters: Counters }} */
function describe(metadata) {
  const text = metadata[KEY];
  if (text === undefined)
    throw unfit("this .safetensors file holds no glassnet model: its metadata has no `glassnet`");
  let description;
  try {
    description = JSON.parse(text);
  } catch (cause) {
    throw unfit("the file's `glassnet` metadata is not JSON", cause);
  }
  const { version, spec, counters } = description ?? {};
  if (version !== VERSION)
    throw unfit(
      `the model was saved in version ${JSON.stringify(version)} of the form; this release reads ${VERSION}`,
    );
  const areCounts = ["seed", "steps", "epochs"].every(
    (name) => Number.isSafeInteger(counters?.[name]) && counters[name] >= 0,
  );
  if (!areCounts)
    throw unfit("the file's counters must be whole numbers, at least 0: seed, steps and epochs");
  return { spec, counters };
}

/**
 * @param {Uint8Array | ArrayBuffer} bytes
 * @returns {SavedModel}
 */
export function decodeModel(bytes) {
  const { metadata, tensors } = decodeSafetensors(bytes);
  return { ...describe(metadata), tensors };
}

/**
 * What goes wrong while a file becomes a model is the file's fault.
 *
 * @template T
 * @param {() => T} make
 * @returns {T}
 */
export function blameFile(make) {
  try {
    return make();
  } catch (error) {
    const isFault =
      error instanceof ArgumentError ||
      /** @type {any} */ (error)?.code === "shape" ||
      /** @type {any} */ (error)?.code === "numeric";
    throw isFault
      ? unfit(
          `the file's model does not fit together: ${/** @type {Error} */ (error).message}`,
          error,
        )
      : error;
  }
}
