/** rates.js: glassnet rates */

import { load, suggestLearningRate } from "../index.js";
import { needSamples } from "./data.js";
import * as figures from "./figures.js";
import { needSamplesToFit, openModel } from "./models.js";
import { builtIn, findSpec } from "./specs.js";
import { table } from "./table.js";

export const summary = "tries learning rates: each step with a larger one, from no use to too much";

export const operand = null;

/** @type {Record<string, import("./arguments.js").Option>} */
export const options = {
  data: { type: "text", value: "DIR", required: true, about: "folder with the samples" },
  spec: {
    type: "text",
    value: "SPEC",
    fallback: "mlp",
    about: `the network: ${Object.keys(builtIn).join(", ")}, or a JSON or .safetensors file`,
  },
  from: { type: "factor", value: "X", fallback: 1e-6, about: "the first rate" },
  to: { type: "factor", value: "X", fallback: 1, about: "the last" },
  steps: { type: "count", value: "N", fallback: 100, about: "how many between them, at least 2" },
  "batch-size": { type: "count", value: "N", fallback: 32, about: "samples of a step" },
  seed: { type: "seed", value: "N", about: "of the new network (default: 1, or the spec's)" },
  json: { type: "flag", about: "print the result as JSON" },
};

export const details = `DIR is as for glassnet train. The network is a copy: nothing is saved. It ends early where the loss explodes.`;

const LINES = 24;
const BAR = 32;

/** A line for some of the points, with the loss as a bar. @param {import("../learning-rate-range.js").RangePoint[]} points */
function plot(points) {
  const most = Math.max(...points.map(({ loss }) => loss));
  const every = Math.ceil(points.length / LINES);
  const rows = points
    .filter((_, k) => k % every === 0 || k === points.length - 1)
    .map(({ learningRate, loss }) => [
      learningRate.toExponential(1),
      figures.loss(loss),
      "█".repeat(Math.max(1, Math.round((BAR * loss) / most))).padEnd(BAR),
    ]);
  return table([["learning rate", "loss", "".padEnd(BAR)], ...rows]);
}

/**
 * @param {import("./arguments.js").Given} given
 * @returns {Promise<import("./arguments.js").Result>}
 */
export async function run({ options: given, signal }) {
  const { data, spec, from, to, steps, "batch-size": batchSize, seed } = given;
  const samples = await needSamples(data, "train");
  const gn = await load();
  const model = spec.endsWith(".safetensors")
    ? openModel(gn, spec)
    : gn.model({ seed: 1, ...findSpec(spec, samples), ...(seed !== undefined && { seed }) });
  needSamplesToFit(model, spec, samples.shape);
  const { x, y, scale } = samples;
  const training = gn.dataset({ x, y, scale });
  const points = await model.learningRateRange(training, { from, to, steps, batchSize, signal });
  const suggested = suggestLearningRate(points);
  const advice =
    suggested === undefined
      ? "the loss falls nowhere: try rates further apart, or more steps"
      : `the loss falls fastest at ${suggested.toExponential(1)}: a good rate to begin with`;
  return { text: `${plot(points)}\n\n${advice}`, data: { points, suggested } };
}
