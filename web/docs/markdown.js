/**
 * Markdown to HTML, as the documentation uses it: headings with anchors, code with colours, formulas, and names of the
 * interface that lead to where they are explained.
 */
import hljs from "highlight.js";
import MarkdownIt from "markdown-it";
import temml from "temml";

/** A name of the interface → the address of its entry, from the folder of the pages. @typedef {Map<string, string>} Links */
/** @typedef {{ level: number, id: string, text: string }} Heading */

const escape = new MarkdownIt().utils.escapeHtml;

/** Text that Markdown is to show as it is. @param {string} text */
export const plain = (text) => text.replace(/[\\`*_{}[\]<>|$#]/g, "\\$&");

/** A formula as MathML. The page's policy forbids styles in attributes: docs.css has what is needed of them. @param {string} tex */
const formula = (tex) =>
  temml
    .renderToString(tex, { displayMode: true, throwOnError: true })
    .replace(/ (style|class)="[^"]*"/g, "");

/** @param {string} text */
export const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");

/** Words that the reference explains become links; tags of the highlighter stay. @param {string} html @param {any} env */
function linked(html, { links, here, root }) {
  return html.replace(
    /<[^>]*>|&\w+;|\b(?:(?:gn|model|data)\.)?\w+/g,
    (/** @type {string} */ word) => {
      const address = links.get(word);
      if (!address || address === here) return word;
      return `<a href="${root}${address}">${word}</a>`;
    },
  );
}

/** The languages of code blocks, by the names that the fences use; text stays as it is. */
const languages = /** @type {Record<string, string>} */ ({
  js: "javascript",
  ts: "typescript",
  jsx: "javascript",
  vue: "xml",
  svelte: "xml",
  html: "xml",
  sh: "bash",
  c: "c",
  cmake: "cmake",
  json: "json",
});

/** @param {string} code @param {string} info what stands after the fence: the language, then words for the tests */
function codeBlock(code, info, env) {
  const [name, ...rest] = info.split(/\s+/);
  if (name === "math") return `<div class="formula" tabindex="0">${formula(code)}</div>\n`;
  const language = languages[name];
  const html = language ? hljs.highlight(code, { language }).value : escape(code);
  const body = name === "ts" || name === "c" ? linked(html, env) : html;
  const file = rest.find((word) => word.startsWith("file="))?.slice("file=".length);
  const caption = file ? `<figcaption>${escape(file)}</figcaption>` : "";
  const kind = rest.includes("output") ? " output" : "";
  return `<figure class="code${kind}">${caption}<pre tabindex="0"><code>${body}</code></pre></figure>\n`;
}

const md = new MarkdownIt({ html: false, typographer: false });

/** The end of a line is no space between two Chinese characters, nor beside a mark as wide as they are. */
md.renderer.rules.softbreak = (tokens, i) => {
  const isWritten = (/** @type {any} */ { content }) => content !== "";
  const before = tokens.slice(0, i).findLast(isWritten)?.content.at(-1) ?? "";
  const [after = ""] = tokens.slice(i + 1).find(isWritten)?.content ?? "";
  const isHan = (/** @type {string} */ sign) => /\p{Script=Han}/u.test(sign);
  const isWideMark = (/** @type {string} */ sign) => /[\u3000-\u303f\uff00-\uffef]/.test(sign);
  const isJoined = (isHan(before) && isHan(after)) || isWideMark(before) || isWideMark(after);
  return isJoined ? "" : "\n";
};

md.renderer.rules.fence = (tokens, i, _, env) => codeBlock(tokens[i].content, tokens[i].info, env);
md.renderer.rules.code_inline = (tokens, i, _, env) =>
  `<code>${linked(escape(tokens[i].content), env)}</code>`;
md.renderer.rules.table_open = (tokens, i) =>
  `<div class="table" tabindex="0"${md.renderer.renderAttrs(tokens[i])}><table>`;
md.renderer.rules.table_close = () => `</table></div>\n`;

/** Each heading gets an id, and is listed in `env.headings`. */
md.core.ruler.push("headings", ({ tokens, env }) => {
  const { headings } = /** @type {{ headings: Heading[] }} */ (env);
  tokens.forEach((token, i) => {
    if (token.type !== "heading_open") return;
    const inline = tokens[i + 1].children ?? [];
    const text = inline.map(({ content }) => content).join("");
    const level = Number(token.tag[1]);
    // What stands in an interface is called by its name, as it is written.
    const id = inline[0]?.type === "code_inline" ? inline[0].content : slug(text);
    const seen = headings.some((other) => other.id === id);
    const unique = seen ? `${id}-${headings.length}` : id;
    token.attrSet("id", unique);
    headings.push({ level, id: unique, text });
  });
});

/** What is in another language than the page says so. */
md.core.ruler.push("language", ({ tokens, env }) => {
  const { lang } = /** @type {{ lang: string }} */ (env);
  for (const token of tokens)
    if (lang && token.level === 0 && token.nesting === 1) token.attrSet("lang", lang);
});

/**
 * @param {string} text
 * @param {{ links?: Links, here?: string, root?: string, headings?: Heading[], lang?: string }} [options] links lead to `root` +
 *   address; `here` is the page's own; to `headings` those of the text are added; lang: of the text, when the page's is another
 * @returns {string} HTML
 */
export const render = (
  text,
  { links = new Map(), here = "", root = "./", headings = [], lang = "" } = {},
) => md.render(text, { links, here, root, headings, lang });
