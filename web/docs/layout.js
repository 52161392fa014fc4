/** The frame of a page of the documentation: head, header, contents, what the page says, what comes next. */
import MarkdownIt from "markdown-it";
import { contentSecurityPolicy } from "../security.js";
import { pages, sections } from "./site.js";

/** @typedef {"en" | "zh"} Language */
/** @typedef {import("./site.js").Page} Page */

const escape = new MarkdownIt().utils.escapeHtml;
const tags = { en: "en", zh: "zh-CN" };
const words = {
  en: {
    docs: "Documentation",
    playground: "Playground",
    contents: "Contents",
    here: "On this page",
    skip: "Skip to the main content",
    theme: "Light or dark",
    next: "Next: ",
    other: "中文",
    search: "Search",
    found: "{n} places",
    notFound: "Nothing found",
  },
  zh: {
    docs: "文档",
    playground: "演练场",
    contents: "目录",
    here: "本页内容",
    skip: "跳到主要内容",
    theme: "明暗",
    next: "下一页：",
    other: "English",
    search: "搜索",
    found: "{n} 处",
    notFound: "没有找到",
  },
};

/** The address of a page from the folder of the English ones. @param {Page} page @param {Language} lang */
export const addressOf = ({ path }, lang) => `${lang === "zh" ? "zh/" : ""}${path}.html`;

/** @param {Page} page @param {Language} lang @param {string} root @param {boolean} isCurrent */
function link(page, lang, root, isCurrent) {
  const current = isCurrent ? ` aria-current="page"` : "";
  return `<a href="${root}${addressOf(page, lang)}"${current}>${escape(page[lang])}</a>`;
}

/** @param {Page} current @param {Language} lang @param {string} root */
const contents = (current, lang, root) =>
  sections
    .map(
      (section) =>
        `<h2>${section[lang]}</h2>\n<ul>` +
        section.pages
          .map((page) => `<li>${link(page, lang, root, page === current)}</li>`)
          .join("") +
        `</ul>`,
    )
    .join("\n");

const LONG = 20; // a list of more is opened by who wants it

/** Parts of the page, and the names that it explains. @param {import("./markdown.js").Heading[]} headings @param {Language} lang */
function onThisPage(headings, lang) {
  const listed = headings.filter(
    ({ level, id, text }) => level === 2 || (level === 3 && id === text),
  );
  if (listed.length < 3) return "";
  const items = listed
    .map(({ id, text }) => {
      const title = id === text ? `<code>${escape(text)}</code>` : escape(text);
      return `<li><a href="#${escape(id)}">${title}</a></li>`;
    })
    .join("");
  const open = listed.length <= LONG ? " open" : "";
  const { here } = words[lang];
  return `<details class="here"${open}><summary>${here}</summary><nav aria-label="${here}"><ul>${items}</ul></nav></details>`;
}

/** The field of search-box.js, which shows it. @param {Language} lang @param {string} root */
function search(lang, root) {
  const { search: label, found, notFound } = words[lang];
  return `<form class="search" role="search" hidden data-root="${root}" data-index="${searchIndex(lang)}" data-some="${found}" data-none="${notFound}">
<input type="search" name="q" aria-label="${label}" placeholder="${label}" autocomplete="off" spellcheck="false">
<output></output>
<ul></ul>
</form>`;
}

/** Where a language's sections are listed. @param {Language} lang */
export const searchIndex = (lang) => `search-${lang}.json`;

/** What search engines show below the title: how the page begins. @param {string} html */
function description(html) {
  const [, lead = ""] = html.match(/<p>([^]*?)<\/p>/) ?? [];
  const text = lead.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
  return text.match(/^.{0,180}(?=[\s，。；]|$)/)?.[0] ?? "";
}

/**
 * @param {{ page: Page, lang: Language, html: string, headings: import("./markdown.js").Heading[] }} content
 * @returns {string} the whole page
 */
export function layout({ page, lang, html, headings }) {
  const w = words[lang];
  const root = lang === "zh" ? "../" : "./";
  const other = lang === "zh" ? "en" : "zh";
  const title = escape(page[lang]);
  const next = pages[pages.indexOf(page) + 1];
  const switcher = `<a class="language" href="${root}${addressOf(page, other)}" lang="${tags[other]}" hreflang="${tags[other]}">${w.other}</a>`;
  return `<!doctype html>
<html lang="${tags[lang]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${description(html)}">
<title>${title} · glassnet</title>
<link rel="icon" href="${root}../icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}docs.css">
<script src="${root}theme.js"></script>
<script type="module" src="${root}search-box.js"></script>
</head>
<body>
<a class="skip" href="#main">${w.skip}</a>
<header class="header">
<a class="wordmark" href="${root}../#lang=${lang}"><img class="mark" src="${root}../icon.svg" alt="" width="28" height="28"><span>glassnet</span></a>
<nav aria-label="glassnet"><a href="${root}../#lang=${lang}">${w.playground}</a>${link({ ...pages[0], en: w.docs, zh: w.docs }, lang, root, page === pages[0])}</nav>
<div class="header-tools"><a class="to-contents" href="#contents">${w.contents}</a>${switcher}<button class="theme" type="button" hidden aria-label="${w.theme}">◐</button></div>
</header>
<div class="columns">
<main id="main" tabindex="-1">
<article>
<h1>${title}</h1>
${onThisPage(headings, lang)}
${html}
</article>
${next ? `<p class="next">${w.next}${link(next, lang, root, false)}</p>` : ""}
</main>
<nav id="contents" class="contents" aria-label="${w.contents}">
${search(lang, root)}
<div class="contents-list">
${contents(page, lang, root)}
</div>
</nav>
</div>
</body>
</html>
`;
}
