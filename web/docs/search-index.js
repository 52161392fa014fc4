/** The sections of a page, as the search has them: their titles and their text, without code and formulas. */

const entities = /** @type {Record<string, string>} */ ({ lt: "<", gt: ">", amp: "&", quot: '"' });

/** @param {string} html */
const textOf = (html) =>
  html
    .replace(/<(figure|math)\b[^]*?<\/\1>/g, " ")
    .replace(/<\/(p|li|th|td|h\d)>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(\w+);/g, (whole, name) => entities[name] ?? whole)
    .replace(/\s+/g, " ")
    .trim();

/**
 * @param {string} address of the page
 * @param {string} page its title
 * @param {string} html what it says
 * @returns {import("./search.js").Entry[]}
 */
export function sectionsOf(address, page, html) {
  const [lead, ...sections] = html.split(/(?=<h[23] id=")/);
  return [
    { address, page, heading: "", text: textOf(lead) },
    ...sections.map((section) => {
      const [, id, title, text] = /** @type {string[]} */ (
        /** @type {unknown} */ (section.match(/^<h[23] id="([^"]*)"[^>]*>(.*?)<\/h[23]>([^]*)$/))
      );
      return { address: `${address}#${id}`, page, heading: textOf(title), text: textOf(text) };
    }),
  ];
}
