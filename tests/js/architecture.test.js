// The arrows of the design, held over the sources: who may know whom.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path) => readFileSync(join(root, path), "utf8");

const sources = ["src", "wasm", "web", "tests/c"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`),
  )
  .filter((path) => /\.(c|h|def|js|jsx)$/.test(path) && !path.startsWith("wasm/generated/"))
  .sort();

const isC = (path) => /\.(c|h|def)$/.test(path);
const below = (folder) => (path) => path.startsWith(`${folder}/`);
const withoutCComments = (text) => text.replace(/\/\*[^]*?\*\/|\/\/.*/g, "");

/** The included headers of a C file: of the project as paths from the root, of the system in angle brackets. */
function includes(path) {
  const text = withoutCComments(read(path));
  return [...text.matchAll(/^\s*#\s*include\s*(["<])([^">]+)[">]/gm)].map(([, mark, name]) => {
    if (mark === "<") return `<${name}>`;
    const beside = normalize(join(dirname(path), name));
    return sources.includes(beside) ? beside : `src/${name}`;
  });
}

/** What a JavaScript file imports, statically, dynamically or as a URL beside it: paths from the root, or `package:…`. */
function imports(path) {
  const text = read(path).replace(/\/\*[^]*?\*\//g, "");
  const patterns = [
    /^\s*(?:import|export)\s[^"';]*?from\s*["']([^"']+)["']/gm,
    /^\s*import\s*["']([^"']+)["']/gm,
    /\bimport\(\s*["']([^"']+)["']/g,
    /new URL\(\s*["']([^"']+)["']\s*,\s*import\.meta\.url/g,
  ];
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, name]) =>
      name.startsWith(".") ? normalize(join(dirname(path), name)) : `package:${name}`,
    ),
  );
}

/** Every arrow of `files` that `isAllowed` refuses, as `from → to`. */
function forbidden(files, arrows, isAllowed) {
  return files.flatMap((from) =>
    arrows(from)
      .filter((to) => !isAllowed(to, from))
      .map((to) => `${from} → ${to}`),
  );
}

const core = sources.filter(below("src"));
const kindFolders = readdirSync(join(root, "src"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "kernels")
  .map((entry) => entry.name);
const isSystem = (to) => to.startsWith("<");

describe("the C core", () => {
  test("includes nothing from outside src but the C library", () => {
    const allowed = (to) =>
      below("src")(to) ||
      /^<(float|limits|math|stdalign|stdbool|stddef|stdint|stdlib|string|stdarg|inttypes)\.h>$/.test(
        to,
      );
    const isIntrinsics = (to) => to === "<wasm_simd128.h>";
    expect(forbidden(core, includes, (to) => allowed(to) || isIntrinsics(to))).toEqual([]);
  });

  test("includes only files that are there", () => {
    const files = sources.filter(isC);
    expect(forbidden(files, includes, (to) => isSystem(to) || sources.includes(to))).toEqual([]);
  });

  test("keeps intrinsics behind kernels/simd.h", () => {
    const outside = core.filter((path) => !/^src\/kernels\/simd(_\w+)?\.h$/.test(path));
    expect(
      forbidden(outside, includes, (to) => !/intrin|simd128|neon|^src\/kernels\/simd_/.test(to)),
    ).toEqual([]);
    expect(
      outside.filter((path) =>
        /\bwasm_[a-z]\w*\s*\(|\b_mm\d*_\w+\s*\(|\bv128_t\b/.test(withoutCComments(read(path))),
      ),
    ).toEqual([]);
  });

  test("takes memory in arena.c alone", () => {
    const users = core.filter((path) =>
      /\b(malloc|calloc|realloc|free|aligned_alloc)\s*\(/.test(withoutCComments(read(path))),
    );
    expect(users).toEqual(["src/arena.c"]);
  });

  test.each(kindFolders)(
    "%s know kind.h, kernels/ and what they share among themselves",
    (folder) => {
      const general = ["src/kind.h", ...includes("src/kind.h")];
      const allowed = (to) =>
        isSystem(to) ||
        general.includes(to) ||
        below("src/kernels")(to) ||
        (below(`src/${folder}`)(to) && to.endsWith(".h"));
      expect(forbidden(core.filter(below(`src/${folder}`)), includes, allowed)).toEqual([]);
    },
  );

  test("kernels know only kernels", () => {
    const allowed = (to) => isSystem(to) || below("src/kernels")(to);
    expect(forbidden(core.filter(below("src/kernels")), includes, allowed)).toEqual([]);
  });

  test.each(kindFolders)(
    "every kind of %s has its file and its line in the list beside it",
    (folder) => {
      const listed = [
        ...withoutCComments(read(`src/${folder}/${folder}.def`)).matchAll(/^\s*GN_\w+\((\w+)/gm),
      ].map(([, name]) => name);
      const files = readdirSync(join(root, "src", folder))
        .filter((name) => name.endsWith(".c"))
        .map((name) => name.slice(0, -2));
      expect(listed.length).toBeGreaterThan(0);
      expect([...listed].sort()).toEqual(files.sort());
    },
  );

  test("keeps nothing that changes outside of a model or a context", () => {
    // A file-scope object that is not const: one instance's state would be another's.
    const mutable = core.filter(isC).flatMap((path) =>
      withoutCComments(read(path))
        .split("\n")
        .filter((line) =>
          /^(static\s+)?(?!const\b|typedef\b|extern\b|return\b|enum\b|struct\b\s+\w+;)[a-z_]\w*[\s*]+\w+(\[[^\]]*\])*\s*(=|;)/.test(
            line,
          ),
        )
        .filter((line) => !/\bconst\b/.test(line))
        .map((line) => `${path}: ${line}`),
    );
    expect(mutable).toEqual([]);
  });
});

describe("the boundary", () => {
  test("exports.c knows glassnet.h only, threads.c what it stands for", () => {
    const project = (path) => includes(path).filter((to) => !isSystem(to));
    expect(project("wasm/exports.c")).toEqual(["src/glassnet.h"]);
    expect(project("wasm/threads.c")).toEqual(["src/arena.h", "src/kernels/parallel.h"]);
    const files = sources.filter((path) => /^wasm\/.*\.c$/.test(path));
    expect(forbidden(files, includes, (to) => !/emscripten|stdio/.test(to))).toEqual([]);
  });

  const shipped = sources.filter(
    (path) => below("wasm")(path) && path.endsWith(".js") && !below("wasm/cli")(path),
  );

  test("the library imports nothing but itself: no package, no node: module, not the page, not the command line", () => {
    const allowed = (to) => below("wasm")(to) && !below("wasm/cli")(to);
    expect(forbidden(shipped, imports, allowed)).toEqual([]);
  });

  test("the library imports only files that are there, by their whole names", () => {
    const allowed = (to) =>
      sources.includes(to) || below("wasm/generated")(to) || to.endsWith(".wasm");
    expect(forbidden(shipped, imports, allowed)).toEqual([]);
  });

  test("the .wasm is opened by loader.js alone", () => {
    const users = shipped.filter((path) =>
      /WebAssembly\s*\.\s*(instantiate|Instance|compile|Module)\b/.test(read(path)),
    );
    expect(users).toEqual(["wasm/loader.js"]);
  });
});

describe("the page", () => {
  const page = sources.filter((path) => below("web")(path));

  test("knows the library by its public entries only: index, worker, networks", () => {
    // The package's public entries: networks are plain specs, which the page offers as any user would.
    const doors = ["wasm/index.js", "wasm/worker.js", "wasm/networks.js"];
    // The page of one file carries the worker's script, and starts it as the worker entry's `worker` option allows.
    const carries = (to, from) => below("web/single")(from) && /^wasm\/worker-host\.js/.test(to);
    const allowed = (to, from) =>
      below("web")(to) || doors.includes(to) || to.startsWith("package:") || carries(to, from);
    expect(forbidden(page, imports, allowed)).toEqual([]);
  });

  test("a lab never knows another lab", () => {
    const lab = (path) => path.match(/^web\/labs\/([^/]+)\//)?.[1];
    const allowed = (to, from) => !lab(to) || lab(to) === lab(from);
    expect(forbidden(page.filter(lab), imports, allowed)).toEqual([]);
  });
});

test("no file is longer than 400 lines", () => {
  const lines = (path) => read(path).split("\n").length - 1;
  expect(
    sources.filter((path) => lines(path) > 400).map((path) => `${path}: ${lines(path)} lines`),
  ).toEqual([]);
});
