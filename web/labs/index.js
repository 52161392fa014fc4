/**
 * The labs, in the order of a first course. A lab is a folder with `lab.jsx` (its default export a component)
 * and its words in `zh.js` and `en.js`; its properties stand in state/properties.js, its title and its
 * one-sentence summary in the shell's dictionaries as `lab.<id>.title` and `lab.<id>.summary`.
 */
export const labs = /** @type {const} */ ([
  { id: "perceptron", load: () => import("./perceptron/lab.jsx") },
  { id: "digits", load: () => import("./digits/lab.jsx") },
  { id: "backprop", load: () => import("./backprop/lab.jsx") },
]);

/** @typedef {(typeof labs)[number]["id"]} LabId */
