/**
 * The code blocks of the documentation and the README. A fence says the language, then words for the tests:
 *
 *   ```js                     part of the page's program: all such blocks of a page, in order, are one
 *   ```js alone               a program of its own
 *   ```jsx file=Trainer.jsx   a file of a page that tests/consumers/frameworks.test.js builds
 *   ```js call                calls that a comment of the package shows; the test has what they are made on
 *   ```text output            what the program has printed since the last such block; of a page (html), its <output>
 *   ```sh not-run: reason     a block that cannot be run here, and why
 */
import MarkdownIt from "markdown-it";

const md = new MarkdownIt();

/** @typedef {{ language: string, words: string[], file?: string, reason?: string, text: string, line: number }} Block */

/** @param {string} markdown @returns {Block[]} */
export const blocksIn = (markdown) =>
  md
    .parse(markdown, {})
    .filter(({ type }) => type === "fence" || type === "code_block") // the latter has no language: a mistake
    .map(({ info, content, map }) => {
      const [, head, reason] = info.match(/^(.*?)(?:\s*not-run: (.*))?$/);
      const [language = "", ...words] = head.split(/\s+/).filter(Boolean);
      const file = words.find((word) => word.startsWith("file="))?.slice("file=".length);
      return { language, words, file, reason, text: content, line: map[0] + 1 };
    });

/** The programs of a page, each with what it is to print. @param {Block[]} blocks */
export function programsIn(blocks) {
  const programs = [];
  let whole;
  let last;
  for (const { language, words, file, reason, text } of blocks) {
    if (language === "js" && !file && !reason && !words.includes("call")) {
      const isAlone = words.includes("alone");
      last = isAlone ? { source: "", printed: "" } : (whole ??= { source: "", printed: "" });
      if (!programs.includes(last)) programs.push(last);
      last.source += `${text}\n`;
    } else if (words.includes("output") && last) {
      last.printed += text;
    } else if (language === "html") {
      last = undefined; // what it prints stands in a page
    }
  }
  return programs;
}
