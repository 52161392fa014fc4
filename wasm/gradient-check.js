/** gradient-check.js: how far backpropagation and differences of the loss are apart. */

/**
 * @typedef {object} CheckedParameter
 * @property {string} name of the tensor
 * @property {number} index in it
 * @property {number} analytic by backpropagation
 * @property {number} numeric by differences
 * @property {number} relativeError |analytic − numeric| / (|analytic| + |numeric|), the denominator at least 1 % of
 *   the largest gradient of the model: below that, float32 cannot tell a derivative from rounding
 *
 * @typedef {object} GradientCheck
 * @property {number} maxRelativeError
 * @property {CheckedParameter[]} parameters every number that is learned
 */

/**
 * @param {import("./tensors.js").Parameter[]} parameters those that are learned
 * @param {import("./tensors.js").Weights} gradients
 * @param {Float64Array} numeric laid out as the directory says
 * @returns {GradientCheck}
 */
export function checkGradients(parameters, gradients, numeric) {
  let largest = 0;
  for (const values of Object.values(gradients))
    for (const value of values) largest = Math.max(largest, Math.abs(value));
  const floor = 0.01 * largest || Number.MIN_VALUE;
  let maxRelativeError = 0;
  const checked = parameters.flatMap(({ name, offset }) =>
    Array.from(gradients[name], (analytic, index) => {
      const difference = numeric[offset + index];
      const size = Math.max(Math.abs(analytic) + Math.abs(difference), floor);
      const relativeError = Math.abs(analytic - difference) / size;
      maxRelativeError = Math.max(maxRelativeError, relativeError);
      return { name, index, analytic, numeric: difference, relativeError };
    }),
  );
  return { maxRelativeError, parameters: checked };
}
