import { properties as backprop } from "./backprop/properties.js";
import { properties as digits } from "./digits/properties.js";
import { properties as gradient } from "./gradient/properties.js";
import { properties as perceptron } from "./perceptron/properties.js";
import { properties as plane } from "./plane/properties.js";

/**
 * A network that a lab lends to another. The lab writes it down in letters of its own, which the other's link holds, and
 * reads them again: labs know no other lab.
 *
 * @typedef {{ name: string, tensor: string, index: number }} Weight  index: its place in the tensor
 * @typedef {object} Lent
 * @property {{ layers: any[], optimizer: { type: string, learningRate?: number }, [option: string]: any }} spec
 * @property {ArrayLike<number>} x [samples × inputs]
 * @property {ArrayLike<number>} y [samples × outputs]
 * @property {number} count of samples
 * @property {readonly Weight[]} weights those that learn
 * @property {Record<string, readonly number[]>} [fixed] tensors that do not
 * @property {readonly number[]} start the weights, in the order of `weights`
 * @property {readonly (readonly number[])[]} [course] the way they have gone since, if they have
 *
 * @typedef {{ signal: AbortSignal, onProgress(share: number): void }} LendOptions
 * @typedef {(text: string, options: LendOptions) => Promise<Lent | undefined>} Lend  undefined where the text is none of its own
 */

/**
 * The labs, in the order of a first course. A lab is a folder with `lab.jsx` (its default export a component)
 * and its words in `zh.js` and `en.js`; its properties in `properties.js`, its title and its
 * one-sentence summary in the shell's dictionaries as `lab.<id>.title` and `lab.<id>.summary`. One that lends its networks has
 * a `lend.js`, whose default export is a Lend.
 */
export const labs = /** @type {const} */ ([
  { id: "perceptron", properties: perceptron, load: () => import("./perceptron/lab.jsx") },
  { id: "gradient", properties: gradient, load: () => import("./gradient/lab.jsx") },
  {
    id: "backprop",
    properties: backprop,
    load: () => import("./backprop/lab.jsx"),
    lend: () => import("./backprop/lend.js"),
  },
  {
    id: "plane",
    properties: plane,
    load: () => import("./plane/lab.jsx"),
    lend: () => import("./plane/lend.js"),
  },
  { id: "digits", properties: digits, load: () => import("./digits/lab.jsx") },
]);

/** @typedef {(typeof labs)[number]["id"]} LabId */

/** The lab's component; of no lab, nothing. @param {string} id @returns {Promise<{ default: any }> | undefined} */
export const loadLab = (id) => labs.find((lab) => lab.id === id)?.load();
