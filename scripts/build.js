#!/usr/bin/env node
// Builds what is out of date:
//   core     src/, wasm/*.c → build/wasm/core.wasm → wasm/generated/core-wasm.js, the same bytes as a module; and the
//            other builds (wasm/builds.cmake) the same way; what all of them say → wasm/generated/texts.js
//   package  wasm/*.js → dist/, the npm package, with its types
//   page     web/ → build/web/, static files
//   native   the C library and its tests in build/native and, with sanitizers, in build/asan
//   kernels  tests/bench/kernels_exports.c → build/wasm/kernels-core.wasm and so on, to test and to measure
//   fuzz     tests/fuzz with libFuzzer, by clang, in build/fuzz
//   trial    core.wasm with an allocator that fails when told to, and with checks of heap and stack, for tests/soak
// `npm run build` makes core, package and page; `npm run build -- core` only the first, and so on.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { bootstrap, buildTools } from "./bootstrap.js";
import { emitTypes } from "./package-types.js";
import { textsOf } from "./texts.js";
import {
  exclusively,
  fromRoot,
  isMain,
  log,
  main,
  npmTool,
  quietly,
  ToolError,
  writeIfChanged,
} from "./tools.js";

/** Of wasm/builds.cmake. */
export const wasmBuilds = ["core", "fast", "threads", "fast-threads"];
const wasmFile = (name) => fromRoot(`build/wasm/${name}.wasm`);

/** Every file at or below the given paths of the project. */
function filesBelow(paths) {
  return paths
    .map((path) => fromRoot(path))
    .filter(existsSync)
    .flatMap(function below(path) {
      if (!statSync(path).isDirectory()) return [path];
      return readdirSync(path)
        .sort()
        .flatMap((name) => below(join(path, name)));
    });
}

/** Runs `make` unless it has run on just these inputs before and `output` is there. */
async function step(name, { inputs, output, make }) {
  const hash = createHash("sha256");
  const files = filesBelow([...inputs, "scripts/build.js", "package-lock.json"]);
  for (const file of files.filter((file) => !file.startsWith(fromRoot("wasm/generated")))) {
    hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  const fingerprint = hash.digest("hex");
  const stamp = fromRoot("build/stamps", name);
  const isCurrent =
    existsSync(output) && existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint;
  if (isCurrent) return;
  rmSync(stamp, { force: true });
  await make();
  writeIfChanged(stamp, fingerprint);
}

/** Whether a build folder is configured, and for where it lies: ninja would build a copied one where it comes from. */
function isConfigured(build) {
  if (!existsSync(join(build, "build.ninja"))) return false;
  const cache = readFileSync(join(build, "CMakeCache.txt"), "utf8");
  const [, configured] = cache.match(/^CMAKE_CACHEFILE_DIR:INTERNAL=(.*)$/m);
  return existsSync(configured) && realpathSync(configured) === realpathSync(build);
}

/** Configures build/`folder` if it is new, and builds there. */
export function cmake(folder, options, { wrapper = [], env, targets = ["all"] } = {}) {
  const build = fromRoot("build", folder);
  if (!isConfigured(build)) {
    log(`building build/${folder} for the first time`);
    rmSync(build, { recursive: true, force: true });
    const [command, ...args] = [
      ...wrapper,
      "cmake",
      "-S",
      ".",
      "-B",
      build,
      "-G",
      "Ninja",
      ...options,
    ];
    quietly(command, args, { env, what: `configuring build/${folder}` });
  }
  quietly("cmake", ["--build", build, "--target", ...targets], {
    env,
    what: `building build/${folder}`,
  });
}

/** A WebAssembly build in build/`folder`. */
export function cmakeWasm(targets, folder = "wasm", options = []) {
  // Debian keeps the modules that its Emscripten needs where another Node does not look.
  const env = { NODE_PATH: "/usr/share/nodejs" };
  const all = ["-DCMAKE_BUILD_TYPE=Release", ...options];
  cmake(folder, all, { wrapper: ["emcmake"], env, targets });
}

async function buildCore() {
  await step("schema", {
    inputs: ["src", "scripts/print-schema.c"],
    output: fromRoot("wasm/generated/schema.js"),
    make: buildSchema,
  });
  cmakeWasm(wasmBuilds);
  writeTexts();
  const sizes = wasmBuilds.filter(inline).map((name) => {
    const { size } = statSync(wasmFile(name));
    return `${name}.wasm ${(size / 1000).toFixed(1)} kB`;
  });
  if (sizes.length > 0) log(sizes.join(", "));
}

/** What the core says of itself, from a native build of it: wasm/generated/schema.js. */
function buildSchema() {
  const program = fromRoot("build/print-schema");
  const sources = filesBelow(["src"]).filter((file) => file.endsWith(".c"));
  const options = ["-std=c11", "-O0", "-ffp-contract=off", "-I", fromRoot("src")];
  const all = [...options, ...sources, fromRoot("scripts/print-schema.c"), "-lm", "-o", program];
  quietly("cc", all, { what: "building the program that prints the schema" });
  const schema = JSON.parse(execFileSync(program, { encoding: "utf8" }));
  const { enums } = schema;
  writeIfChanged(
    fromRoot("wasm/generated/schema.js"),
    `// Written by scripts/build.js: what the core says of itself.\n` +
      `/** @type {import("./spec.js").Enums} */\nexport const enums = ${JSON.stringify(enums)};\n` +
      `export const schemaText = ${JSON.stringify(JSON.stringify(schema))};\n`,
  );
}

/** The strings of the core, the same in each build, as a JavaScript module. */
function writeTexts() {
  const [texts, ...others] = wasmBuilds.map((name) =>
    textsOf(readFileSync(fromRoot(`build/wasm/${name}.linked.wasm`))),
  );
  if (others.some((other) => other !== texts)) throw new ToolError("the builds differ in texts");
  writeIfChanged(
    fromRoot("wasm/generated/texts.js"),
    `// Written by scripts/build.js: the strings of the core, as they lie in its memory.\n` +
      `export const texts = ${JSON.stringify(texts)};\n`,
  );
}

/** Writes a build as a JavaScript module; false if it is that already. */
function inline(name) {
  const identifier = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const deflated = deflateRawSync(readFileSync(wasmFile(name)), { level: 9 }).toString("base64");
  return writeIfChanged(
    fromRoot(`wasm/generated/${name}-wasm.js`),
    `// Written by scripts/build.js: ${name}.wasm, deflated, in base64.\n` +
      `export const ${identifier}Wasm = { deflated: "${deflated}" };\n`,
  );
}

function buildNative() {
  cmake("native", []);
  cmake("asan", ["-DGLASSNET_SANITIZE=ON"]);
}

/** The licences of what was bundled, for the package to carry. */
function thirdPartyLicences(metafile) {
  const packages = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const match = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (match) packages.add(match[1]);
  }
  return [...packages].sort().map((name) => {
    const folder = fromRoot("node_modules", name);
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new ToolError(`${name} is bundled but has no licence file`);
    return `${name}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
}

/** A bundled CommonJS package that requires a module of Node gets it by an import: an ES module has no `require`. */
const nodeModulesByImport = {
  name: "node-modules-by-import",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(assert|buffer|util|zlib)$/ }, ({ path, kind }) =>
      kind === "require-call" ? { path, namespace: "node-module" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "node-module" }, ({ path }) => ({
      contents: `export * from "node:${path}";`,
    }));
  },
};

/** The command line uses the package as others do. */
const entriesBeside = {
  name: "entries-beside",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/(index|networks)\.js$/ }, ({ path }) => ({
      path: path.slice(1),
      external: true,
    }));
  },
};

/** Leaves the imports of these files, and those that wait until they are needed, as they are. */
const keeping = (/** @type {{ path: string }[]} */ files) => ({
  name: "keeping",
  setup({ onResolve }) {
    const kept = files.map(({ path }) => path.replace("dist/", "./"));
    onResolve({ filter: /^\.\// }, ({ path, kind }) =>
      kind === "dynamic-import" || kept.includes(path) ? { path, external: true } : undefined,
    );
  },
});

async function buildPackage() {
  quietly(process.execPath, ["scripts/generate-types.js"], { what: "generating the types" });
  const { build } = await import("esbuild");
  const dist = fromRoot("dist");
  rmSync(dist, { recursive: true, force: true });
  const common = {
    absWorkingDir: fromRoot(),
    outdir: dist,
    bundle: true,
    format: "esm",
    platform: "node", // only the command line imports node: modules; tests/js/package.test.js holds that
    target: "es2022",
    minify: true,
    metafile: true,
    logLevel: "warning",
  };
  const shared = await build({
    ...common,
    entryPoints: ["index", "worker", "worker-host", "external", "networks"].map(
      (name) => `wasm/${name}.js`,
    ),
    splitting: true, // so that the wasm is in one shared file, not in each entry
  });
  // A page waits some 5 ms for each file that an import loads: index.js takes in what it shares with other entries, all but
  // what worker.js needs as well, so that their classes of errors are the same ones.
  await build({
    ...common,
    entryPoints: ["dist/index.js"],
    plugins: [keeping(shared.metafile.outputs["dist/worker.js"].imports)],
    allowOverwrite: true,
    ignoreAnnotations: true, // what has no effects is out already
  });
  // Apart, since what they share with the others would be files of its own, each of which a page waits for.
  const { metafile } = await build({
    ...common,
    entryPoints: { thread: "wasm/thread.js", cli: "wasm/cli/main.js" },
    plugins: [entriesBeside, nodeModulesByImport],
  });
  const entries = ["index", "worker", "worker-host", "thread", "external", "networks", "public"];
  emitTypes(
    dist,
    entries.map((name) => `${name}.d.ts`),
  );
  for (const name of wasmBuilds) copyFileSync(wasmFile(name), join(dist, `${name}.wasm`));
  const licences = thirdPartyLicences(metafile);
  if (licences.length > 0)
    writeFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), licences.join("\n---\n\n"));
  const files = filesBelow(["dist"]).map((file) => readFileSync(file));
  const gzipped = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
  log(`package: ${files.length} files, about ${(gzipped / 1000).toFixed(1)} kB gzipped`);
}

function buildPage() {
  const vite = [npmTool("vite/bin/vite.js"), "build", "web", "--logLevel", "warn"];
  quietly(process.execPath, vite, { what: "building the page" });
  const single = [...vite, "--config", "web/single/vite.config.js"];
  quietly(process.execPath, single, { what: "building the page of one file" });
  const size = statSync(fromRoot("build/web/glassnet.html")).size;
  log(`page: build/web; in one file ${(size / 1000).toFixed(0)} kB`);
}

const targets = {
  core: buildCore,
  native: buildNative,
  fuzz: () => cmake("fuzz", ["-DGLASSNET_FUZZ=ON", "-DCMAKE_C_COMPILER=clang"]),
  trial: () => cmakeWasm(["trial", "safe-heap", "safe-stack"]),
  kernels: () => cmakeWasm(wasmBuilds.map((name) => `kernels-${name}`)),
  package: () =>
    step("package", {
      inputs: [
        "wasm",
        ...wasmBuilds.map((name) => `build/wasm/${name}.wasm`),
        "package.json",
        "tsconfig.build.json",
        "tsconfig.json",
        "scripts/generate-types.js",
        "scripts/package-types.js",
        "scripts/trim-comments.js",
      ],
      output: fromRoot("dist/index.d.ts"),
      make: buildPackage,
    }),
  page: async () => {
    await targets.package(); // the documentation's reference is made from its types
    await step("page", {
      inputs: [
        "web",
        "wasm",
        "src/glassnet.h",
        "src/status.h",
        ...wasmBuilds.map((name) => `build/wasm/${name}.wasm`),
      ],
      output: fromRoot("build/web/index.html"),
      make: buildPage,
    });
  },
};

/** Brings the named targets up to date; package and page stand on core, the page on the package, too. */
export async function build(...names) {
  const unknown = names.find((name) => !Object.hasOwn(targets, name));
  if (unknown)
    throw new ToolError(`no target ${unknown}; there are ${Object.keys(targets).join(", ")}`);
  await exclusively(async () => {
    for (const name of names) await targets[name]();
  });
}

if (isMain(import.meta)) {
  await main(async (names) => {
    await bootstrap(names.includes("fuzz") ? undefined : buildTools);
    await build(
      ...(names.length > 0
        ? ["core", ...names.filter((name) => name !== "core")]
        : ["core", "package", "page"]),
    );
  });
}
