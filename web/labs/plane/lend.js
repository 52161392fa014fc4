/** A run lent to another lab: its network, its samples, and the way of its weights. */
import { engine } from "../../state/engine.js";
import { raised } from "../../ui/number.js";
import { beginning, retrace } from "./runs/replay.js";
import { readRun } from "./runs/written.js";

/** @typedef {import("../index.js").Weight} Weight */
/** @typedef {Record<string, Float32Array>} Tensors */

/** Of each layer its weights, then its biases: "w² 1→3" of layer 2 leads from its first input to its third neuron. @param {any[]} layers @param {Tensors} tensors @returns {Weight[]} */
const weightsOf = (layers, tensors) =>
  layers
    .filter(({ type }) => type === "dense")
    .flatMap(({ name, units }, k) => {
      const named = (/** @type {string} */ part, /** @type {(index: number) => string} */ nameOf) =>
        [...(tensors[`${name}.${part}`] ?? [])].map((_, index) => ({
          name: nameOf(index),
          tensor: `${name}.${part}`,
          index,
        }));
      const layer = raised(k + 1);
      return [
        // A kernel is [in, out].
        ...named("kernel", (i) => `w${layer} ${Math.floor(i / units) + 1}→${(i % units) + 1}`),
        ...named("bias", (i) => `b${layer} ${i + 1}`),
      ];
    });

/** Numbers of classes as rows of 0 and 1. @param {import("./trainer.js").Set} set @param {number} outputs */
const targetsOf = ({ y }, outputs) =>
  outputs === 1
    ? y
    : Float32Array.from({ length: y.length * outputs }, (_, i) =>
        Number(y[Math.floor(i / outputs)] === i % outputs),
      );

/** @type {import("../index.js").Lend} */
export default async function lend(text, options) {
  const run = readRun(text);
  if (!run) return undefined;
  const trainer = await beginning(await engine(), run.legs);
  try {
    const { layers } = trainer.spec;
    const weights = weightsOf(layers, await trainer.model.getWeights());
    /** @type {number[][]} */
    const course = [];
    const note = async () => {
      const tensors = await trainer.model.getWeights();
      course.push(weights.map(({ tensor, index }) => tensors[tensor][index]));
    };
    await retrace(trainer, run.legs, { ...options, note });
    const { spec, sets } = trainer;
    const { x, count } = sets.train;
    const y = targetsOf(sets.train, layers[layers.length - 1].units);
    return { spec, x, y, count, weights, start: course[0], course };
  } finally {
    await trainer.dispose();
  }
}
