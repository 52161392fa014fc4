/** All pages of the documentation, from guides/ and what reference/ makes of the core, its header and the declarations. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "../../wasm/index.js";
import { addressOf, layout } from "./layout.js";
import { render } from "./markdown.js";
import { headerLinks, manual } from "./reference/header.js";
import { assign, interfaceLinks, interfacePage, interfacePages } from "./reference/interface.js";
import { families, familyPage, specTable, typeLinks } from "./reference/schema.js";
import { pages } from "./site.js";

/** @typedef {import("./layout.js").Language} Language */
/** @typedef {import("./site.js").Page} Page */

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
  const file = `web/docs/guides/${lang === "zh" ? "zh/" : ""}${path}.md`;
  return existsSync(join(root, file)) ? read(file) : "";
}

/** What stands below the guide of a page, if there is more. @param {Page} page @param {Language} lang @param {any} from */
function reference({ path }, lang, { schema, names, header, status }) {
  if (families(schema).includes(path)) return familyPage(schema, path, lang);
  if (path === "spec") return specTable(schema, lang);
  if (path in interfacePages) return interfacePage(names, /** @type {any} */ (path));
  if (path === "c") return `${manual(header)}\n\n${manual(status)}`;
  return "";
}

/** The Markdown of every page. @returns {Promise<{ page: Page, lang: Language, text: string }[]>} */
export async function markdownPages(from = sources()) {
  const given = await from;
  return pages.flatMap((page) =>
    /** @type {Language[]} */ (page.zh ? ["en", "zh"] : ["en"]).map((lang) => {
      const parts = [guide(page, lang), reference(page, lang, given)].filter(Boolean);
      if (parts.length === 0)
        throw new Error(`site.js has ${page.path} (${lang}), which nothing writes`);
      return { page, lang, text: parts.join("\n\n") };
    }),
  );
}

/** Every page as HTML, by its address. @returns {Promise<Map<string, string>>} */
export async function htmlPages() {
  const given = sources();
  const { links } = await given;
  return new Map(
    (await markdownPages(given)).map(({ page, lang, text }) => {
      const here = addressOf(page, "en");
      const root = lang === "zh" ? "../" : "./";
      const { html, headings } = render(text, { links, here, root });
      return [addressOf(page, lang), layout({ page, lang, html, headings })];
    }),
  );
}

/** The styles: the page's own decisions, and what only the documentation needs. */
export const styles = () =>
  ["tokens", "base", "shell"]
    .map((name) => read(`web/styles/${name}.css`))
    .concat(read("web/docs/docs.css"))
    .join("\n");

export const script = () => read("web/docs/theme.js");
