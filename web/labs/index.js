import { properties as backprop } from "./backprop/properties.js";
import { properties as digits } from "./digits/properties.js";
import { properties as gradient } from "./gradient/properties.js";
import { properties as perceptron } from "./perceptron/properties.js";
import { properties as plane } from "./plane/properties.js";

/**
 * The labs, in the order of a first course. A lab is a folder with `lab.jsx` (its default export a component)
 * and its words in `zh.js` and `en.js`; its properties in `properties.js`, its title and its
 * one-sentence summary in the shell's dictionaries as `lab.<id>.title` and `lab.<id>.summary`.
 */
export const labs = /** @type {const} */ ([
  { id: "perceptron", properties: perceptron, load: () => import("./perceptron/lab.jsx") },
  { id: "gradient", properties: gradient, load: () => import("./gradient/lab.jsx") },
  { id: "backprop", properties: backprop, load: () => import("./backprop/lab.jsx") },
  { id: "plane", properties: plane, load: () => import("./plane/lab.jsx") },
  { id: "digits", properties: digits, load: () => import("./digits/lab.jsx") },
]);

/** @typedef {(typeof labs)[number]["id"]} LabId */

/** The lab's component; of no lab, nothing. @param {string} id @returns {Promise<{ default: any }> | undefined} */
export const loadLab = (id) => labs.find((lab) => lab.id === id)?.load();
