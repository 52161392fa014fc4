/**
 * Everything the page remembers about itself, one line a property. From this table come the signals
 * (store.js), the URL fragment, and what is said when a link holds something else.
 *
 *   lab       whose it is: "shell" for the whole page; a lab's own stand in the URL only while it is shown
 *   initial   the value when nothing says otherwise; a value equal to it is not written to the URL
 *   remember  kept in this browser as well
 */
import { labs } from "../labs/index.js";
import { choice, integer, integers, number, numbers, text } from "./kinds.js";

/**
 * @template T
 * @template {string} L
 * @param {L} lab
 * @param {import("./kinds.js").Kind<T>} kind
 * @param {T} initial
 */
const property = (lab, kind, initial, { remember = false } = {}) => ({
  lab: /** @type {string} */ (lab),
  ...kind,
  initial,
  remember,
});

/** @type {readonly ("zh" | "en")[]} */
const languages = ["zh", "en"];
/** @type {readonly ("auto" | "light" | "dark")[]} */
const themes = ["auto", "light", "dark"];

/** The networks that the digits lab can train, from the least to the most that they can learn. */
export const digitNetworks = /** @type {const} */ ([
  "perceptron",
  "softmax",
  "mlp",
  "lenet5",
  "resnet",
]);

/** A kind of the core with what is set on it, as "sgd,momentum:0.9"; and several, with "~" between. */
const ONE = /^[A-Za-z]+(,\w+:[\w.+-]+)*$/;
const MANY = /^([A-Za-z]+(,\w+:[\w.+-]+)*(~[A-Za-z]+(,\w+:[\w.+-]+)*)*)?$/;

/** @returns {"zh" | "en"} */
const languageOfBrowser = () =>
  /^zh\b/i.test(globalThis.navigator?.language ?? "zh") ? "zh" : "en";

export const properties = {
  lab: property("shell", choice(["home", ...labs.map((lab) => lab.id)]), "home"),
  lang: property("shell", choice(languages), languageOfBrowser(), { remember: true }),
  theme: property("shell", choice(themes), "auto", { remember: true }),

  // Neuron and perceptron: the samples and what was picked; the neuron set by hand; the delta rule; XOR.
  part: property("perceptron", choice(["perceptron", "neuron", "delta", "xor"]), "perceptron"),
  points: property(
    "perceptron",
    text(/^(-?[\d.]+,-?[\d.]+,-?1(:(?=-?\d)|$)){0,40}$/, 999, "3,3,1:1,1,-1"),
    "3,3,1:4,3,1:1,1,-1",
  ),
  picks: property("perceptron", text(/^(\d{1,2}(,\d{1,2}){0,199})?$/, 600, "0,2,2"), ""),
  kept: property("perceptron", text(/^(\d{1,2}(,\d{1,2}){0,199})?$/, 600, "0,2,2"), ""),
  eta: property("perceptron", number(0.001, 10), 1),
  gate: property("perceptron", choice(["AND", "OR", "NAND", "XOR"]), "AND"),
  neuron: property("perceptron", numbers(3, -100, 100), [1, 1, 0]),
  unit: property("perceptron", choice(["sign", "linear", "sigmoid"]), "linear"),
  feed: property("perceptron", choice(["sample", "mini", "batch"]), "sample"),
  rate: property("perceptron", number(0, 10), 0.05),
  updates: property("perceptron", integer(0, 500), 0),
  wayOut: property("perceptron", choice(["feature", "hidden"]), "feature"),
  units: property("perceptron", integer(1, 8), 4),
  start: property("perceptron", integer(0, 0xffffffff), 1),

  // Backpropagation: the given values, and where in the calculation we are.
  x: property("backprop", numbers(2, -100, 100), [1, 0.5]),
  y: property("backprop", number(-100, 100), 4),
  w: property("backprop", numbers(6, -100, 100), [0.5, 1.5, 2.3, 3, 1, 1]),
  lr: property("backprop", number(0, 10), 0.1),
  places: property("backprop", integer(2, 6), 6, { remember: true }),
  step: property("backprop", integer(0, 999), 0),
  at: property("backprop", integer(0, 999), 0),
  see: property("backprop", text(/^[\w.]*$/, 24, "d.w1"), ""),

  // Digits: the data generated, and the network and the training that the seed makes the same each time.
  samples: property("digits", integer(100, 60_000), 10_000),
  dataSeed: property("digits", integer(0, 0xffffff), 1),
  network: property("digits", choice(digitNetworks), "mlp"),
  hidden: property("digits", text(/^(\d{1,4}(,\d{1,4}){0,3})?$/, 24, "128,64"), "128"),
  activation: property("digits", text(/^[A-Za-z]+$/, 24, "relu"), "relu"),
  optimizer: property("digits", text(ONE, 200, "sgd,momentum:0.9"), "adam"),
  schedule: property("digits", text(ONE, 200, "step,every:5"), "constant"),
  augment: property("digits", text(MANY, 400, "shift,pixels:3~rotate"), ""),
  dropout: property("digits", number(0, 0.95), 0),
  l2: property("digits", number(0, 1), 0),
  batch: property("digits", integer(1, 1024), 32),
  epochs: property("digits", integer(1, 100), 5),
  seed: property("digits", integer(0, 0xffffffff), 1),
  tuneRate: property("digits", number(1e-7, 1), 0.0005),
  tuneEpochs: property("digits", integer(1, 50), 5),
  tuneMix: property("digits", integer(0, 5000), 1000),
  pair: property("digits", text(/^(\d,\d)?$/, 3, "4,9"), ""),

  // Digits, looked into: which view, and the place in the network that it shows.
  inside: property("digits", choice(["maps", "occlusion", "step", "sizes"]), "maps"),
  patch: property("digits", integer(1, 15), 7),
  layer: property("digits", text(/^\w*$/, 60, "conv2d_1"), ""),
  map: property("digits", integer(0, 4095), 0),
  channel: property("digits", integer(0, 4095), 0),
  way: property("digits", choice(["forward", "kernel", "input"]), "forward"),
  cell: property("digits", integers(2, 0, 4095), [5, 4]),
  tap: property("digits", integers(2, 0, 4095), [0, 0]),
  pixel: property("digits", integers(2, 0, 4095), [12, 12]),
  target: property("digits", text(/^\d?$/, 1, "7"), ""),
  image: property("digits", integer(1, 4096), 28),
  chain: property(
    "digits",
    text(
      /^((conv|max|average):\d+(,\d+){2,3}|dense:\d+)(;((conv|max|average):\d+(,\d+){2,3}|dense:\d+))*$/,
      300,
      "conv:6,5,1,2;max:2,2,0;dense:10",
    ),
    "conv:6,5,1,2;max:2,2,0;conv:16,5,1,0;max:2,2,0;dense:120;dense:84;dense:10",
  ),
};
