// The npm package as it is packed: what is in it and how large that is. tests/consumers runs programs that use it.
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync, inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("../..", import.meta.url));
let project, installed, tarball, manifest;

const run = (command, args) =>
  execFileSync(command, args, { cwd: project, encoding: "utf8", timeout: 50_000 });
const runModule = (code) => run(process.execPath, ["--input-type=module", "-e", code]).trim();

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "glassnet-package-"));
  installed = join(project, "node_modules/glassnet");
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(project, "package.json"), `{ "private": true, "type": "module" }`);
  run("npm", ["pack", root, "--silent", "--ignore-scripts"]);
  tarball = join(
    project,
    readdirSync(project).find((name) => name.endsWith(".tgz")),
  );
  run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
  manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

const files = () =>
  readdirSync(installed, { recursive: true }).filter((name) =>
    statSync(join(installed, name)).isFile(),
  );

const imported = /(?:from|import)\s*"([^"]+)"/g;
const importedAtAnyTime = /(?:from|import)\s*\(?\s*"([^"]+)"/g;

/** The files that an entry loads, or may load later, itself included, and what it imports from elsewhere. */
function reachable(entry, by = imported, seen = new Set(), foreign = new Set()) {
  if (seen.has(entry)) return { seen, foreign };
  seen.add(entry);
  const text = readFileSync(entry, "utf8");
  for (const [, name] of text.matchAll(by)) {
    if (name.startsWith(".")) reachable(resolve(dirname(entry), name), by, seen, foreign);
    else foreign.add(name);
  }
  return { seen, foreign };
}

const builds = ["core", "fast", "threads", "fast-threads"];

describe("the package", () => {
  test("is small: each .wasm, and what an import loads, at most 95 kB gzipped", () => {
    // Threads take 1.5 kB: to begin and to share.
    for (const name of builds)
      expect(statSync(join(installed, `dist/${name}.wasm`)).size).toBeLessThanOrEqual(
        name.includes("threads") ? 89_200 : 87_750,
      );
    for (const entries of [["index.js"], ["worker.js", "worker-host.js"]]) {
      const loaded = entries.flatMap((name) => [...reachable(join(installed, "dist", name)).seen]);
      const gzipped = [...new Set(loaded)].map((file) => gzipSync(readFileSync(file)).length);
      expect(gzipped.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(95_000);
    }
    // The tarball has each of the four builds twice, inlined and as a file, some 40 kB each time; and the command line
    // with its PNG reader.
    expect(statSync(tarball).size).toBeLessThanOrEqual(580_000);
  });

  test("holds what was built, the licence and the manifest, nothing else", () => {
    expect(files()).toContain("LICENSE");
    const other = files().filter((name) => !name.startsWith("dist/"));
    expect(
      other.filter(
        (name) => !["CHANGELOG.md", "LICENSE", "README.md", "package.json"].includes(name),
      ),
    ).toEqual([]);
  });

  test("depends on nothing and runs nothing on installation", () => {
    for (const key of ["dependencies", "peerDependencies", "optionalDependencies"])
      expect(manifest[key]).toBeUndefined();
    for (const key of ["preinstall", "install", "postinstall", "prepare"])
      expect(manifest.scripts[key]).toBeUndefined();
  });

  test("has a file for every export, types first, and no condition for Node", () => {
    for (const target of Object.values(manifest.exports)) {
      const paths = typeof target === "string" ? [target] : Object.values(target);
      for (const path of paths) expect(files()).toContain(path.replace("./", ""));
      if (typeof target !== "string") expect(Object.keys(target)).toEqual(["types", "default"]);
    }
  });

  test.each(["index", "worker", "worker-host", "external", "thread"])(
    "%s.js imports nothing but the package's own files",
    (name) => {
      expect([...reachable(join(installed, `dist/${name}.js`), importedAtAnyTime).foreign]).toEqual(
        [],
      );
    },
  );

  test('is two files for import "glassnet", with the same classes of errors for every entry', async () => {
    expect(reachable(join(installed, "dist/index.js")).seen.size).toBe(2);
    const entries = ["index", "worker", "external"].map((name) =>
      join(installed, `dist/${name}.js`),
    );
    const classes = await Promise.all(
      entries.map(async (path) => (await import(path)).ArgumentError),
    );
    expect(new Set(classes).size).toBe(1);
  });

  test("carries each build inlined: the core in the entries, others for when they are asked for", async () => {
    const entries = ["index", "worker-host"].map((name) => join(installed, `dist/${name}.js`));
    const external = reachable(join(installed, "dist/external.js"), importedAtAnyTime).seen;
    for (const name of builds) {
      const [{ deflated }] = Object.values(await import(`../../wasm/generated/${name}-wasm.js`));
      const bytes = readFileSync(join(installed, `dist/${name}.wasm`));
      expect(inflateRawSync(Buffer.from(deflated, "base64"))).toEqual(bytes);
      const holders = files()
        .map((file) => join(installed, file))
        .filter((file) => readFileSync(file, "utf8").includes(deflated));
      for (const entry of entries) {
        const [holder, ...more] = holders.filter((file) =>
          reachable(entry, importedAtAnyTime).seen.has(file),
        );
        expect(more).toEqual([]);
        expect(reachable(entry).seen.has(holder)).toBe(name === "core");
        expect(external).not.toContain(holder);
      }
    }
  });
});

describe("a program that installed it", () => {
  test("works with it in a worker, and ends by itself", () => {
    const result = runModule(`
      import { load } from "glassnet/worker";
      const gn = await load();
      const model = await gn.model({ input: [2], layers: [{ type: "dense", units: 1 }], loss: "meanSquaredError" });
      const { loss } = await model.trainOnBatch([[0, 1]], [1]);
      console.log(Number.isFinite(loss));
      await model.dispose();`);
    expect(result).toBe("true");
  });

  test("serves the wasm itself", () => {
    const result = runModule(`
      import { readFile } from "node:fs/promises";
      import { fileURLToPath } from "node:url";
      import { load } from "glassnet/external";
      const wasm = await readFile(fileURLToPath(import.meta.resolve("glassnet/core.wasm")));
      console.log((await load({ wasm })).features.simd);`);
    expect(result).toBe("true");
  });

  test("has the command line", () => {
    expect(run(process.execPath, [join(installed, manifest.bin.glassnet), "--help"])).toMatch(
      /train/,
    );
  });
});
