/**
 * The fragment of the URL as text, and back: `#lab=backprop&x=1,0.5&…`. Pure functions over the tables of
 * properties. Keys that the shown lab's table does not know are kept as they are; text that a property cannot
 * read is reported.
 *
 * @typedef {Record<string, { initial: any, parse(text: string): any, format(value: any): string,
 *   expects: import("./kinds.js").Expectation, remember: boolean }>} Table
 * @typedef {(lab: string) => Table} TableOf  the properties that stand in the fragment while a lab is shown
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

/** @param {string} fragment @returns {[string, string][]} */
const pairsOf = (fragment) =>
  fragment
    .replace(/^#/, "")
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const cut = pair.indexOf("=");
      return cut < 0
        ? [decode(pair), ""]
        : [decode(pair.slice(0, cut)), decode(pair.slice(cut + 1))];
    });

/**
 * @param {string} fragment with or without its #
 * @param {TableOf} tableOf
 * @returns {{ values: Record<string, any>, problems: Problem[], unknown: [string, string][] }}
 */
export function readFragment(fragment, tableOf) {
  const pairs = pairsOf(fragment);
  const table = tableOf(pairs.findLast(([key]) => key === "lab")?.[1] ?? "");
  /** @type {Record<string, any>} */
  const values = Object.create(null);
  /** @type {Problem[]} */
  const problems = [];
  /** @type {[string, string][]} */
  const unknown = [];
  for (const [key, text] of pairs) {
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
 * The fragment that shows the lab `values.lab` with these values: only what differs from its initial value.
 * @param {Record<string, any>} values
 * @param {TableOf} tableOf
 * @param {[string, string][]} unknown
 */
export function writeFragment(values, tableOf, unknown = []) {
  /** @type {string[]} */
  const pairs = [];
  for (const [key, property] of Object.entries(tableOf(values.lab))) {
    const text = property.format(values[key]);
    if (text !== property.format(property.initial)) pairs.push(`${key}=${encode(text)}`);
  }
  for (const [key, text] of unknown) pairs.push(`${encode(key)}=${encode(text)}`);
  return `#${pairs.join("&")}`;
}
