// The page's build: `web/` in, `build/web/` out; static files that any server can hand out from any path.
import { defineConfig } from "vite";
import { documentation } from "./docs/plugin.js";
import { serviceWorker } from "./offline/plugin.js";
import { contentSecurityPolicy } from "./security.js";

/** Dev needs inline styles and a socket; what is built and tested and served needs neither. */
const policy = {
  name: "content-security-policy",
  /** @type {"build"} */
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy },
      /** @type {"head-prepend"} */
      injectTo: "head-prepend",
    },
  ],
};

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [policy, documentation, serviceWorker],
  worker: { format: "es" },
  build: {
    outDir: "../build/web",
    emptyOutDir: true,
    target: ["es2022", "chrome100", "firefox115", "safari16.4"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What the first view needs is one file: each costs the page's one thread about a millisecond, however small.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "shell", tags: ["$initial"] }] } },
    },
  },
});
