/**
 * The documentation and the README: every code block runs, or says why not; every name of the package and every kind of
 * the core is explained. Blocks of HTML run in tests/e2e/docs.spec.js.
 */
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import * as glassnet from "glassnet";
import * as networks from "../../wasm/networks.js";
import { htmlPages, markdownPages } from "../../web/docs/pages.js";
import { readFragment } from "../../web/state/fragment.js";
import { tableOf } from "../../web/state/properties.js";
import { blocksIn, programsIn } from "./support/code-blocks.js";
import { idxFile } from "./support/idx.js";
import { GREY, pngFile } from "./support/png.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path) => readFileSync(join(root, path), "utf8");

const pages = [
  { name: "README", blocks: blocksIn(read("README.md")) },
  ...(await markdownPages()).map(({ page, lang, parts }) => ({
    name: lang === "en" ? page.path : `${lang}/${page.path}`,
    blocks: blocksIn(parts.map(({ text }) => text).join("\n\n")),
  })),
];
const all = pages.flatMap(({ name, blocks }) => blocks.map((block) => ({ page: name, ...block })));

const running = (language) =>
  all.filter(
    (block) => block.language === language && !block.reason && !block.words.includes("declaration"),
  );

/** A project of a user's, with what the pages say is there: a folder of samples called DIR, and a picture. */
let folder;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "glassnet-docs-"));
  for (const path of ["node_modules/.bin", "DIR"])
    mkdirSync(join(folder, path), { recursive: true });
  symlinkSync(root, join(folder, "node_modules/glassnet"));
  symlinkSync(join(root, "dist/cli.js"), join(folder, "node_modules/.bin/glassnet"));
  const write = (path, contents) => writeFileSync(join(folder, path), contents);
  write("package.json", `{ "private": true, "type": "module" }`);
  for (const set of ["train", "t10k"]) {
    const pixels = Uint8Array.from({ length: 64 * 784 }, (_, i) => (i * i) % 251);
    const labels = Uint8Array.from({ length: 64 }, (_, i) => i % 10);
    write(`DIR/${set}-images-idx3-ubyte`, idxFile([64, 28, 28], pixels));
    write(`DIR/${set}-labels-idx1-ubyte`, idxFile([64], labels));
  }
  const stroke = Uint8Array.from({ length: 784 }, (_, i) => (i % 28 === 14 ? 255 : 0));
  write("digit.png", pngFile(28, 28, stroke, { type: GREY }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (command, ...args) =>
  execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: "pipe", timeout: 100_000 });

describe("programs", () => {
  for (const { name, blocks } of pages)
    programsIn(blocks).forEach(({ source, printed }, i) => {
      test(`${name}, program ${i + 1}, runs and prints what the page says`, () => {
        writeFileSync(join(folder, "program.js"), source);
        expect(run(process.execPath, "program.js")).toBe(printed);
      }, 120_000);
    });

  const made = `
    import { load, diagnose } from "glassnet";
    const gn = await load();
    const head = { type: "dense", units: 5, activation: "softmax" };
    const layers = [{ type: "conv2d", filters: 2, kernelSize: 3 }, { type: "flatten" }, head];
    const digits = gn.model({ input: [8, 8, 1], layers, loss: "categoricalCrossentropy" });
    const [model, x, y] = [digits, new Float32Array(128), [0, 4]];\n`;
  test.each(all.filter(({ words }) => words.includes("call")))(
    "$page, line $line: the calls can be made",
    ({ text }) => {
      writeFileSync(join(folder, "calls.js"), made + text);
      run(process.execPath, "calls.js");
    },
  );

  test.each(running("sh"))(
    "$page, line $line: the commands succeed",
    ({ text }) => {
      run("sh", "-e", "-c", text);
    },
    120_000,
  );

  test.each(running("c"))(
    "$page, line $line: the C program runs",
    ({ text }) => {
      const headers = ["stdio", "string", "glassnet"]
        .map((name) => `#include <${name}.h>\n`)
        .join("");
      writeFileSync(join(folder, "program.c"), `${headers}int main(void) {\n${text}}\n`);
      const sources = readdirSync(join(root, "src"), { recursive: true })
        .filter((path) => path.endsWith(".c"))
        .map((path) => join(root, "src", path));
      const flags = ["-std=c11", "-O0", "-ffp-contract=off", "-Wall", "-Werror", `-I${root}src`];
      run("cc", ...flags, "program.c", ...sources, "-lm", "-o", "program");
      expect(run("./program")).toMatch(/^loss \d/);
    },
    120_000,
  );

  test.each(running("cmake"))(
    "$page, line $line: the lines are those of examples/c",
    ({ text }) => {
      expect(read("examples/c/CMakeLists.txt")).toContain(text);
    },
  );
});

describe("blocks", () => {
  /** What runs each language; `text` is no code, `math` is set when the page is made, `ts` is printed from the types. */
  const runners = {
    js: "here, as programs",
    html: "in e2e/docs.spec.js",
    jsx: "in consumers/frameworks.test.js",
    vue: "in consumers/frameworks.test.js",
    svelte: "in consumers/frameworks.test.js",
    c: "here, compiled with the core",
    cmake: "as examples/c, which examples.test.js builds",
    sh: "here, by a shell",
    math: "set",
    ts: "of the declarations",
    text: "read",
  };

  test("are all of a language that something runs", () => {
    const others = all.filter(
      ({ language, reason }) => !reason && !Object.hasOwn(runners, language),
    );
    expect(others).toEqual([]);
  });

  test("that do not run are few, and say why", () => {
    const resting = all
      .filter(({ reason }) => reason)
      .map(({ page, reason }) => `${page}: ${reason}`);
    expect(resting).toEqual([
      "README: they start the playground and these very tests",
      "index: it asks the registry",
      "zh/index: it asks the registry",
      "c: a test of examples/c takes these steps",
      "zh/c: a test of examples/c takes these steps",
    ]);
  });
});

describe("the reference", () => {
  const html = htmlPages();
  const ids = async (page) =>
    [...(await html).get(page).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

  test("explains everything that the package exports", async () => {
    const explained = (
      await Promise.all(
        ["glassnet", "model", "data", "advice", "networks", "errors"].map((name) =>
          ids(`api-${name}.html`),
        ),
      )
    ).flat();
    const exported = [...Object.keys(glassnet), ...Object.keys(networks)];
    expect(exported.filter((name) => !explained.includes(name))).toEqual([]);
  });

  test("explains every method of gn, model and data", async () => {
    const gn = await glassnet.load();
    const model = gn.model({ input: [1], layers: [{ type: "dense", units: 1 }] });
    const objects = { glassnet: { gn }, model: { model }, data: { data: gn.dataset({ x: [1] }) } };
    for (const [page, object] of Object.entries(objects)) {
      const [[variable, value]] = Object.entries(object);
      const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(value));
      const inner = ["constructor", "pointerIn"];
      const own = methods.filter((name) => !inner.includes(name));
      const explained = await ids(`api-${page}.html`);
      expect(own.filter((name) => !explained.includes(`${variable}.${name}`))).toEqual([]);
    }
  });

  test("says of everything on one page what it is", async () => {
    const rows = [
      ...(await html).get("api.html").matchAll(/<tr>\s*<td>(.*?)<\/td>\s*<td>(.*?)<\/td>/gs),
    ];
    const about = new Map(
      rows.map(([, name, text]) => [name.replace(/<[^>]*>/g, ""), text.trim()]),
    );
    expect([...about.keys()]).toEqual(
      expect.arrayContaining([...Object.keys(glassnet), "model.fit", "gn.memory", "data.dispose"]),
    );
    expect([...about].filter(([, text]) => text === "")).toEqual([]);
  });

  test.each(["", "zh/"])("explains every kind and every field of the core (%s)", async (folder) => {
    const { schema } = await glassnet.load();
    const families = Object.entries(schema).filter(([, { kinds }]) => kinds);
    expect(families.length).toBeGreaterThan(8);
    for (const [family, { kinds, common }] of families) {
      const page = (await html).get(`${folder}${family}.html`);
      expect(page).toBeDefined();
      for (const { type, fields } of kinds) {
        const from = page.indexOf(` id="${type}"`);
        expect(from).toBeGreaterThan(0);
        const section = page.slice(from, page.indexOf("<h2", from));
        const missing = fields.filter(({ name }) => !section.includes(`<code>${name}</code>`));
        expect(missing).toEqual([]);
      }
      for (const { name } of common) expect(page).toContain(`<code>${name}</code>`);
    }
  });
});

describe("links", () => {
  test("lead to pages and places that are there", async () => {
    const html = await htmlPages();
    const broken = [];
    for (const [address, page] of html) {
      const targets = [...page.matchAll(/href="([^"]+)"/g)].map(([, target]) => target);
      for (const target of targets) {
        const url = new URL(target, `http://localhost/docs/${address}`);
        if (url.host !== "localhost" || !url.pathname.startsWith("/docs/")) continue;
        const path = url.pathname.slice("/docs/".length);
        if (/\.(css|js)$/.test(path)) continue;
        const id = decodeURIComponent(url.hash.slice(1));
        const there = html.get(path);
        if (!there || (id && !there.includes(` id="${id}"`))) broken.push(`${address} → ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test("into the playground say what it can read", async () => {
    const said = [...(await htmlPages()).values()].flatMap((page) =>
      [...page.matchAll(/href="(?:\.\.\/)+#([^"]+)"/g)].map(([, text]) =>
        text.replaceAll("&amp;", "&"),
      ),
    );
    expect(said).toContain("lang=en&lab=plane&init=zeros");
    for (const text of said)
      expect({ text, ...readFragment(text, tableOf) }).toMatchObject({
        text,
        problems: [],
        unknown: [],
      });
  });
});
