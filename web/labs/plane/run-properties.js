/**
 * The properties that make a run: its samples, what is read of them, the network, its training. A run that is kept is
 * written down by them (runs/written.js).
 */
import { choice, integer, integers, number, text } from "../../state/kinds.js";
import { property } from "../../state/property.js";
import { readRows } from "./own.js";

/** A kind of the core with what is set on it, as "sgd,momentum:0.9". */
const KIND = /^[A-Za-z]{1,24}(,\w{1,24}:[\w.+-]{1,24}){0,9}$/;
/** The sets of datasets.js, which is fetched with the lab. */
export const datasetNames = /** @type {const} */ ([
  "circle",
  "xor",
  "gaussians",
  "spiral",
  "moons",
  "threeBlobs",
  "fourBlobs",
  "threeArms",
  "plane",
  "peaks",
  "sine",
  "step",
  "bump",
  "absolute",
  "sawtooth",
  "ripples",
]);
const isOn = choice(["on", "off"]);

/** @typedef {{ [K in keyof typeof runProperties]: (typeof runProperties)[K]["initial"] }} Settings */

export const runProperties = {
  // The samples, and what the network reads of them.
  data: property(choice([...datasetNames, "own"]), "circle"),
  own: property(
    { ...text(/^/, 4000, "3,3,1:-3,-3,0"), parse: (rows) => (readRows(rows) ? rows : undefined) },
    "-3,-2,0:-2,-3,0:-1,1,0:2,3,1:3,2,1:1,-1,1",
  ),
  count: property(integer(4, 2000), 300),
  noise: property(number(0, 0.5), 0.1),
  dataSeed: property(integer(0, 0xffffffff), 1),
  held: property(integers(2, 0, 45), [20, 20]), // percent for validation, for test
  inputs: property(text(/^[A-Za-z0-9]{2,10}(,[A-Za-z0-9]{2,10}){0,6}$/, 80, "x1,x2"), "x1,x2"),
  unit: property(number(0.001, 1000), 1), // what each input is multiplied by
  standardise: property(isOn, "on"),
  // The network.
  hidden: property(
    text(/^(([1-9]|1[0-2]):[A-Za-z]{1,20}(,(?!$)|$)){0,6}$/, 150, "4:tanh,2:relu"),
    "4:tanh",
  ),
  init: property(text(KIND, 120, "heNormal"), "glorotUniform"),
  bias: property(isOn, "on"),
  seed: property(integer(0, 0xffffffff), 1),
  // Its training: changed in the midst of a run, the weights stay.
  loss: property(choice(["suited", "meanSquaredError", "halfSquaredError"]), "suited"),
  optimizer: property(text(KIND, 200, "sgd,momentum:0.9"), "sgd,learningRate:0.1"),
  schedule: property(text(KIND, 120, "exponential,rate:0.9"), "constant"),
  batch: property(integer(1, 2000), 10),
  l1: property(number(0, 1), 0),
  l2: property(number(0, 1), 0),
  dropout: property(number(0, 0.9), 0),
};

const table =
  /** @type {Record<keyof Settings, import("../../state/fragment.js").Table[string]>} */ (
    runProperties
  );
export const settingNames = /** @type {(keyof Settings)[]} */ (Object.keys(table));
/** One of them as a link has it. @param {keyof Settings} name @param {any} value */
export const writeSetting = (name, value) => table[name].format(value);
/** @param {keyof Settings} name @param {string} text @returns {any} undefined where it is not one */
export const readSetting = (name, text) => table[name].parse(text);

export const initialSettings = /** @type {Settings} */ (
  Object.fromEntries(settingNames.map((name) => [name, table[name].initial]))
);
