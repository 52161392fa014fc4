// What a student calls the kinds of the core and their fields.
import { describe, expect, test } from "@jest/globals";
import { en as ofDigits } from "../../web/labs/digits/named/en.js";
import { en as common } from "../../web/ui/named/en.js";
import { schemaText } from "../../wasm/generated/schema.js";
import { shownFields } from "../../web/state/choices.js";

const schema = JSON.parse(schemaText);
const en = { ...common, ...ofDigits };

/** Those that the page lets one choose. */
const families = [
  "activations",
  "initializers",
  "losses",
  "optimizers",
  "schedules",
  "constraints",
  "augmentations",
];
const kinds = families.flatMap((family) =>
  schema[family].kinds.map((kind) => ({ ...kind, family })),
);
const fields = [
  ...kinds.flatMap(({ fields }) => shownFields({ fields })),
  ...families.flatMap((family) => shownFields({ fields: schema[family].common ?? [] })),
];

describe("a name for students", () => {
  const known = new Set([
    ...kinds.map(({ family, type }) => `${family}.${type}`),
    ...fields.map(({ name }) => `field.${name}`),
    ...fields.flatMap(({ words = [] }) => words.map((word) => `word.${word}`)),
  ]);

  test.each(Object.keys(en))("%s is of something that the core has", (key) => {
    expect([...known]).toContain(key);
  });

  test("no two kinds of a family share one", () => {
    for (const family of families) {
      const names = kinds
        .filter((kind) => kind.family === family)
        .map(({ type }) => en[`${family}.${type}`] ?? type);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test("none stands in both lists", () => {
    expect(Object.keys(ofDigits).filter((key) => Object.hasOwn(common, key))).toEqual([]);
  });

  test.each(["augmentations", "constraints"])("everything of the %s has one", (family) => {
    const keys = schema[family].kinds.flatMap(({ type, fields: own }) => [
      `${family}.${type}`,
      ...shownFields({ fields: own }).flatMap(({ name, words }) => [
        `field.${name}`,
        ...(words ?? []).map((word) => `word.${word}`),
      ]),
    ]);
    expect(keys.filter((key) => !Object.hasOwn(en, key))).toEqual([]);
  });
});
