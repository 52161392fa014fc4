// The tests of the package, on its sources in place of what is built from them: their branches are counted.
import { readFileSync, readdirSync } from "node:fs";
import base from "../../../jest.config.js";

const folder = new URL("../../js/", import.meta.url);
/** The others are of the page, or run programs of their own, or train for minutes: they would add time and no branch. */
const counts = (file) => {
  const text = readFileSync(new URL(file, folder), "utf8");
  const isOfPackage = /"glassnet|\/wasm\//.test(text) && !text.includes("../../web/");
  return isOfPackage && !/^(builds|cli|docs|examples|kernels|mnist|package)\b/.test(file);
};

export default {
  ...base,
  rootDir: "../../..",
  testMatch: readdirSync(folder)
    .filter((file) => file.endsWith(".test.js") && counts(file))
    .map((file) => `**/tests/js/${file}`),
  moduleNameMapper: {
    "^glassnet$": "<rootDir>/wasm/index.js",
    "^glassnet/(worker|worker-host)$": "<rootDir>/wasm/$1.js",
    "^glassnet/external$": "<rootDir>/dist/external.js", // has no branches, and looks for its files beside it
  },
  collectCoverage: true,
  collectCoverageFrom: ["wasm/**/*.js", "!wasm/{generated,cli,networks}/**"],
  coverageDirectory: "build/coverage-js",
  coverageReporters: ["json"],
};
