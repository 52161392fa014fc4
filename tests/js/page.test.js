// The page's state and words, without a browser.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { words } from "../../web/i18n/index.js";
import { readFragment, writeFragment } from "../../web/state/fragment.js";
import { choice, integer, number, numbers, text } from "../../web/state/kinds.js";
import { labs } from "../../web/labs/index.js";
import { state } from "../../web/state/store.js";
import { shell, tableOf } from "../../web/state/properties.js";
import { parseNumber } from "../../web/ui/parse.js";
import { fixed } from "../../web/ui/number.js";

const web = new URL("../../web/", import.meta.url).pathname;
const dictionaries = readdirSync(web, { recursive: true })
  .filter((path) => path.endsWith("zh.js"))
  .map((path) => dirname(path));

describe("the words of the page", () => {
  test.each(dictionaries)(
    "%s has the same keys and the same {names} in both languages",
    async (folder) => {
      const { zh } = await import(join(web, folder, "zh.js"));
      const { en } = await import(join(web, folder, "en.js"));
      const names = (sentence) => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();
      expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
      for (const key of Object.keys(zh)) {
        const counts = [...en[key].matchAll(/\{(\w+)\|/g)].map(([, name]) => `{${name}}`);
        expect(names(en[key])).toEqual(expect.arrayContaining(counts));
        expect([key, names(en[key])]).toEqual([key, names(zh[key])]);
        expect(en[key].trim()).not.toBe("");
        expect(zh[key].trim()).not.toBe("");
      }
    },
  );

  test("an English noun is as many as its count", () => {
    const t = words({ zh: { now: "{n} 步" }, en: { now: "{n} {n|step|steps}" } });
    const said = () => [0, 1, 2, "21", "1"].map((n) => t("now", { n }));
    state.lang.value = "en";
    expect(said()).toEqual(["0 steps", "1 step", "2 steps", "21 steps", "1 step"]);
    expect(t.parts("now", { n: 1 }).join("")).toBe("1 step");
    state.lang.value = "zh";
    expect(said()).toEqual(["0 步", "1 步", "2 步", "21 步", "1 步"]);
  });

  test("English holds no Chinese", async () => {
    for (const folder of dictionaries) {
      const { en } = await import(join(web, folder, "en.js"));
      expect(Object.values(en).filter((sentence) => /\p{Script=Han}/u.test(sentence))).toEqual([]);
    }
  });
});

describe("the fragment of the URL", () => {
  const initial = Object.fromEntries(
    Object.entries(tableOf("backprop")).map(([k, p]) => [k, p.initial]),
  );

  test("holds what differs from its initial value, and reads back the same", () => {
    const values = { ...initial, lab: "backprop", x: [2, -0.5], lr: 0.25, at: 7 };
    const fragment = writeFragment(values, tableOf);
    expect(fragment).toBe("#lab=backprop&x=2,-0.5&lr=0.25&at=7");
    expect(readFragment(fragment, tableOf).values).toEqual({
      lab: "backprop",
      x: [2, -0.5],
      lr: 0.25,
      at: 7,
    });
  });

  test("holds a lab's properties only while the lab is shown", () => {
    expect(writeFragment({ ...initial, lr: 0.25 }, tableOf)).toBe("#");
  });

  test("keeps keys that it does not know", () => {
    const read = readFragment("#lab=backprop&later=a%20b&lr=1", tableOf);
    expect(read.unknown).toEqual([["later", "a b"]]);
    expect(writeFragment({ ...initial, ...read.values }, tableOf, read.unknown)).toBe(
      "#lab=backprop&lr=1&later=a%20b",
    );
  });

  test("reports what it cannot read, and keeps none of it", () => {
    const read = readFragment(
      "#lr=abc&x=1;2&y=1e999&w=&lab=backprop&lang=fr&__proto__=1&at=1.5",
      tableOf,
    );
    expect(read.values).toEqual({ lab: "backprop" });
    expect(read.problems.map(({ key }) => key)).toEqual(["lr", "x", "y", "w", "lang", "at"]);
    expect(read.unknown).toEqual([["__proto__", "1"]]);
  });

  test("does not stumble over a lone percent sign", () => {
    expect(readFragment("#lang=%", tableOf).problems[0].text).toBe("%");
  });

  test("shows the first page, and says so, where the lab is not known", () => {
    const read = readFragment("#lab=nowhere&lr=1", tableOf);
    expect(read.values).toEqual({});
    expect(read.problems.map(({ key }) => key)).toEqual(["lab"]);
    expect(read.unknown).toEqual([["lr", "1"]]);
  });

  test.each(labs.map(({ id, properties }) => [id, properties]))(
    "no property of %s has a name of the shell's",
    (_, properties) => {
      expect(Object.keys(properties).filter((key) => Object.hasOwn(shell, key))).toEqual([]);
    },
  );
});

test("kinds of values read only what they can write", () => {
  expect(number(0, 1).parse(" 0.5 ")).toBe(0.5);
  expect(number(0, 1).parse("")).toBeUndefined();
  expect(number(0, 1).parse("NaN")).toBeUndefined();
  expect(integer(0, 9).parse("1.5")).toBeUndefined();
  expect(numbers(2, -1, 1).parse("1,")).toBeUndefined();
  expect(choice(["a", "b"]).parse("c")).toBeUndefined();
  expect(text(/^\w*$/, 3).parse("abcd")).toBeUndefined();
});

test("numbers are read as people type them and printed with a true minus", () => {
  expect(parseNumber("−0,5")).toBe(-0.5);
  expect(parseNumber("１．５")).toBe(1.5);
  expect(parseNumber("1 2")).toBeNaN();
  expect(parseNumber("")).toBeNaN();
  expect(fixed(-0.7770955, 6)).toBe("−0.777096");
  expect(fixed(-1e-9, 3)).toBe("0.000");
  expect(fixed(Infinity, 3)).toBe("∞");
  expect([729, 59049, 4782969].map((value) => fixed(value, 6))).toEqual([
    "729.000000",
    "59049.0000",
    "4.783e6",
  ]);
});

/** The name that an SVG file gives itself; nobody asks that host. */
const svg = "http://www.w3.org/2000/svg";

// A link of the documentation, [text](address), is followed by who wants to.
test("no source of the page names another host", () => {
  const sources = readdirSync(web, { recursive: true }).filter((path) =>
    /\.(jsx?|css|html)$/.test(path),
  );
  const foreign = sources.filter((path) =>
    /(?<!\])["'(]\s*(https?:)?\/\/\w/.test(readFileSync(join(web, path), "utf8").replace(svg, "")),
  );
  expect(foreign).toEqual([]);
});
