/** What a page downloads to train 784-128-10: code, minified by esbuild, and WebAssembly. */
import { readFileSync } from "node:fs";
import { bytesOf } from "../support/bundle.js";
import { takingPart } from "../support/compare.js";
import { fromRoot } from "../../../scripts/tools.js";

const wasm = {
  tfjs: ["node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm"],
  onnxruntime: ["node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"],
};

/** What importing a file of dist/ loads: itself and, without what it may import later, all that it imports. */
function loaded(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(fromRoot(file), "utf8");
  for (const [, name] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g))
    loaded(`dist/${name}`, found);
  return found;
}

function files({ module, options = {} }) {
  if (module === "glassnet") return [...loaded("dist/index.js")];
  const code = `build/bench/peers/${module}.js`;
  const needed = options.backend === "cpu" ? [] : (wasm[module] ?? []);
  return [code, ...needed.map((file) => `tests/bench/${file}`)];
}

export const topic = {
  title: "What a page downloads, kB",
  lessIsBetter: true,
  async measure({ topic, chosen }) {
    const rows = { minified: { Chromium: {} }, gzipped: { Chromium: {} } };
    for (const peer of takingPart(topic, chosen).filter(({ module }) => module)) {
      const { raw, gzip } = bytesOf(files(peer));
      rows.minified.Chromium[peer.name] = raw / 1000;
      rows.gzipped.Chromium[peer.name] = gzip / 1000;
    }
    return rows;
  },
  goals: [],
};
