/** webpack 5 finds everything by itself. It has nothing to remark on a program with one entry of the package either. */
import { promisify } from "node:util";
import webpack from "webpack";

const build = (entry, filename, rest) => ({
  mode: "production",
  entry,
  output: { path: `${import.meta.dirname}/out`, filename },
  ...rest,
});
const stats = await promisify(webpack)([
  // All entries in one page are more code than any page needs, and than webpack recommends.
  build("./page.js", "page.js", { performance: { hints: false } }),
  build("./own-worker.js", "one-entry.js"),
]);
if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
