/**
 * What the network reads of a sample: its coordinates and functions of them. A curve's sample has one coordinate, and only
 * the features of x₁.
 */

/** @type {Record<"x1" | "x2" | "x1Squared" | "x2Squared" | "product" | "sinX1" | "sinX2", { label: string, of: (x: readonly number[]) => number, needs: 1 | 2 }>} */
export const features = {
  x1: { label: "x₁", of: ([a]) => a, needs: 1 },
  x2: { label: "x₂", of: ([, b]) => b, needs: 2 },
  x1Squared: { label: "x₁²", of: ([a]) => a * a, needs: 1 },
  x2Squared: { label: "x₂²", of: ([, b]) => b * b, needs: 2 },
  product: { label: "x₁x₂", of: ([a, b]) => a * b, needs: 2 },
  sinX1: { label: "sin x₁", of: ([a]) => Math.sin(a), needs: 1 },
  sinX2: { label: "sin x₂", of: ([, b]) => Math.sin(b), needs: 2 },
};

/** @typedef {keyof typeof features} FeatureName */
export const featureNames = /** @type {FeatureName[]} */ (Object.keys(features));

/** What a list has beside them, "x1,x3" the "x3". @param {string} list */
export const strangersIn = (list) =>
  list
    .split(",")
    .filter((name) => !Object.hasOwn(features, name))
    .join();

/** Those that samples of so many coordinates have. @param {number} inputs */
export const featuresFor = (inputs) =>
  featureNames.filter((name) => features[name].needs <= inputs);

/** Math.sin may differ in the last bit of a double between engines; floats, which the core reads, are the same. */
const { fround } = Math;

/**
 * Rows of coordinates → rows of features, each multiplied by `unit`: 100 where a length is written down in centimetres in
 * place of metres. Standardisation undoes it.
 *
 * @param {readonly (readonly number[])[]} rows @param {readonly FeatureName[]} chosen @param {number} [unit]
 */
export const expand = (rows, chosen, unit = 1) =>
  rows.map((row) => chosen.map((name) => fround(unit * features[name].of(row))));
