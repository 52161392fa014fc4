/** What the documentation is made with: blocks shared by the languages, the ends of lines in Chinese, the search. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { schemaText } from "../../wasm/generated/schema.js";
import { withBlocks } from "../../web/docs/blocks.js";
import { render } from "../../web/docs/markdown.js";
import { htmlPages } from "../../web/docs/pages.js";
import { sectionsOf } from "../../web/docs/search-index.js";
import { excerpt, find } from "../../web/docs/search.js";

describe("blocks of the English guide in a translation", () => {
  const original =
    "One.\n\n```js\nrun(); // now\n```\n\n```text output\nnow\n```\n\nTwo.\n\n```sh\nls\n```\n";

  test("stand where it says same, with their output, comments put into its language", () => {
    const translation = "一。\n\n```same\nnow → 现在\n```\n\n二。\n\n```same\n```\n";
    expect(withBlocks(translation, original)).toBe(
      "一。\n\n```js\nrun(); // 现在\n```\n\n```text output\n现在\n```\n\n二。\n\n```sh\nls\n```\n",
    );
  });

  test.each([
    ["a block too few", "```same\n```\n", /1 places for the 2 blocks/],
    ["a block too many", "```same\n```\n".repeat(3), /3 places for the 2 blocks/],
    ["a block of its own", "```js\nrun();\n```\n", /a block of its own: js/],
    ["words that are not there", "```same\nthen → 那时\n```\n", /"then → 那时" is not/],
  ])("%s is refused", (_, translation, message) => {
    expect(() => withBlocks(translation, original)).toThrow(message);
  });
});

test.each([
  ["学习\n率", "学习率"],
  ["学习率，\nη", "学习率，η"],
  ["用 SIMD\n的", "用 SIMD\n的"],
  ["**学习**\n率", "<strong>学习</strong>率"],
  ["one\ntwo", "one\ntwo"],
])("the line %j reads %j", (markdown, html) => {
  expect(render(markdown)).toBe(`<p>${html}</p>\n`);
});

test("every kind is described in the file that its page names", () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const files = Object.entries(JSON.parse(schemaText)).flatMap(([family, { kinds = [] }]) =>
    kinds.map(({ type }) => `src/${family}/${type}.c`),
  );
  expect(files.length).toBeGreaterThan(60);
  expect(files.filter((file) => !existsSync(root + file))).toEqual([]);
});

describe("the search", () => {
  const entries = async (lang) => JSON.parse((await htmlPages()).get(`search-${lang}.json`));
  const first = async (lang, query) => find(await entries(lang), query)[0]?.address;

  test.each([
    ["en", "batchNormalization", "layers.html#batchNormalization"],
    ["en", "predict", "api-model.html#model.predict"],
    ["en", "content-security-policy", "serving.html#content-security-policy"],
    ["en", "keras weights", "migrate.html#weights-from-elsewhere"],
    ["zh", "早停", "zh/train.html#轮"],
    ["zh", "迁移学习", "zh/save.html#取网络的一部分-迁移学习"],
    ["zh", "batchNormalization", "zh/layers.html#batchNormalization"],
    ["zh", "批归一化", "zh/layers.html#batchNormalization"],
  ])("in %s, %s leads to %s", async (lang, query, address) => {
    expect(await first(lang, query)).toBe(address);
  });

  test("finds nothing for what is nowhere, or for nothing", async () => {
    const all = await entries("en");
    expect(find(all, "xylophone")).toEqual([]);
    expect(find(all, "   ")).toEqual([]);
  });

  test("shows a piece of the text about the word, as it is written there", () => {
    const [entry] = sectionsOf("a.html", "A", "<p>x &lt; y and <code>Weights</code></p>");
    expect(excerpt(entry, "weights")).toEqual(["x < y and ", "Weights", ""]);
  });
});
