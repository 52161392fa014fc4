/** What a reader looks for, among the sections of the documentation. It runs in the page (search-box.js) and in tests. */

/** A section: where it stands, the titles of its page and its own, and its text. @typedef {{ address: string, page: string, heading: string, text: string }} Entry */

const MOST = 12;
const BEGINNING = 16; // a text that has a word so early is about it

/** How well a section answers a word; 0: not at all. @param {Entry} entry @param {string} word @returns {number} */
function fit({ heading, page, text }, word) {
  const title = heading.toLowerCase();
  if (title === word) return 16;
  if (title.split(/[^\p{L}\p{N}]+/u).includes(word)) return 12;
  if (title.includes(word)) return 8;
  if (page.toLowerCase().includes(word)) return 4;
  const at = text.toLowerCase().indexOf(word);
  if (at < 0) return 0;
  return at < BEGINNING ? 6 : 1;
}

/** The sections that have every word of a query, the best first. @param {Entry[]} entries @param {string} query @returns {Entry[]} */
export function find(entries, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return entries
    .map((entry) => ({ entry, fits: words.map((word) => fit(entry, word)) }))
    .filter(({ fits }) => !fits.includes(0))
    .map(({ entry, fits }) => ({ entry, score: fits.reduce((sum, value) => sum + value, 0) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ entry }) => entry);
}

const AROUND = 40;

/** A piece of a section's text about the first word found in it: before, the word, after. @param {Entry} entry @param {string} query @returns {[string, string, string]} */
export function excerpt({ text }, query) {
  const lower = text.toLowerCase();
  const word =
    query
      .toLowerCase()
      .split(/\s+/)
      .find((part) => part && lower.includes(part)) ?? "";
  const at = lower.indexOf(word);
  const from = Math.max(0, at - AROUND);
  const to = at + word.length + 2 * AROUND;
  return [
    (from > 0 ? "…" : "") + text.slice(from, at),
    text.slice(at, at + word.length),
    text.slice(at + word.length, to) + (to < text.length ? "…" : ""),
  ];
}
