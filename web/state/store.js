/**
 * The page's state: one signal a property of each table, tied to the fragment of the URL both ways, so that
 * a link is a state, and Back and Forward work. A lab is opened by a link (href below), all else by its signal.
 */
import { batch, effect, signal } from "@preact/signals";
import { labs } from "../labs/index.js";
import { readFragment, writeFragment } from "./fragment.js";
import { shell, tableOf } from "./properties.js";

/**
 * @template P
 * @typedef {P extends { initial: infer T, parse(text: string): infer R } ? import("@preact/signals").Signal<Exclude<R, undefined>> : never} SignalOf
 */
/** @typedef {import("./fragment.js").Table} Table */
/** @typedef {Record<string, import("@preact/signals").Signal<any>>} Signals */

/** @type {WeakMap<object, Signals>} */
const made = new WeakMap();

/**
 * The signals of a table of properties, the same each time: a lab's state.js hands them to its parts.
 * @template {Record<string, any>} T
 * @param {T} table
 * @returns {{ [K in keyof T]: SignalOf<T[K]> }}
 */
export function signalsOf(table) {
  let signals = made.get(table);
  if (!signals) {
    signals = Object.fromEntries(Object.entries(table).map(([key, p]) => [key, signal(p.initial)]));
    made.set(table, signals);
  }
  return /** @type {any} */ (signals);
}

/** The shell's own: which lab, language, theme. */
export const state = signalsOf(shell);

/** What the link said that we could not read. @type {import("@preact/signals").Signal<import("./fragment.js").Problem[]>} */
export const problems = signal([]);

/** What stands in the link for others to read. @type {import("@preact/signals").Signal<[string, string][]>} */
const unknown = signal([]);
const shellSignals = /** @type {Signals} */ (state);
/** @param {string} lab @returns {Signals} */
const signalsShown = (lab) => ({
  ...shellSignals,
  ...signalsOf(labs.find(({ id }) => id === lab)?.properties ?? {}),
});

/** Storage may be switched off; then nothing is remembered, and that is all. @param {string} name @param {Table[string]} property */
function recall(name, property) {
  try {
    const text = localStorage.getItem(name);
    return text === null ? undefined : property.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {string} name @param {string} text */
function remember(name, text) {
  try {
    localStorage.setItem(name, text);
  } catch {
    /* not remembered */
  }
}

/** Ties what is remembered to this browser's storage. @param {string} prefix @param {Table} table */
function followStorage(prefix, table) {
  const signals = /** @type {Signals} */ (signalsOf(table));
  for (const [key, property] of Object.entries(table)) {
    if (!property.remember) continue;
    const name = `glassnet.${prefix}${key}`;
    signals[key].value = recall(name, property) ?? property.initial;
    let first = true;
    effect(() => {
      const text = property.format(signals[key].value);
      if (!first) remember(name, text);
      first = false;
    });
  }
}

/** @param {string} lab */
function fragment(lab) {
  const values = Object.entries(signalsShown(lab)).map(([key, { value }]) => [key, value]);
  return writeFragment({ ...Object.fromEntries(values), lab }, tableOf, unknown.value);
}

/** The link to another lab: its own state as it was left, ours kept. @param {string} lab */
export const href = (lab) => fragment(lab) || "#";

/** The link to a lab in a state of its own: these values, the shell as it is, all else as at first. @param {string} lab @param {Record<string, any>} values */
export function linkTo(lab, values) {
  const initial = Object.entries(tableOf(lab)).map(([key, property]) => [key, property.initial]);
  const own = Object.entries(shellSignals).map(([key, { value }]) => [key, value]);
  const all = { ...Object.fromEntries([...initial, ...own]), ...values, lab };
  return writeFragment(all, tableOf);
}

/** The fragment that we have read or written last: another one in the location is about to be read. */
let seen = "";

function readLocation() {
  seen = location.hash;
  const read = readFragment(location.hash, tableOf);
  const lab = read.values.lab ?? "home";
  const signals = signalsShown(lab);
  batch(() => {
    unknown.value = read.unknown;
    problems.value = read.problems;
    for (const [key, property] of Object.entries(tableOf(lab))) {
      if (Object.hasOwn(read.values, key)) signals[key].value = read.values[key];
      else if (!property.remember) signals[key].value = property.initial;
    }
  });
}

/** Tie the signals to this window's location and storage. */
export function start() {
  followStorage("", shell);
  for (const { id, properties } of labs) followStorage(`${id}.`, properties);
  readLocation();
  addEventListener("hashchange", readLocation);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let next = "";
  function write() {
    clearTimeout(timer);
    // Between a step of the history and its hashchange the location is ahead of us: it wins.
    if (location.hash !== seen || next === (seen || "#")) return;
    history.replaceState(
      history.state,
      "",
      next === "#" ? location.pathname + location.search : next,
    );
    seen = location.hash;
  }
  effect(() => {
    next = fragment(state.lab.value);
    clearTimeout(timer);
    timer = setTimeout(write, 200); // browsers limit how often the URL may change: a scrub is written once it rests
  });
  // Who leaves finds it on coming back as it was left.
  const isLink = (/** @type {any} */ { target }) => target.closest("a");
  addEventListener("click", (event) => isLink(event) && write(), true);
  addEventListener("pagehide", write);
}
