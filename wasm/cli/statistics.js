/** statistics.js: what each layer's numbers are like, as a table a person reads. */

import { table } from "./table.js";

/** @param {number | undefined} value */
const number = (value) => (value === undefined ? "" : value.toPrecision(3));
/** @param {number | undefined} share */
const percent = (share) => (share === undefined ? "" : `${(100 * share).toFixed(1)} %`);

const head = ["layer", "mean", "spread", "zeros", "saturated", "‖δ‖", "‖∂L/∂w‖"];

/** The root of the sum of squares over all parameters that have a gradient. */
/** @param {import("../statistics.js").LayerStatistics["parameters"]} parameters */
function gradientNorm(parameters) {
  const norms = Object.values(parameters).flatMap(({ gradient }) => gradient?.norm ?? []);
  return norms.length > 0 ? Math.hypot(...norms) : undefined;
}

/** @param {readonly import("../statistics.js").LayerStatistics[]} layers */
export const describe = (layers) =>
  table([
    head,
    ...layers.map(({ name, output, delta, parameters }) => [
      name,
      number(output.mean),
      number(output.standardDeviation),
      percent(output.zeros),
      percent(output.saturated),
      number(delta?.norm),
      number(gradientNorm(parameters)),
    ]),
  ]);
