/** The numbers of glassnet.h reach JavaScript by the schema: none is forgotten, none is another. */
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { load } from "glassnet";

const header = readFileSync(new URL("../../src/glassnet.h", import.meta.url), "utf8").replace(
  /\/\*[^]*?\*\//g,
  "",
);

/** The enumerators of `typedef enum gn_<name>` that stand for one thing: name in the schema's manner → number. */
function inHeader(name) {
  const [, body] = header.match(new RegExp(`typedef enum gn_${name} \\{([^}]*)\\}`));
  let next = 0;
  const entries = body
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry) => {
      const [key, value = String(next)] = entry.split(/\s*=\s*/);
      next = Number(value) + 1;
      return [key, Number(value)];
    });
  const counts = `GN_${name.toUpperCase()}S`; // GN_PARTS: how many there are
  return entries.filter(([key, value]) => key !== counts && !Number.isNaN(value));
}

const { enums } = (await load()).schema;

test.each(Object.keys(enums))("the schema has all of %s, by their numbers", (plural) => {
  const expected = inHeader(plural.replace(/s$/, ""));
  expect(expected.length).toBeGreaterThan(0);
  expect(Object.values(enums[plural])).toEqual(expected.map(([, value]) => value));
});

test("each name is that of its enumerator", () => {
  const camel = ([key]) =>
    key
      .replace(/^GN_[A-Z]+_/, "")
      .toLowerCase()
      .replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
  for (const plural of ["phases", "blocks", "roles"])
    expect(Object.keys(enums[plural])).toEqual(inHeader(plural.slice(0, -1)).map(camel));
});
