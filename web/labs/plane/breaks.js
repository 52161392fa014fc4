/** "Break it": settings of a run (properties.js) made into those of one that goes wrong, each in one way. */
import { readChoice, writeChoice } from "../../state/choices.js";

/** @typedef {{ init: string, optimizer: string, bias: string, standardise: string, unit: number }} Settings */

/** @param {string} text of the optimizer @param {number} learningRate */
function withRate(text, learningRate) {
  const optimizer = { ...readChoice(text), learningRate };
  const fields = Object.keys(optimizer).map((name) => ({ name }));
  return writeChoice(optimizer, /** @type {any} */ (fields));
}

/** The rate is that in use: where the settings do not say it, it is the core's. @satisfies {Record<string, (settings: Settings, rate: number) => Partial<Settings>>} */
export const breaks = {
  zeros: () => ({ init: "zeros" }),
  fast: ({ optimizer }, rate) => ({
    optimizer: withRate(optimizer, Number((100 * rate).toPrecision(6))),
  }),
  noBias: () => ({ bias: "off" }),
  unscaled: () => ({ standardise: "off", unit: 100 }),
};
