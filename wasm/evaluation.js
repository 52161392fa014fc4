/** evaluation.js: loss, accuracy and other figures over samples. */

import { Tallies, metricsFrom } from "./metrics.js";
import { checkOptions, rules } from "./options.js";

/**
 * @typedef {import("./samples.js").Numbers} Numbers
 * @typedef {import("./metrics.js").Metric} Metric
 *
 * @typedef {object} EvaluateOptions
 * @property {Numbers} [sampleWeight] one a sample, for the loss; with a data set, it stands there
 * @property {readonly import("./metrics.js").MetricSpec[]} [metrics] figures to be added to the result
 *
 * @typedef {import("./core.js").Result & import("./metrics.js").MetricResults & { [name: string]: unknown }} Evaluation
 */

const known = { sampleWeight: rules.anything, metrics: rules.list };

/**
 * What the targets of the last run asked.
 *
 * @param {import("./network.js").Network} network
 * @returns {import("./metrics.js").Question}
 */
function questionOf({ core, pointer, directory: { outputShape } }) {
  const number = core.call("model_question", pointer);
  const [kind] = /** @type {[any, number]} */ (
    Object.entries(core.enums.questions).find(([, value]) => value === number)
  );
  return {
    kind,
    width: outputShape[outputShape.length - 1],
    split: core.call("model_split", pointer),
  };
}

/**
 * Over samples from … from+count−1. With metrics in pieces that the core keeps whole, to read their outputs and targets:
 * the loss is the same, bit for bit.
 *
 * @param {import("./network.js").Network} network
 * @param {{ model: number, data: number }} samples
 * @param {number} from
 * @param {number} count
 * @param {Metric[]} metrics
 * @returns {Evaluation}
 */
export function evaluateRange(network, { model, data }, from, count, metrics) {
  const { core, tensors, directory } = network;
  const most = metrics.length > 0 ? core.enums.sizes.piece : count;
  /** @type {Tallies | undefined} */
  let tallies;
  for (let done = 0; done < count; done += most) {
    const piece = Math.min(most, count - done);
    core.run("model_evaluate", model, data, from + done, piece, Number(done > 0));
    if (metrics.length === 0) break;
    tallies ??= new Tallies(metrics, questionOf(network));
    const read = (/** @type {"output" | "target"} */ role) =>
      tensors.layer(directory.layers.length, role, piece);
    tallies.add(read("output"), read("target"));
  }
  const { loss, accuracy, samples } = core.result();
  const result = { loss, ...(accuracy !== undefined && { accuracy }), samples };
  return { ...result, ...tallies?.read(result) };
}

/**
 * @param {import("./network.js").Network} network
 * @param {ReturnType<typeof import("./network.js").given<EvaluateOptions>>} call
 * @returns {Evaluation}
 */
export function evaluate(network, { x, y, options }) {
  const { sampleWeight, metrics } = checkOptions(options, "evaluate", known);
  const wanted = metricsFrom(metrics);
  const samples = network.samples(x, y, sampleWeight);
  return evaluateRange(network, samples, 0, samples.count, wanted);
}
