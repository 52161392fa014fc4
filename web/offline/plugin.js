/** Vite: writes the service worker beside the page, with the list of the build's files and their hash. */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What nobody needs offline: builds of the core that the page does not ask for, the page in one file, the documentation. */
const isLeftOut = (/** @type {string} */ file) =>
  /^docs\/|(fast|threads)-wasm-|^glassnet\.html$|\.md$|^service-worker\.js$/.test(file);

export const serviceWorker = {
  name: "service-worker",
  /** @type {"build"} */
  apply: "build",
  /** @param {{ dir?: string }} options */
  writeBundle({ dir = "" }) {
    const files = readdirSync(dir, { recursive: true, encoding: "utf8" })
      .filter((file) => statSync(join(dir, file)).isFile() && !isLeftOut(file))
      .sort();
    const hash = createHash("sha256");
    for (const file of files) hash.update(file).update(readFileSync(join(dir, file)));
    const version = hash.digest("hex").slice(0, 12);
    const source = readFileSync(join(import.meta.dirname, "service-worker.js"), "utf8")
      .replace('VERSION = ""', `VERSION = "${version}"`)
      .replace("FILES = []", `FILES = ${JSON.stringify(["./", ...files])}`);
    writeFileSync(join(dir, "service-worker.js"), source);
  },
};
