/**
 * The fragment of the URL as text, and back: `#lab=backprop&x=1,0.5&…`. Pure functions over the table.
 * Keys that the table does not know are kept as they are; text that a property cannot read is reported.
 *
 * @typedef {Record<string, { lab: string, initial: any, parse(text: string): any, format(value: any): string,
 *   expects: import("./kinds.js").Expectation, remember: boolean }>} Table
 * @typedef {{ key: string, text: string, expects: import("./kinds.js").Expectation, initial: string }} Problem
 */

/** Commas, and what else a fragment may hold, stay readable. @param {string} text */
const encode = (text) => encodeURIComponent(text).replace(/%2C/g, ",").replace(/%3A/g, ":");

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text; // a lone % is shown as it was typed
  }
}

/**
 * @param {string} fragment with or without its #
 * @param {Table} table
 * @returns {{ values: Record<string, any>, problems: Problem[], unknown: [string, string][] }}
 */
export function readFragment(fragment, table) {
  /** @type {Record<string, any>} */
  const values = Object.create(null);
  /** @type {Problem[]} */
  const problems = [];
  /** @type {[string, string][]} */
  const unknown = [];
  for (const pair of fragment.replace(/^#/, "").split("&")) {
    if (pair === "") continue;
    const cut = pair.indexOf("=");
    const key = decode(cut < 0 ? pair : pair.slice(0, cut));
    const text = cut < 0 ? "" : decode(pair.slice(cut + 1));
    if (!Object.hasOwn(table, key)) {
      unknown.push([key, text]);
      continue;
    }
    const property = table[key];
    const value = property.parse(text);
    if (value === undefined) {
      const { expects, initial } = property;
      problems.push({ key, text, expects, initial: property.format(initial) });
    } else values[key] = value;
  }
  return { values, problems, unknown };
}

/**
 * The fragment that shows `lab` with these values: only what differs from its initial value.
 * @param {Record<string, any>} values
 * @param {Table} table
 * @param {[string, string][]} unknown
 */
export function writeFragment(values, table, unknown = []) {
  const shown = values.lab;
  /** @type {string[]} */
  const pairs = [];
  for (const [key, property] of Object.entries(table)) {
    if (property.lab !== "shell" && property.lab !== shown) continue;
    const text = property.format(values[key]);
    if (text !== property.format(property.initial)) pairs.push(`${key}=${encode(text)}`);
  }
  for (const [key, text] of unknown) pairs.push(`${encode(key)}=${encode(text)}`);
  return `#${pairs.join("&")}`;
}
