/** What is said in Chinese: by the page, the core, the advice and the documentation, set as one hand would set it. */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { diagnose } from "glassnet";
import { schemaText } from "../../wasm/generated/schema.js";
import { htmlPages } from "../../web/docs/pages.js";

const web = fileURLToPath(new URL("../../web", import.meta.url));

/** Chinese and a word, a number or a formula beside it without a space, with what stands around. */
const unspaced = (text) =>
  text.match(
    /.{0,8}(\p{Script=Han}[A-Za-z0-9\p{Script=Greek}∂∇]|[A-Za-z0-9\p{Script=Greek}₀-₉%]\p{Script=Han}).{0,8}/gu,
  ) ?? [];

/** All texts called zh in a value, at any depth. */
function* chineseIn(value) {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value))
    if (key === "zh" && typeof inner === "string") yield inner;
    else yield* chineseIn(inner);
}

describe("Chinese and what is not Chinese are parted by a space", () => {
  const dictionaries = readdirSync(web, { recursive: true }).filter((path) =>
    /(^|\/)zh\.js$/.test(path),
  );

  test.each(dictionaries.map(dirname))("in %s", async (folder) => {
    const { zh } = await import(join(web, folder, "zh.js"));
    expect(Object.values(zh).flatMap(unspaced)).toEqual([]);
  });

  test("in what the core says of itself", () => {
    const texts = [...chineseIn(JSON.parse(schemaText))];
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.flatMap(unspaced)).toEqual([]);
  });

  const errors = {
    good: { human: 0.01, train: 0.01, validation: 0.011 },
    bias: { human: 0.01, train: 0.1, validation: 0.11 },
    variance: { human: 0.01, train: 0.02, validation: 0.11 },
    biasAndVariance: { human: 0.01, train: 0.1, validation: 0.2 },
    mismatch: { human: 0.01, train: 0.01, heldOut: 0.01, validation: 0.2 },
    overfittingToValidation: { train: 0.01, heldOut: 0.01, validation: 0.01, test: 0.2 },
  };
  test.each(Object.entries(errors))("in the advice on %s", (expected, given) => {
    const { verdict, message } = diagnose(given);
    expect(verdict).toBe(expected);
    expect(unspaced(message.zh)).toEqual([]);
  });

  test("in the documentation", async () => {
    const sections = JSON.parse((await htmlPages()).get("search-zh.json"));
    const texts = sections.flatMap(({ page, heading, text }) => [page, heading, text]);
    expect(texts.flatMap(unspaced)).toEqual([]);
  });
});
