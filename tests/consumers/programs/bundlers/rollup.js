/** Rollup, too: further entries, with names that stay as they are; the .wasm files are copied. */
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";

const bundle = await rollup({
  input: {
    page: "page.js",
    "own-worker": "own-worker.js",
    "worker-host": "glassnet/worker-host",
    thread: "glassnet/thread",
  },
  plugins: [nodeResolve()],
});
await bundle.write({ dir: "out", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" });

const { resolve } = createRequire(import.meta.url);
for (const name of ["core.wasm", "threads.wasm"])
  copyFileSync(resolve(`glassnet/${name}`), `out/${name}`);
