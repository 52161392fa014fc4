/** webpack 5 finds everything by itself. */
import { promisify } from "node:util";
import webpack from "webpack";

const stats = await promisify(webpack)({
  mode: "production",
  entry: "./page.js",
  output: { path: `${import.meta.dirname}/out`, filename: "page.js" },
});
if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
