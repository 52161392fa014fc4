/** Three pages by Vite: JSX it knows itself, the other components are compiled by their frameworks' own compilers. */
import { compile } from "svelte/compiler";
import { build } from "vite";
import { compileScript, parse } from "vue/compiler-sfc";

const components = {
  name: "components",
  transform(code, id) {
    if (id.endsWith(".svelte")) return compile(code, { filename: id }).js;
    if (!id.endsWith(".vue")) return undefined;
    const { descriptor } = parse(code, { filename: id });
    return compileScript(descriptor, { id, inlineTemplate: true }).content;
  },
};

await build({
  configFile: false,
  logLevel: "warn",
  plugins: [components],
  oxc: { jsx: { runtime: "automatic", importSource: "react" } },
  define: {
    __VUE_OPTIONS_API__: "false",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
  },
  build: {
    outDir: "out",
    rolldownOptions: { input: ["react.html", "vue.html", "svelte.html"] },
  },
});
