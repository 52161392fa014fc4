/** Which page of the reference explains which name of the package's interface. */
import {
  declarationsIn,
  headingsOf,
  namesIn,
  outlineOf,
  section,
  typeSection,
} from "./declarations.js";

/** @typedef {import("./declarations.js").Declaration} Declaration */

/** The pages and what they begin with; the types that these use follow on the first page that needs them. */
export const interfacePages = /** @type {const} */ ({
  "api-glassnet": { entry: "index", names: ["load", "Glassnet"] },
  "api-model": { entry: "types", names: ["Model"] },
  "api-data": { entry: "types", names: ["Dataset", "readCsv", "readIdx", "centreDigit"] },
  "api-advice": { entry: "types", names: ["diagnose", "suggestLearningRate"] },
  "api-worker": { entry: "worker", names: ["load"] },
  "api-networks": { entry: "networks", names: undefined /* all */ },
  "api-errors": { entry: "types", names: undefined /* all whose names end in Error */ },
});

/** @typedef {keyof typeof interfacePages} InterfacePage */

/**
 * @param {(name: string) => string} read  gives dist/<name>.d.ts
 * @param {(name: string) => boolean} isElsewhere  types that other pages explain
 * @returns {Map<InterfacePage, { entries: Declaration[], all: Map<string, Declaration> }>}
 */
export function assign(read, isElsewhere) {
  const types = declarationsIn(read("types"));
  const taken = new Set();
  const pages = new Map();
  for (const [page, { entry, names }] of Object.entries(interfacePages)) {
    const own = entry === "types" ? types : declarationsIn(read(entry));
    const all = new Map([...types, ...own]);
    const roots = names ?? namesFrom(page, read, types);
    pages.set(page, {
      all,
      entries: roots.map((name) => /** @type {Declaration} */ (all.get(name))),
    });
    for (const name of roots) if (entry !== "worker") taken.add(name);
  }
  for (const { entries, all } of pages.values())
    for (const declaration of entries)
      for (const name of namesIn(declaration)) {
        const type = all.get(name);
        if (!type || taken.has(name) || isElsewhere(name) || isInner(type)) continue;
        taken.add(name);
        entries.push(type);
      }
  return pages;
}

/** @param {string} page @param {(name: string) => string} read @param {Map<string, Declaration>} types */
function namesFrom(page, read, types) {
  if (page === "api-errors") return [...types.keys()].filter((name) => name.endsWith("Error"));
  return [...new Set(read("networks").match(/\w+/g))].filter((name) => types.has(name));
}

/** Interfaces are the kinds of the core; classes that no page names are the library's own. @param {Declaration} declaration */
const isInner = ({ node }) =>
  node.type === "TSInterfaceDeclaration" || node.type === "ClassDeclaration";

const isType = (/** @type {Declaration} */ { node }) => node.type === "TSTypeAliasDeclaration";

/** @param {ReturnType<typeof assign>} pages @param {InterfacePage} page */
export function interfacePage(pages, page) {
  const { entries, all } = /** @type {any} */ (pages.get(page));
  const types = entries.filter(isType);
  return [
    ...entries.filter((/** @type {Declaration} */ entry) => !isType(entry)).map(section),
    ...(types.length > 0 ? ["## Types"] : []),
    ...types.map((/** @type {Declaration} */ type) => typeSection(type, all)),
  ].join("\n\n");
}

/** All of it in one table a page. @param {ReturnType<typeof assign>} pages @param {(page: InterfacePage) => string} titleOf */
export const atAGlance = (pages, titleOf) =>
  [...pages]
    .map(([page, { entries }]) => {
      const rows = entries.filter((entry) => !isType(entry)).flatMap(outlineOf);
      return [
        `## [${titleOf(page)}](./${page}.html)\n`,
        "| name | what it is |",
        "|---|---|",
        ...rows.map(([name, about]) => `| \`${name}\` | ${about} |`),
      ].join("\n");
    })
    .join("\n\n");

/** @param {ReturnType<typeof assign>} pages @returns {[string, string][]} */
export const interfaceLinks = (pages) =>
  [...pages].flatMap(([page, { entries }]) =>
    entries
      .flatMap(headingsOf)
      .filter((name) => name !== "load")
      .map((name) => /** @type {[string, string]} */ ([name, `${page}.html#${name}`])),
  );
