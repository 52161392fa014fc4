/** bundle.js: the peers as a page loads them: build/bench/peers/, one minified file each. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { fromRoot } from "../../../scripts/tools.js";
import { peers } from "../peers/index.js";

export const modules = [...new Set(peers.map(({ module }) => module))].filter(
  (module) => module && module !== "glassnet",
);

/** What Node's own modules are to a page: nothing, with the one class that a peer extends as it loads. */
const noNodeModules = {
  name: "no-node-modules",
  setup({ onResolve, onLoad }) {
    onResolve(
      { filter: /^(node:.*|fs|path|os|stream|util|crypto|url|worker_threads|perf_hooks)$/ },
      ({ path }) => ({
        path,
        namespace: "empty",
      }),
    );
    onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "export class Writable {}" }));
  },
};

let done;
export function bundlePeers() {
  done ??= build({
    absWorkingDir: fromRoot("tests/bench"),
    entryPoints: modules.map((module) => `peers/${module}.js`),
    outdir: fromRoot("build/bench/peers"),
    bundle: true,
    format: "esm",
    platform: "browser",
    minify: true,
    alias: { "onnxruntime-web": "onnxruntime-web/wasm" }, // the part that runs on WebAssembly
    plugins: [noNodeModules],
    logLevel: "error",
  });
  return done;
}

/** Bytes as they are and gzipped, of files of the project together. */
export function bytesOf(paths) {
  const files = paths.map((path) => readFileSync(fromRoot(path)));
  const total = (sizes) => sizes.reduce((sum, size) => sum + size, 0);
  return {
    raw: total(files.map((file) => file.length)),
    gzip: total(files.map((file) => gzipSync(file, { level: 9 }).length)),
  };
}
