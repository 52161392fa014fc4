/** Vite: the documentation below docs/, as files when the page is built, made anew at each request while it is served. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Not bundled with the configuration: the pages need the built core and package. */
const generator = () => import(pathToFileURL(join(import.meta.dirname, "pages.js")).href);

/** Every file of the documentation. @returns {Promise<Map<string, string>>} */
async function files() {
  const { htmlPages, styles, script, scripts } = await generator();
  const ofScripts = scripts.map((/** @type {string} */ name) => [name, script(name)]);
  return new Map([...(await htmlPages()), ["docs.css", styles()], ...ofScripts]);
}

const types = {
  html: "text/html; charset=utf-8",
  css: "text/css",
  js: "text/javascript",
  json: "application/json",
};

export const documentation = {
  name: "documentation",

  /** @this {any} */
  async generateBundle() {
    for (const [name, source] of await files())
      this.emitFile({ type: "asset", fileName: `docs/${name}`, source });
  },

  /** @param {any} server */
  configureServer({ middlewares }) {
    middlewares.use(
      "/docs",
      async (/** @type {any} */ request, /** @type {any} */ response, next) => {
        try {
          const [path] = request.url.split("?");
          const name = path.slice(1).replace(/(^|\/)$/, "$1index.html");
          const source = (await files()).get(name);
          if (source === undefined) return next();
          response.setHeader("content-type", types[/** @type {"html"} */ (name.split(".").at(-1))]);
          response.end(source);
        } catch (error) {
          next(error);
        }
      },
    );
  },
};
