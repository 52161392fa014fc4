/** All pages of the documentation, from guides/ and what reference/ makes of the core, its header and the declarations. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "../../wasm/index.js";
import { withBlocks } from "./blocks.js";
import { addressOf, layout, searchIndex } from "./layout.js";
import { render } from "./markdown.js";
import { headerLinks, manual } from "./reference/header.js";
import {
  assign,
  atAGlance,
  interfaceLinks,
  interfacePage,
  interfacePages,
} from "./reference/interface.js";
import { families, familyPage, specTable, typeLinks } from "./reference/schema.js";
import { sectionsOf } from "./search-index.js";
import { pages } from "./site.js";

/** @typedef {import("./layout.js").Language} Language */
/** @typedef {import("./site.js").Page} Page */

const languages = /** @type {const} */ (["en", "zh"]);
const root = join(import.meta.dirname, "../..");
const read = (/** @type {string} */ path) => readFileSync(join(root, path), "utf8");

/** What the pages are made from. */
async function sources() {
  const { schema } = await load();
  const types = typeLinks(schema);
  const elsewhere = new Map(types);
  const names = assign(
    (name) => read(`dist/${name}.d.ts`),
    (name) => elsewhere.has(name),
  );
  const header = read("src/glassnet.h");
  const status = read("src/status.h");
  const links = new Map([
    ...types,
    ...interfaceLinks(names),
    ...headerLinks(header, "c.html"),
    ...headerLinks(status, "c.html"),
  ]);
  return { schema, names, header, status, links };
}

/** @param {Page} page @param {Language} lang */
function guide({ path }, lang) {
  const [original, translation] = ["", "zh/"].map((folder) => {
    const file = `web/docs/guides/${folder}${path}.md`;
    return existsSync(join(root, file)) ? read(file) : "";
  });
  if (lang === "en") return original;
  try {
    return withBlocks(translation, original);
  } catch (error) {
    throw new Error(`guides/zh/${path}.md cannot be put together`, { cause: error });
  }
}

const titleOf = (/** @type {string} */ path) =>
  /** @type {Page} */ (pages.find((page) => page.path === path)).en;

/** What the schema says of a page, in both languages. @param {Page} page @param {Language} lang @param {any} from */
function described({ path }, lang, { schema }) {
  if (families(schema).includes(path)) return familyPage(schema, path, lang);
  return path === "spec" ? specTable(schema, lang) : "";
}

/** What comments in the code say, in English. @param {Page} page @param {any} from */
function commented({ path }, { names, header, status }) {
  if (path === "api") return atAGlance(names, titleOf);
  if (path in interfacePages) return interfacePage(names, /** @type {any} */ (path));
  if (path === "c") return `${manual(header)}\n\n${manual(status)}`;
  return "";
}

/** The Markdown of every page. @returns {Promise<{ page: Page, lang: Language, parts: { text: string, lang: Language }[] }[]>} */
export async function markdownPages(from = sources()) {
  const given = await from;
  return pages.flatMap((page) =>
    languages.map((lang) => {
      /** @type {{ text: string, lang: Language }[]} */
      const all = [
        { text: guide(page, lang), lang },
        { text: described(page, lang, given), lang },
        { text: commented(page, given), lang: "en" },
      ];
      const parts = all.filter(({ text }) => text !== "");
      if (parts.length === 0)
        throw new Error(`site.js has ${page.path} (${lang}), which nothing writes`);
      return { page, lang, parts };
    }),
  );
}

/** Names of the interface lead to the pages of the reader's language, where there are such. @param {Map<string, string>} links @param {Language} lang */
function linksIn(links, lang) {
  const own = new Map(pages.map((page) => [addressOf(page, "en"), addressOf(page, lang)]));
  return new Map(
    [...links].map(([name, address]) => [
      name,
      address.replace(/^[^#]+/, (path) => own.get(path) ?? path),
    ]),
  );
}

/** Every page, and the lists of sections that are searched, by their addresses. @returns {Promise<Map<string, string>>} */
export async function htmlPages() {
  const given = sources();
  const { links } = await given;
  const made = (await markdownPages(given)).map(({ page, lang, parts }) => {
    const address = addressOf(page, lang);
    const root = lang === "zh" ? "../" : "./";
    const headings = /** @type {import("./markdown.js").Heading[]} */ ([]);
    const own = { links: linksIn(links, lang), here: address, root, headings };
    const html = parts.map((part) =>
      render(part.text, { ...own, lang: part.lang === lang ? "" : part.lang }),
    );
    return { page, lang, address, html: html.join("\n"), headings };
  });
  return new Map([
    ...made.map((content) => /** @type {const} */ ([content.address, layout(content)])),
    ...languages.map((lang) => /** @type {const} */ ([searchIndex(lang), searched(made, lang)])),
  ]);
}

/** The sections that a language's contents lead to. @param {{ page: Page, address: string, html: string }[]} made @param {Language} lang */
const searched = (made, lang) =>
  JSON.stringify(
    pages.flatMap((page) => {
      const address = addressOf(page, lang);
      const { html } = /** @type {any} */ (made.find((other) => other.address === address));
      return sectionsOf(address, page[lang], html);
    }),
  );

/** The styles: the page's own decisions, and what only the documentation needs. */
export const styles = () =>
  ["tokens", "base", "shell"]
    .map((name) => read(`web/styles/${name}.css`))
    .concat(read("web/docs/docs.css"))
    .join("\n");

/** What runs in the pages. */
export const scripts = ["theme.js", "search.js", "search-box.js"];
export const script = (/** @type {string} */ name) => read(`web/docs/${name}`);
