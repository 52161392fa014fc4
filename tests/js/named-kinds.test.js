// What a student calls the kinds of the core and their fields.
import { describe, expect, test } from "@jest/globals";
import { en } from "../../web/ui/named/en.js";
import { schemaText } from "../../wasm/generated/schema.js";
import { shownFields } from "../../web/state/choices.js";

const schema = JSON.parse(schemaText);

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
});
