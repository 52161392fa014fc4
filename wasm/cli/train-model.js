/** train-model.js: the network that glassnet train is to train: a new one, a saved one, or a saved one's first layers. */

import { choiceFrom } from "./kinds.js";
import { needSamplesToFit, openModel } from "./models.js";
import { ending, findSpec } from "./specs.js";

const asObject = (/** @type {any} */ kind) => (typeof kind === "string" ? { type: kind } : kind);

/**
 * The parts of a spec with what was asked for in their place.
 *
 * @param {{ optimizer?: any, loss?: any }} spec
 * @param {Record<string, any>} options
 * @param {any} schema
 */
function changed({ optimizer, loss }, { "label-smoothing": smoothing, ...options }, schema) {
  const chosen = options.optimizer ? choiceFrom(options.optimizer, "optimizer", schema) : optimizer;
  const schedule = options.schedule && choiceFrom(options.schedule, "schedule", schema);
  return {
    ...((chosen || schedule) && {
      optimizer: schedule
        ? { ...asObject(chosen ?? schema.optimizers.standard), schedule }
        : chosen,
    }),
    loss: smoothing === undefined ? loss : { ...asObject(loss), labelSmoothing: smoothing },
  };
}

/**
 * The first layers of a saved network under a last one that fits the samples.
 *
 * @param {import("../index.js").Glassnet} gn
 * @param {Record<string, any>} options
 * @param {import("./data.js").Samples} samples
 */
function transferred(gn, { from, keep, freeze, seed, ...options }, samples) {
  const old = openModel(gn, from);
  needSamplesToFit(old, from, samples.shape);
  const { layer, loss } = ending(samples);
  const { optimizer } = old.spec;
  const model = gn.transfer(old, {
    keep,
    freeze: freeze === "none" ? false : freeze?.split(","),
    layers: /** @type {any[]} */ ([layer]),
    seed,
    .../** @type {any} */ (changed({ optimizer, loss }, options, gn.schema)),
  });
  old.dispose();
  return model;
}

/**
 * @param {import("../index.js").Glassnet} gn
 * @param {Record<string, any>} options
 * @param {import("./data.js").Samples} samples
 */
export function findModel(gn, options, samples) {
  const { resume, from, spec: name = "mlp", seed } = options;
  if (from) return transferred(gn, options, samples);
  if (resume) {
    const model = openModel(gn, resume);
    needSamplesToFit(model, resume, samples.shape);
    return model;
  }
  const spec = findSpec(name, samples);
  const model = gn.model({
    seed: 1,
    ...spec,
    ...changed(spec, options, gn.schema),
    ...(seed !== undefined && { seed }),
  });
  needSamplesToFit(model, name, samples.shape);
  return model;
}
