/** What the core says of itself, as Markdown: a page for each family of kinds, in English and in Chinese. */
import { plain } from "../markdown.js";

/** @typedef {"en" | "zh"} Language */

const words = {
  en: {
    field: "field",
    value: "value",
    fallback: "default",
    about: "what it is",
    required: "—",
    common: "Every kind has these fields, too:",
    none: "It has no fields of its own.",
    inputs: (/** @type {number} */ n) => `It takes at least ${n} inputs.`,
    range: "Its values lie from",
    to: "to",
    integer: "whole number",
    number: "number",
    boolean: "true or false",
    sizes: "whole number, or a list of them",
    source: "Described by ",
    code: "In the code: ",
    stop: ". ",
    seed: "whole number",
    name: "text",
    names: "name, or a list of names",
    and: ", ",
    or: "or",
  },
  zh: {
    field: "字段",
    value: "取值",
    fallback: "默认值",
    about: "含义",
    required: "—",
    common: "每一种还都有以下字段：",
    none: "没有自己的字段。",
    inputs: (/** @type {number} */ n) => `至少需要 ${n} 个输入。`,
    range: "其值从",
    to: "到",
    integer: "整数",
    number: "数",
    boolean: "true 或 false",
    sizes: "整数，或整数的列表",
    source: "出处：",
    code: "代码：",
    stop: "。",
    seed: "整数",
    name: "文本",
    names: "名称，或名称的列表",
    and: "，",
    or: "或",
  },
};

const singular = (/** @type {string} */ plural) => plural.replace(/(?<=ss)es$|s$/, "");
const code = (/** @type {unknown} */ value) => `\`${JSON.stringify(value)}\``;

/** The range of a number: `0 ≤ v < 1`. @param {any} field */
function bounds({ min, max, aboveMin, belowMax }) {
  if (min === undefined && max === undefined) return "";
  const low = min === undefined ? "" : `${min} ${aboveMin ? "<" : "≤"} `;
  const high = max === undefined ? "" : ` ${belowMax ? "<" : "≤"} ${max}`;
  return `${low}v${high}`.replaceAll("<", "\\<");
}

/** What a field takes. A field that names a family takes that family's kinds. @param {any} schema @param {any} field @param {Language} lang */
function valueOf(schema, field, lang) {
  if (field.type === "word") return field.words.map(code).join(` ${words[lang].or} `);
  const family = Object.keys(schema).find((plural) => singular(plural) === field.type);
  const type = family ? `[${field.type}](./${family}.html)` : words[lang][field.type];
  if (!type) throw new Error(`the schema's field ${field.name} has the unknown type ${field.type}`);
  return [type, bounds(field)].filter(Boolean).join(words[lang].and);
}

/** @param {any} schema @param {any[]} fields @param {Language} lang */
function table(schema, fields, lang) {
  const w = words[lang];
  const rows = fields.map((field) => {
    const fallback = "default" in field ? code(field.default) : w.required;
    return `| \`${field.name}\` | ${valueOf(schema, field, lang)} | ${fallback} | ${plain(field.about[lang])} |`;
  });
  return [
    `| ${w.field} | ${w.value} | ${w.fallback} | ${w.about} |`,
    "|---|---|---|---|",
    ...rows,
  ].join("\n");
}

/** Who described a kind, and where it stands in the code. @param {string} family @param {any} kind @param {Language} lang */
function origin(family, { type, source }, lang) {
  const w = words[lang];
  const file = `${w.code}\`src/${family}/${type}.c\``;
  if (!source) return file;
  const linked = source.replace(/arXiv:([\d.]+)/, "[$&](https://arxiv.org/abs/$1)");
  return `${w.source}${linked}${w.stop}${file}`;
}

/** @param {any} schema @param {string} family @param {any} kind @param {Language} lang */
function kindSection(schema, family, kind, lang) {
  const { type, about, formula, fields, inputs, range } = kind;
  const w = words[lang];
  return [
    `## \`${type}\``,
    about[lang],
    formula && `\`\`\`math\n${formula}\n\`\`\``,
    range &&
      `${w.range} ${range[0]} ${w.to} ${range[1]}.`.replace(/\.$/, lang === "zh" ? "。" : "."),
    inputs?.[0] > 1 && w.inputs(inputs[0]),
    fields.length > 0 ? table(schema, fields, lang) : w.none,
    origin(family, kind, lang),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** The page of a family: `layers`, `losses`, … @param {any} schema @param {string} family @param {Language} lang */
export function familyPage(schema, family, lang) {
  const { kinds, common } = schema[family];
  const shared = common.length > 0 ? [words[lang].common, table(schema, common, lang)] : [];
  return [
    ...shared,
    ...kinds.map((/** @type {any} */ kind) => kindSection(schema, family, kind, lang)),
  ].join("\n\n");
}

/** The fields of a spec itself. @param {any} schema @param {Language} lang */
export const specTable = (schema, lang) => table(schema, schema.model, lang);

/** The families that have a page. @param {any} schema */
export const families = (schema) => Object.keys(schema).filter((key) => schema[key].kinds);

const pascal = (/** @type {string} */ name) => name[0].toUpperCase() + name.slice(1);

/** Where the types of specs are explained: `DenseLayer`, `LayerSpec`, `ModelSpec`. @param {any} schema @returns {[string, string][]} */
export const typeLinks = (schema) => [
  ["ModelSpec", "spec.html"],
  ...families(schema).flatMap((family) => {
    const suffix = pascal(singular(family));
    const kinds = schema[family].kinds.map((/** @type {any} */ { type }) => [
      `${pascal(type)}${suffix}`,
      `${family}.html#${type}`,
    ]);
    return [[`${suffix}Spec`, `${family}.html`], ...kinds];
  }),
];
