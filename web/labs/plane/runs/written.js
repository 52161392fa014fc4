/**
 * Runs as a link holds them, so that they can be computed again: "seed.2!to.20*l2.0.1!to.40*1a2b3c4d" was trained with the
 * seed 2 for 20 epochs, then with an L2 penalty until epoch 40, and its weights have the fingerprint 1a2b3c4d. What is not
 * written has its initial value, of the present run that of the controls, and after a "*" that which it had before.
 */
import { parseNumber } from "../../../ui/parse.js";
import { strangersIn } from "../features.js";
import { initialSettings, readSetting, settingNames, writeSetting } from "../run-properties.js";

/** @typedef {import("../run-properties.js").Settings} Settings */
/** @typedef {import("../trainer.js").Cursor} Cursor */
/** @typedef {readonly [tensor: string, index: number, value: number]} Hand a weight that was set by hand */
/** @typedef {{ settings: Settings, to: Cursor, hand?: readonly Hand[] }} Leg  trained with these settings as far as `to`; then weights were set */
/** @typedef {{ legs: readonly Leg[], print: string }} Run */

export const mostRuns = 4;
const mostEpochs = 1e6;

/** @param {Leg} leg @param {Settings} before */
function writeLeg({ settings, to: { epoch, used, read }, hand = [] }, before) {
  const changed = settingNames
    .map((name) => [name, writeSetting(name, settings[name]), writeSetting(name, before[name])])
    .filter(([, now, then]) => now !== then);
  const within = read > 0 ? `-${used}-${read}` : "";
  return [
    ...changed.map(([name, now]) => `${name}.${now}`),
    `to.${epoch}${within}`,
    ...(hand.length > 0 ? [`hand.${hand.map((one) => one.join(":")).join(",")}`] : []),
  ].join("!");
}

/** @param {Run} run @param {Settings} [otherwise] what is not written */
export function writeRun({ legs, print }, otherwise = initialSettings) {
  const texts = legs.map((leg, i) => writeLeg(leg, legs[i - 1]?.settings ?? otherwise));
  return [...texts, print].join("*");
}

/** @param {readonly Run[]} runs */
export const writeRuns = (runs) => runs.map((run) => writeRun(run)).join("~");

/** "20" or, within an epoch, "20-10-13": after so many epochs, samples used of the next one, samples read of it. @param {string} text @returns {Cursor | undefined} */
function readCursor(text) {
  const [, ...numbers] = /^(\d{1,7})(?:-(\d{1,4})-(\d{1,4}))?$/.exec(text) ?? [];
  const [epoch, used, read] = numbers.map((digits) => Number(digits ?? 0));
  return epoch <= mostEpochs && used <= read ? { epoch, used, read } : undefined;
}

/** @param {string} text @returns {Hand[] | undefined} */
function readHand(text) {
  const all = text.split(",").map((one) => {
    const [tensor, index, value] = one.split(":");
    return /** @type {const} */ ([tensor, parseNumber(index ?? ""), parseNumber(value ?? "")]);
  });
  const isHand = (/** @type {Hand} */ [tensor, index, value]) =>
    /^\w{1,12}\.(kernel|bias)$/.test(tensor) &&
    Number.isInteger(index) &&
    index >= 0 &&
    Number.isFinite(value);
  return all.every(isHand) ? all : undefined;
}

/** @param {string} text @param {Settings} before @returns {Leg | undefined} */
function readLeg(text, before) {
  /** @type {Record<string, any>} */
  const settings = { ...before };
  /** @type {Record<string, string>} */
  const ends = {};
  for (const pair of text.split("!")) {
    const dot = pair.indexOf(".");
    const [name, value] = [pair.slice(0, dot), pair.slice(dot + 1)];
    const setting = settingNames.find((known) => known === name);
    if (setting) settings[name] = readSetting(setting, value);
    else if (name === "to" || name === "hand") ends[name] = value;
    else return undefined;
    if (setting && settings[name] === undefined) return undefined;
  }
  if (strangersIn(settings.inputs)) return undefined;
  const to = readCursor(ends.to ?? "");
  const hand = ends.hand === undefined ? [] : readHand(ends.hand);
  if (!to || !hand) return undefined;
  return { settings: /** @type {Settings} */ (settings), to, ...(hand.length > 0 && { hand }) };
}

/** @param {string} text @param {Settings} [otherwise] what is not written @returns {Run | undefined} */
export function readRun(text, otherwise = initialSettings) {
  const parts = text.split("*");
  const print = parts.pop() ?? "";
  /** @type {Leg[]} */
  const legs = [];
  for (const part of parts) {
    const before = legs.at(-1);
    const leg = readLeg(part, before?.settings ?? otherwise);
    if (!leg || (before && leg.to.epoch < before.to.epoch)) return undefined;
    legs.push(leg);
  }
  return legs.length > 0 && /^[0-9a-f]{8}$/.test(print) ? { legs, print } : undefined;
}

/** @param {string} text @returns {readonly Run[] | undefined} undefined where it is not the form, or too much */
export function readRuns(text) {
  if (text === "") return [];
  const runs = text.split("~").map((run) => readRun(run));
  return runs.length <= mostRuns && runs.every(Boolean) ? /** @type {Run[]} */ (runs) : undefined;
}
