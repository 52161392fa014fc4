/**
 * What the calculation starts from: the preset, and over it what the link and the controls say. What does not
 * fit is named, and the preset's or a friendly number stands in until it does.
 */
import { batch, computed } from "@preact/signals";
import { randomStream } from "../../state/random.js";
import { read, write } from "./architecture.js";
import { countsOf } from "./network.js";
import { presets } from "./presets.js";
import { activations, losses, mixing } from "./rules.js";
import { properties } from "./properties.js";
import { state } from "./state.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {{ x: readonly number[], y: readonly number[], w: readonly number[], b: readonly number[], lr: number }} Numbers */
/** @typedef {{ code: "preset" | "activation" | "loss" | "x" | "y" | "w" | "b" | "sum" | "share", [detail: string]: string | number }} Problem */
/** @typedef {{ network: Network } & Numbers} Given */
/** @typedef {{ preset: string, net: string | null, loss: string | null, x: readonly number[] | null, y: readonly number[] | null,
 *              w: readonly number[] | null, b: readonly number[] | null, lr: number | null }} Wanted */

export const activationNames = [...Object.keys(activations), ...Object.keys(mixing)];

/** Multiples of 0.1 that a person can reckon with, from −0.9 to 0.9 and none of them 0. @param {number} count @param {number} [seed] */
export function friendly(count, seed = 1) {
  const { integer, chance } = randomStream(seed);
  return Array.from({ length: count }, () => ((integer(9) + 1) / 10) * (chance(0.5) ? 1 : -1));
}

/** The targets that make sense where none are said: the first class, or 1. @param {number} count */
export const firstClass = (count) => Array.from({ length: count }, (_, i) => (i === 0 ? 1 : 0));

/** @param {string} name of a preset, or of none: then the first stands in */
const presetOf = (name) => presets[Object.hasOwn(presets, name) ? name : "w1-w6"];

/** @param {Wanted} wanted @returns {{ given: Given, problems: Problem[] }} */
export function resolve(wanted) {
  /** @type {Problem[]} */
  const problems = [];
  const preset = presetOf(wanted.preset);
  if (!Object.hasOwn(presets, wanted.preset))
    problems.push({
      code: "preset",
      text: wanted.preset,
      choices: Object.keys(presets).join(", "),
    });

  let architecture = read(wanted.net ?? preset.net);
  const unknown = architecture.layers.find((l) => !activationNames.includes(l.activation));
  if (unknown) {
    problems.push({
      code: "activation",
      text: unknown.activation,
      choices: activationNames.join(", "),
    });
    architecture = read(preset.net);
  }
  let loss = wanted.loss ?? preset.loss;
  if (!Object.hasOwn(losses, loss)) {
    problems.push({ code: "loss", text: loss, choices: Object.keys(losses).join(", ") });
    loss = preset.loss;
  }
  const network = { ...architecture, loss };
  const outputs = network.layers[network.layers.length - 1].units;
  const { w, b } = countsOf(network);
  /** @param {"x" | "y" | "w" | "b"} code @param {number} count @param {(count: number) => number[]} instead @returns {readonly number[]} */
  const fitting = (code, count, instead) => {
    const said = wanted[code];
    if (said?.length === count) return said;
    if (said) problems.push({ code, count: said.length, wanted: count });
    return preset[code].length === count ? preset[code] : instead(count);
  };
  const numbers = {
    x: fitting("x", network.inputs, (count) => friendly(count, 2)),
    y: fitting("y", outputs, firstClass),
    w: fitting("w", w, (count) => friendly(count)),
    b: fitting("b", b, (count) => friendly(count, 3)),
    lr: wanted.lr ?? preset.lr,
  };
  return {
    given: { network, ...numbers },
    problems: [...problems, ...targetProblems(loss, numbers.y)],
  };
}

/** Targets that are no probabilities where the loss takes them for such: with these nothing is computed. @param {string} loss @param {readonly number[]} y @returns {Problem[]} */
function targetProblems(loss, y) {
  const sum = Number(y.reduce((total, one) => total + one, 0).toPrecision(7));
  if (loss === "categoricalCrossentropy" && (sum !== 1 || y.some((one) => one < 0)))
    return [{ code: "sum", sum }];
  const wrong = y.find((one) => one < 0 || one > 1);
  return loss === "binaryCrossentropy" && wrong !== undefined ? [{ code: "share", wrong }] : [];
}

/** @param {Problem} problem */
export const stops = ({ code }) => code === "sum" || code === "share";

const keys = /** @type {const} */ (["net", "loss", "x", "y", "w", "b", "lr"]);

/** @returns {Wanted} */
const wanted = () => ({
  preset: state.preset.value,
  net: state.net.value,
  loss: state.loss.value,
  x: state.x.value,
  y: state.y.value,
  w: state.w.value,
  b: state.b.value,
  lr: state.lr.value,
});

const resolved = computed(() => resolve(wanted()));
export const given = computed(() => resolved.value.given);
/** The network as text: another only when the network is. */
export const form = computed(() => JSON.stringify(given.value.network));
export const problems = computed(() => resolved.value.problems);
/** Whether nothing differs from the preset. */
export const isPreset = computed(() => keys.every((key) => state[key].value === null));

/** What the calculation starts from, from its beginning. @param {Partial<Wanted>} values */
function put(values) {
  const preset = presetOf(state.preset.value);
  for (const [key, value] of Object.entries(values)) {
    const name = /** @type {typeof keys[number]} */ (key);
    /** @type {any} */ (state)[name].value = String(value) === String(preset[name]) ? null : value;
  }
}

/** @param {string} name */
export function choosePreset(name) {
  batch(() => {
    state.preset.value = name;
    for (const key of keys) state[key].value = properties[key].initial;
    state.places.value = presets[name].places;
    begin();
  });
}

/** Back to where nothing is computed, here or by the reader. */
export function begin() {
  state.mine.value = properties.mine.initial;
  state.step.value = 0;
  state.at.value = 0;
  state.see.value = "";
}

/** @param {Partial<Numbers>} values */
export const setNumbers = (values) => put(values);

/** Another network, which keeps of the numbers what still has a place. @param {Network} next */
export function setNetwork(next) {
  const old = given.peek();
  const { w, b } = countsOf(next);
  const outputs = next.layers[next.layers.length - 1].units;
  const sameTargets = old.y.length === outputs && next.loss === old.network.loss;
  const values = {
    net: write(next),
    loss: next.loss,
    x: kept(old.x, friendly(next.inputs, 2)),
    y: sameTargets ? old.y : targetsFor(next.loss, outputs),
    w: w === old.w.length ? old.w : friendly(w),
    b: b === old.b.length ? old.b : friendly(b, 3),
  };
  batch(() => {
    put(values);
    begin();
  });
}

/** @param {string} loss @param {number} outputs */
const targetsFor = (loss, outputs) =>
  firstClass(outputs).map((y) => (loss === "perceptron" ? 2 * y - 1 : y));

/** The old values where there are some, else the new. @param {readonly number[]} old @param {number[]} fresh */
const kept = (old, fresh) => fresh.map((value, i) => old[i] ?? value);
