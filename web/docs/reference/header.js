/** A C header that is its own manual, as Markdown: comments become text, declarations code. */
import { plain } from "../markdown.js";

/** Names that a piece of C declares. @param {string} code @returns {string[]} */
const namesIn = (code) => [
  ...new Set(
    [...code.matchAll(/\b(gn_\w+)\(|\} (gn_\w+);$|^typedef struct \w+ (\w+);/gm)].map(
      ([, ...names]) => /** @type {string} */ (names.find(Boolean)),
    ),
  ),
];

/** The text of a comment. What it indents is code. @param {string} comment */
function proseOf(comment) {
  const text = comment.replace(/^\/\* ?| ?\*\/\s*$/g, "").replace(/^ \* ?/gm, "");
  return text
    .split(/((?:^(?: {2,}.*)?\n)*^ {2,}.*$)/m)
    .map((part) => {
      if (!part.startsWith("  ") && !part.startsWith("\n  ")) return namesAsCode(part.trim());
      const code = part.replace(/^\n+/, "").replace(/^ {2}/gm, "");
      return `\`\`\`${code.includes(";") ? "c" : "text"}\n${code}\n\`\`\``;
    })
    .join("\n\n");
}

/** @param {string} text */
const namesAsCode = (text) =>
  plain(text)
    .replace(/\\`/g, "`")
    .replace(/\b(?:gn|GN)(?:\\_\w+)+/g, (name) => `\`${name.replaceAll("\\", "")}\``)
    .replace(/`[^`]*`/g, (code) => code.replaceAll("\\", ""));

/** What stands between two blank lines: comments and declarations in turn. @param {string} chunk */
function entry(chunk) {
  const parts = chunk.split(/(^\/\*[^]*?\*\/\n)/m).filter((part) => part.trim());
  const code = parts.filter((part) => !part.startsWith("/*")).join("");
  const names = namesIn(code);
  const body = parts.map((part) =>
    part.startsWith("/*") ? proseOf(part) : `\`\`\`c declaration\n${part.trimEnd()}\n\`\`\``,
  );
  const heading = names.length > 0 ? [`### ${names.map((name) => `\`${name}\``).join(", ")}`] : [];
  return { names, text: [...heading, ...body].join("\n\n") };
}

/** @param {string} header its text */
function parts(header) {
  const [, intro = "", body = ""] =
    header.match(/^(\/\*[^]*?\*\/)\n#ifndef[^]*?\n\n([^]*?)\n#endif/) ?? [];
  const sections = body.replace(/^#include.*\n+/gm, "").split(/^\/\* -{4} (.*?) -+ \*\/\n/m);
  return { intro, sections };
}

/** @param {string} header */
export function manual(header) {
  const { intro, sections } = parts(header);
  const text = sections.flatMap((section, i) =>
    i % 2
      ? [`## ${section}`]
      : section
          .trim()
          .split(/\n\n+/)
          .filter(Boolean)
          .map((chunk) => entry(`${chunk}\n`).text),
  );
  return [proseOf(intro.replace(/^\/\* [\w.]+: .*\n/, "/* ")), ...text].join("\n\n");
}

/** Where each name is explained. @param {string} header @param {string} page @returns {[string, string][]} */
export const headerLinks = (header, page) =>
  parts(header).sections.flatMap((section, i) =>
    i % 2
      ? []
      : section.split(/\n\n+/).flatMap((chunk) => {
          const names = namesIn(chunk.replace(/\/\*[^]*?\*\//g, ""));
          return names.map(
            (name) => /** @type {[string, string]} */ ([name, `${page}#${names[0]}`]),
          );
        }),
  );
