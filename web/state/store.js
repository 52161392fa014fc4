/**
 * The page's state: one signal a property of the table, tied to the fragment of the URL both ways, so that
 * a link is a state, and Back and Forward work. A lab is opened by a link (href below), all else by its signal.
 */
import { effect, signal } from "@preact/signals";
import { readFragment, writeFragment } from "./fragment.js";
import { properties } from "./properties.js";

/**
 * @template P
 * @typedef {P extends { initial: infer T, parse(text: string): infer R } ? import("@preact/signals").Signal<NonNullable<R>> : never} SignalOf
 */
/** @type {{ [K in keyof typeof properties]: SignalOf<(typeof properties)[K]> }} */
export const state = /** @type {any} */ (
  Object.fromEntries(Object.entries(properties).map(([key, p]) => [key, signal(p.initial)]))
);

/** What the link said that we could not read. @type {import("@preact/signals").Signal<import("./fragment.js").Problem[]>} */
export const problems = signal([]);

/** @type {[string, string][]} */
let unknown = [];
const table = /** @type {import("./fragment.js").Table} */ (properties);
const signals = /** @type {Record<string, import("@preact/signals").Signal<any>>} */ (state);
const remembered = (/** @type {string} */ key) => `glassnet.${key}`;

/** Storage may be switched off; then nothing is remembered, and that is all. @param {string} key */
function recall(key) {
  try {
    const text = localStorage.getItem(remembered(key));
    return text === null ? undefined : table[key].parse(text);
  } catch {
    return undefined;
  }
}

/** @param {string} key @param {any} value */
function remember(key, value) {
  try {
    localStorage.setItem(remembered(key), table[key].format(value));
  } catch {
    /* not remembered */
  }
}

/** @param {Record<string, any>} [changed] */
function fragment(changed) {
  const values = Object.fromEntries(Object.entries(signals).map(([k, s]) => [k, s.value]));
  return writeFragment({ ...values, ...changed }, table, unknown);
}

/** The link to another lab: its own state as it was left, ours kept. @param {string} lab */
export const href = (lab) => fragment({ lab }) || "#";

/** The fragment that we have read or written last: another one in the location is about to be read. */
let seen = "";

function readLocation() {
  seen = location.hash;
  const read = readFragment(location.hash, table);
  unknown = read.unknown;
  problems.value = read.problems;
  const shown = read.values.lab ?? "home";
  for (const [key, property] of Object.entries(table)) {
    if (Object.hasOwn(read.values, key)) signals[key].value = read.values[key];
    else if (property.remember) signals[key].value = signals[key].peek();
    else if (property.lab === "shell" || property.lab === shown)
      signals[key].value = property.initial;
  }
}

/** Tie the signals to this window's location and storage. */
export function start() {
  for (const [key, property] of Object.entries(table)) {
    if (!property.remember) continue;
    signals[key].value = recall(key) ?? property.initial;
    let first = true;
    effect(() => {
      const value = signals[key].value;
      if (!first) remember(key, value);
      first = false;
    });
  }
  readLocation();
  addEventListener("hashchange", readLocation);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  effect(() => {
    const next = fragment();
    clearTimeout(timer); // browsers limit how often the URL may change: a scrub is written once it rests
    timer = setTimeout(() => {
      // Between a step of the history and its hashchange the location is ahead of us: it wins.
      if (location.hash !== seen || next === (seen || "#")) return;
      history.replaceState(
        history.state,
        "",
        next === "#" ? location.pathname + location.search : next,
      );
      seen = location.hash;
    }, 200);
  });
}
