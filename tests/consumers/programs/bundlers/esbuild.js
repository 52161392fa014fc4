/** esbuild leaves `new URL("./file", import.meta.url)` as it stands: what lies there is built as further entries. */
import { build } from "esbuild";

await build({
  entryPoints: {
    page: "page.js",
    "own-worker": "own-worker.js",
    "worker-host": "glassnet/worker-host",
    thread: "glassnet/thread",
    core: "glassnet/core.wasm",
    threads: "glassnet/threads.wasm",
  },
  loader: { ".wasm": "copy" },
  bundle: true,
  splitting: true,
  format: "esm",
  outdir: "out",
});
