/**
 * The page as one file, for a stick or a course platform, opened without a server and without a network: its worker,
 * the core and the shipped network inside. `../vite.config.js` makes the page of many files.
 */
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { policyOf } from "../security.js";

const web = join(import.meta.dirname, "..");

/** What the one file has in place of what is fetched beside the page. */
const insteadOf = {
  [join(web, "state/host.js")]: join(import.meta.dirname, "host.js"),
  [join(web, "labs/digits/shipped.js")]: join(import.meta.dirname, "shipped.js"),
};

const inside = {
  name: "inside",
  /** @type {"pre"} */
  enforce: "pre",
  /** @this {any} @param {string} source @param {string | undefined} importer */
  async resolveId(source, importer) {
    // Builds that the page does not ask for stay out.
    if (/(fast|threads)-wasm\.js$/.test(source)) return { id: source, external: true };
    const found = await this.resolve(source, importer, { skipSelf: true });
    return found ? (insteadOf[/** @type {string} */ (found.id)] ?? found) : undefined;
  },
};

/** @param {string} text */
const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Puts the script and the styles into the page, and allows just them. */
const oneFile = {
  name: "one-file",
  /** @param {{ dir?: string }} options @param {Record<string, any>} bundle */
  writeBundle({ dir = "" }, bundle) {
    const files = Object.values(bundle);
    const entry = files.find((file) => file.isEntry && file.fileName.endsWith(".js"));
    const script = entry.code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
    const styles = files
      .filter(({ fileName }) => fileName.endsWith(".css"))
      .map(({ source }) => source)
      .join("\n");
    const icon = readFileSync(join(web, "public/icon.svg")).toString("base64");
    const policy = policyOf({ scripts: `${hashOf(script)} blob:`, styles: hashOf(styles) });
    const html = readFileSync(join(dir, "index.html"), "utf8")
      .replace(/<script [^>]*><\/script>/, "")
      .replace(/<link rel="(stylesheet|manifest|modulepreload)"[^>]*>/g, "")
      .replace("./icon.svg", `data:image/svg+xml;base64,${icon}`)
      .replace(
        "<head>",
        () => `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
      )
      .replace("</head>", () => `<style>${styles}</style>\n  </head>`)
      .replace("</body>", () => `<script type="module">${script}</script>\n  </body>`);
    rmSync(dir, { recursive: true });
    writeFileSync(join(web, "../build/web/glassnet.html"), html);
  },
};

export default {
  root: web,
  base: "./",
  publicDir: false,
  assetsInclude: ["**/*.safetensors"],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [inside, oneFile],
  worker: {
    format: "iife" /* a file may start no module worker from memory */,
    plugins: () => [inside],
  },
  build: {
    outDir: "../build/single",
    emptyOutDir: true,
    target: ["es2022", "chrome100", "firefox115", "safari16.4"],
    assetsInlineLimit: Infinity,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: false } },
  },
};
