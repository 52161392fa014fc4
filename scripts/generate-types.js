#!/usr/bin/env node
// The TypeScript types of specs, written from what the built core says of itself: wasm/generated/spec.d.ts.
import { load } from "../wasm/index.js";
import { fromRoot, main, writeIfChanged } from "./tools.js";

const pascal = (name) => name[0].toUpperCase() + name.slice(1);
const singular = (plural) => plural.replace(/(?<=ss)es$|s$/, "");
const union = (parts) => (parts.length > 0 ? parts.join(" | ") : "never");

/** A doc comment; `*` + `/` inside would end it. */
function comment(lines, indent = "") {
  const safe = lines.filter(Boolean).map((line) => line.replaceAll("*/", "*\\/"));
  if (safe.length === 1) return `${indent}/** ${safe[0]} */\n`;
  return `${indent}/**\n${safe.map((line) => `${indent} * ${line}\n`).join("")}${indent} */\n`;
}

function bounds({ min, max, aboveMin, belowMax }) {
  const low = min === undefined ? "" : `${aboveMin ? "more than" : "at least"} ${min}`;
  const high = max === undefined ? "" : `${belowMax ? "less than" : "at most"} ${max}`;
  const text = [low, high].filter(Boolean).join(", ");
  return text && `${pascal(text)}.`;
}

/** The type of a field's value; a field that names a family (`activation`) takes that family's specs. */
function valueType(schema, field) {
  const plain = {
    integer: "number",
    number: "number",
    boolean: "boolean",
    sizes: "number | readonly number[]",
    word: union((field.words ?? []).map((word) => JSON.stringify(word))),
    seed: "number",
    name: "string",
    names: "string | readonly string[]",
  };
  const family = Object.keys(schema).find((plural) => singular(plural) === field.type);
  const type = plain[field.type] ?? (family && `${pascal(field.type)}Spec`);
  if (!type) throw new Error(`the schema's field ${field.name} has the unknown type ${field.type}`);
  return field.default === null ? `${type} | null` : type;
}

function property(schema, field) {
  const fallback = "default" in field ? `Default: ${JSON.stringify(field.default)}.` : "";
  const about = comment(
    [[field.about.en, bounds(field), fallback].filter(Boolean).join(" ")],
    "  ",
  );
  return `${about}  ${field.name}${"default" in field ? "?" : ""}: ${valueType(schema, field)};\n`;
}

const isRequired = (field) => !("default" in field);

/** One interface a kind, and the union that a user may write; a kind that needs no field goes by its name alone. */
function familyTypes(schema, plural) {
  const { kinds, common, standard } = schema[plural];
  const suffix = pascal(singular(plural));
  const interfaces = kinds.map(({ type, about, formula, fields }) => {
    const properties = [...fields, ...common].map((field) => property(schema, field)).join("");
    const mark = type === standard ? "?" : "";
    return (
      comment([about.en, formula && `$${formula}$`]) +
      `export interface ${pascal(type)}${suffix} {\n  type${mark}: ${JSON.stringify(type)};\n${properties}}\n`
    );
  });
  // A layer is always an object.
  const named = plural === "layers" ? [] : kinds.filter(({ fields }) => !fields.some(isRequired));
  const choices = [
    ...named.map(({ type }) => JSON.stringify(type)),
    ...kinds.map(({ type }) => `${pascal(type)}${suffix}`),
  ];
  return `${interfaces.join("\n")}\nexport type ${suffix}Spec =\n${choices.map((choice) => `  | ${choice}`).join("\n") || "  never"};\n`;
}

/** The core's own numbers: which names there are. */
const enumTypes = (enums) =>
  `export interface Enums {\n${Object.entries(enums)
    .map(
      ([name, members]) =>
        `  ${name}: Record<${union(Object.keys(members).map((m) => JSON.stringify(m)))}, number>;\n`,
    )
    .join("")}}\n`;

/** @param {any} schema what the core says of itself; its form stands in src/schema.c */
export function typesOf(schema) {
  const families = Object.keys(schema).filter((key) => schema[key].kinds);
  const model =
    comment(["A network: plain JSON, saved and shared as it is."]) +
    `export interface ModelSpec {\n${schema.model.map((field) => property(schema, field)).join("")}` +
    `${comment(["The layers, each taking the output of the one before it unless it names its inputs."], "  ")}` +
    `  layers: readonly LayerSpec[];\n}\n`;
  return [
    "// Written by scripts/generate-types.js from the core's description of itself.\n",
    model,
    ...families.map((plural) => familyTypes(schema, plural)),
    enumTypes(schema.enums),
  ].join("\n");
}

await main(async () => {
  const gn = await load();
  writeIfChanged(fromRoot("wasm/generated/spec.d.ts"), typesOf(gn.schema));
});
