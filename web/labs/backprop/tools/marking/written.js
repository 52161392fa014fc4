/** What a person has written down, as it stands in the link: "z1:1.25,a1:0.7773", digits as they were typed. */

/** @typedef {ReadonlyMap<string, string>} Written  by the quantity's id */

const longest = 6000;

const pair = /^([A-Za-z][\w.]{0,11}):([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?)$/i;

/** @param {string} text @returns {[string, string] | undefined} */
function pairOf(text) {
  const [, id, figure] = text.match(pair) ?? [];
  return id ? [id, figure] : undefined;
}

/** @type {import("../../../../state/kinds.js").Kind<Written>} */
export const written = {
  parse(text) {
    if (text.length > longest) return undefined;
    const pairs = text === "" ? [] : text.split(",").map(pairOf);
    return pairs.includes(undefined)
      ? undefined
      : new Map(/** @type {[string, string][]} */ (pairs));
  },
  format: (figures) => [...figures].map(([id, figure]) => `${id}:${figure}`).join(","),
  expects: { what: "text", max: longest, like: "z1:1.25,a1:0.7773" },
};
