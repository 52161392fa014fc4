/** transfer.js: a trained model's first layers under a new head: the spec of the new model, and what it takes over. */

import { ArgumentError } from "./errors.js";
import { checkOptions, plain, rules, shown } from "./options.js";
import { textOf } from "./spec.js";

/**
 * @typedef {import("./generated/spec.js").ModelSpec} ModelSpec
 * @typedef {import("./generated/spec.js").LayerSpec} LayerSpec
 *
 * @typedef {object} TransferOptions
 * @property {string | number} [keep] the last layer that is kept, by its name or as a count of layers from the first; with it
 *   all that it reads, directly or not. Default: with new layers all but the last one, else all
 * @property {boolean | readonly string[]} [freeze] which of the kept layers are not trained any more: all (true, the
 *   default), none (false), or just those named
 * @property {readonly LayerSpec[]} [layers] the new head, on the last kept layer unless their `inputs` say otherwise;
 *   default: none
 * @property {ModelSpec["loss"]} [loss] default: the old model's
 * @property {ModelSpec["optimizer"]} [optimizer] default: the old model's, beginning anew
 * @property {number} [seed] of the new head's weights, of shuffling and dropout; default: the old model's
 */

const known = {
  keep: {
    must: "a layer's name or a count",
    test: (/** @type {any} */ v) => rules.text.test(v) || rules.count.test(v),
  },
  freeze: {
    must: "true, false or a list of names",
    test: (/** @type {any} */ v) => rules.boolean.test(v) || rules.list.test(v),
  },
  layers: rules.list,
  loss: rules.anything,
  optimizer: rules.anything,
  seed: rules.anything,
};

/** @param {string} message @param {string} field @param {unknown} [value] */
const refusal = (message, field, value) =>
  new ArgumentError(`transfer: ${message}`, { details: { field, value: plain(value) } });

/**
 * The layers with the names that they go by and the layers that they read.
 *
 * @param {ModelSpec} spec
 * @param {string[]} names
 */
const named = ({ layers }, names) =>
  layers.map((layer, i) => {
    const { inputs = [] } = /** @type {{ inputs?: string | readonly string[] }} */ (layer);
    const given = [inputs].flat();
    const reads = given.length > 0 ? given : [i === 0 ? "input" : names[i - 1]];
    return { layer, name: names[i], reads };
  });

/**
 * How many layers are kept at most: up to the one meant.
 *
 * @param {TransferOptions["keep"]} keep
 * @param {string[]} names
 * @param {boolean} hasHead
 */
function endOf(keep, names, hasHead) {
  const count = keep ?? names.length - Number(hasHead);
  const end = typeof count === "number" ? count : names.indexOf(count) + 1;
  if (end > 0 && end <= names.length) return end;
  if (typeof keep === "string")
    throw refusal(
      `there is no layer ${shown(keep)} to keep; there are ${names.join(", ")}`,
      "keep",
      keep,
    );
  throw refusal(
    `keep is ${count}; the model has ${names.length} layers to keep, and at least one must be`,
    "keep",
    count,
  );
}

/**
 * The layers that the last one depends on, and itself.
 *
 * @param {ReturnType<typeof named>} layers
 */
function neededBy(layers) {
  const needed = new Set(layers.slice(-1).map(({ name }) => name));
  for (const { name, reads } of [...layers].reverse())
    if (needed.has(name)) for (const read of reads) needed.add(read);
  return layers.filter(({ name }) => needed.has(name));
}

/**
 * @param {NonNullable<TransferOptions["freeze"]>} freeze
 * @param {string[]} names of the kept layers
 */
function frozenFrom(freeze, names) {
  if (typeof freeze === "boolean") return freeze ? names : [];
  const other = freeze.find((name) => !names.includes(name));
  if (other === undefined) return freeze;
  throw refusal(
    `freeze names ${shown(other)}; the layers kept are ${names.join(", ")}`,
    "freeze",
    other,
  );
}

/**
 * New layers without a name get that which the core would give them, or the next one that is free: a layer that was kept may
 * have it.
 *
 * @param {readonly LayerSpec[]} layers
 * @param {readonly LayerSpec[]} body the kept layers
 */
function nameHead(layers, body) {
  const taken = new Set([...body, ...layers].map((layer) => layer?.name));
  return layers.map((layer, i) => {
    if (typeof layer?.type !== "string" || layer.name) return layer;
    const before = [...body, ...layers.slice(0, i)].filter((other) => other?.type === layer.type);
    let k = before.length + 1;
    while (taken.has(`${layer.type}_${k}`)) k++;
    const name = `${layer.type}_${k}`;
    taken.add(name);
    return { ...layer, name };
  });
}

/** A copy, as JSON has it. @template T @param {T} value @param {string} name @returns {T} */
const plainData = (value, name) => JSON.parse(textOf(value, name));

/**
 * @param {ModelSpec} spec of the old model
 * @param {string[]} names of its layers
 * @param {ReadonlySet<string>} weighted those that have parameters
 * @param {TransferOptions} [options]
 * @returns {{ spec: ModelSpec, kept: string[] }} of the new one, and the layers whose parameters it takes over
 */
export function transferred(spec, names, weighted, options) {
  const given = checkOptions(options, "transfer", known);
  const { keep, freeze: _, layers: __, ...others } = given;
  const freeze = plainData(given.freeze ?? true, "freeze");
  const layers = plainData(given.layers ?? [], "layers");
  const kept = neededBy(named(spec, names).slice(0, endOf(keep, names, layers.length > 0)));
  const keptNames = kept.map(({ name }) => name);
  const frozen = frozenFrom(freeze, keptNames);
  const body = kept.map(({ layer, name, reads }, i) => {
    const { inputs: _, trainable: __, ...rest } = /** @type {any} */ (layer);
    const isNext = reads.length === 1 && reads[0] === (keptNames[i - 1] ?? "input");
    return {
      ...rest,
      name,
      ...(!isNext && { inputs: reads }),
      ...(frozen.includes(name) && weighted.has(name) && { trainable: false }),
    };
  });
  const changed = Object.entries(others).filter(([, value]) => value !== undefined);
  const all = [...body, ...nameHead(layers, body)];
  return { spec: { ...spec, ...Object.fromEntries(changed), layers: all }, kept: keptNames };
}
