/**
 * json-keys.js: JSON.parse keeps the last of two equal keys without a word; a file that another reader
 * understands otherwise is not to be trusted.
 */

// Strings (a key, when a colon follows) and the brackets that begin and end an object; no two ways to match one.
const tokens = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|[{}]/g;

/**
 * The first key that an object of this JSON has twice.
 *
 * @param {string} json text that JSON.parse has accepted
 * @returns {{ key: string, index: number } | undefined} the key, and where in the text it stands again
 */
export function duplicateKey(json) {
  /** @type {Set<string>[]} the keys of the objects that are open */
  const open = [];
  for (const { 0: token, 1: string, 2: colon, index } of json.matchAll(tokens)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (colon) {
      const key = JSON.parse(`"${string}"`); // "a" and "\u0061" are the same key
      const keys = open[open.length - 1];
      if (keys.has(key)) return { key, index };
      keys.add(key);
    }
  }
  return undefined;
}
