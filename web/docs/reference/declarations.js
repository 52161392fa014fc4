/** The package's declarations (dist/*.d.ts, which tsc makes of the JSDoc) as Markdown: functions, classes and their types. */
import { parse } from "@babel/parser";

/** A declaration: its syntax tree, and the text that it is part of. @typedef {{ name: string, node: any, text: string }} Declaration */

/** What a variable of the class is called in headings: `model.fit`. @type {Record<string, string>} */
const instances = { Glassnet: "gn", Model: "model", Dataset: "data", GlassnetError: "error" };

/** The declarations of a file by name. @param {string} source @returns {Map<string, Declaration>} */
export function declarationsIn(source) {
  const text = source.replace(/import\("[^"]+"\)\./g, "");
  const ast = parse(text, { sourceType: "module", plugins: [["typescript", { dts: true }]] });
  const found = new Map();
  for (const statement of ast.program.body) {
    const node = /** @type {any} */ (statement).declaration ?? statement;
    const name = node.id?.name ?? node.declarations?.[0].id.name;
    if (!name) continue;
    node.leadingComments ??= statement.leadingComments;
    found.set(name, { name, node, text });
  }
  return found;
}

/** The text of a node without comments, on as few lines as it had. @param {any} node @param {string} text */
const sourceOf = (node, text) =>
  text.slice(node.start, node.end).replace(/\n?[ \t]*\/\*\*[^]*?\*\//g, "");

/** @param {any} node @param {string} text */
const typeOf = (node, text) =>
  sourceOf(node.typeAnnotation?.typeAnnotation ?? node.typeAnnotation, text)
    .replace(/\s+/g, " ")
    .replace(/; }/g, " }");

/** The comment of a node: its text and its tags. @param {any} node */
function commentOf(node) {
  const value = node.leadingComments?.at(-1)?.value ?? "";
  const lines = value.replace(/^\*\s?|\s*$/g, "").replace(/^[ \t]*\* ?/gm, "");
  const [text, ...tags] = lines.trim().split(/^@/m);
  return { text: text.trim(), tags: tags.map((tag) => tag.trim().replace(/\s+/g, " ")) };
}

/** A comment's tags as a list. @param {string[]} tags */
const tagList = (tags) =>
  tags
    .map((tag) =>
      tag
        .replace(/^param (\w+) /, (_, name) => `- \`${name}\`: `)
        .replace(/^returns /, "- gives ")
        .replace(/^(\w+)$/, ""),
    )
    .filter(Boolean)
    .join("\n");

/** Text of a comment: brackets and braces in it are meant as they stand. @param {string} text */
const prose = (text) =>
  text.replace(/(`[^`]*`)|([[\]<>|*_])/g, (_, code, mark) => code ?? `\\${mark}`);

/** A call that a comment shows, indented. @param {string} code */
const call = (code) => `\`\`\`js call\n${code.replace(/^ {4}/gm, "")}\n\`\`\``;

/** @param {any} node @param {string} signature */
function described(node, signature) {
  const { text, tags } = commentOf(node);
  const paragraphs = text
    .split(/\n\n+/)
    .map((part) => (part.startsWith("    ") ? call(part) : prose(part)));
  return [`\`\`\`ts\n${signature}\n\`\`\``, ...paragraphs, prose(tagList(tags))]
    .filter(Boolean)
    .join("\n\n");
}

/** Members of a class that a program uses. @param {any} node */
export const membersOf = (node) =>
  node.body.body.filter(
    (/** @type {any} */ member) =>
      member.key?.name && !member.static && member.kind !== "constructor" && !member.key.id,
  );

/** @param {Declaration} declaration */
function classSection({ name, node, text }) {
  const { text: about } = commentOf(node);
  const instance = instances[name];
  const members = instance ? membersOf(node) : [];
  return [
    `## \`${name}\``,
    node.superClass && `It is a \`${sourceOf(node.superClass, text)}\`.`,
    prose(about),
    ...members.map((/** @type {any} */ member) => {
      const signature = sourceOf(member, text).replace(/;$/, "");
      return `### \`${instance}.${member.key.name}\`\n\n${described(member, signature)}`;
    }),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** The properties of a type, as a table. @param {any[]} members @param {string} text */
function propertyTable(members, text) {
  const rows = members.map((member) => {
    const type = typeOf(member, text).replaceAll("|", "\\|");
    const about = commentOf(member).text.replace(/\s+/g, " ");
    const name = `\`${member.key.name ?? member.key.value}${member.optional ? "?" : ""}\``;
    return `| ${name} | \`${type}\` | ${prose(about)} |`;
  });
  return ["| property | type | what it is |", "|---|---|---|", ...rows].join("\n");
}

/** A type: its properties, or what it stands for. @param {Declaration} declaration @param {Map<string, Declaration>} all */
export function typeSection({ name, node, text }, all) {
  const type = node.typeAnnotation;
  const { text: about } = commentOf(node);
  const head = [`### \`${name}\``, prose(about)];
  if (type.type === "TSTypeLiteral" && type.members.every((/** @type {any} */ m) => m.key))
    return [...head, propertyTable(type.members, text)].filter(Boolean).join("\n\n");
  const keysOf = sourceOf(type, text).match(/^keyof typeof (\w+)$/)?.[1];
  const stands = keysOf ? keysIn(all.get(keysOf)).join("\n  | ") : sourceOf(type, text);
  return [...head, `\`\`\`ts\ntype ${name} =\n  ${keysOf ? `| ${stands}` : stands}\n\`\`\``]
    .filter(Boolean)
    .join("\n\n");
}

/** The names in `const kinds: { accuracy: …, f1: … }`. @param {any} declaration */
const keysIn = ({ node }) =>
  node.declarations[0].id.typeAnnotation.typeAnnotation.members.map(
    (/** @type {any} */ { key }) => `"${key.name}"`,
  );

/** @param {Declaration} declaration */
function functionSection({ name, node, text }) {
  const declared = node.declarations?.[0].id ?? node;
  const signature = node.declarations
    ? `${name}: ${typeOf(declared, text)}`
    : sourceOf(node, text).replace(/^declare |;$/g, "");
  return `## \`${name}\`\n\n${described(node, signature)}`;
}

/** @param {Declaration} declaration */
export const section = (declaration) =>
  declaration.node.type === "ClassDeclaration"
    ? classSection(declaration)
    : functionSection(declaration);

/** What a declaration offers, with the first sentence of each comment. @param {Declaration} declaration @returns {[string, string][]} */
export function outlineOf({ name, node }) {
  const first = (/** @type {any} */ of) =>
    prose(
      commentOf(of)
        .text.split(/(?<=[.;:])\s|\n\n/)[0]
        .replace(/\s+/g, " "),
    ).replace(/[;:]$/, ".");
  const own = /** @type {[string, string]} */ ([name, first(node)]);
  const instance = node.type === "ClassDeclaration" && instances[name];
  if (!instance) return [own];
  const members = membersOf(node).map((/** @type {any} */ member) => [
    `${instance}.${member.key.name}`,
    first(member),
  ]);
  return own[1] ? [own, ...members] : members;
}

/** The types that a declaration names, in the parts that a program sees. @param {Declaration} declaration */
export function namesIn({ name, node, text }) {
  const parts =
    node.type === "ClassDeclaration" ? (instances[name] ? membersOf(node) : []) : [node];
  const words = parts.flatMap(
    (/** @type {any} */ part) => sourceOf(part, text).match(/\b[A-Z]\w*/g) ?? [],
  );
  return words.filter((/** @type {string} */ word) => word !== name);
}

/** Headings that a declaration makes, for links: `Model`, `model.fit`. @param {Declaration} declaration @returns {string[]} */
export const headingsOf = ({ name, node }) => [
  name,
  ...(node.type === "ClassDeclaration" && instances[name]
    ? membersOf(node).map((/** @type {any} */ { key }) => `${instances[name]}.${key.name}`)
    : []),
];
