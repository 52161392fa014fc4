import js from "@eslint/js";
import globals from "globals";

const underscore = { argsIgnorePattern: "^_", varsIgnorePattern: "^_" };

export default [
  { ignores: ["build/", "dist/", "wasm/generated/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-unused-vars": ["error", underscore],
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
    },
  },
  // The package runs in browsers, workers and Node alike: only what all of them have. What some lack is asked for
  // by typeof, in the few places that then do without.
  {
    files: ["wasm/**/*.js"],
    languageOptions: {
      globals: {
        ...globals["shared-node-browser"],
        Worker: "readonly",
        setImmediate: "readonly",
      },
    },
  },
  {
    files: [
      "wasm/cli/**/*.js",
      "scripts/**/*.js",
      "examples/**/*.js",
      "*.config.js",
      "web/*.config.js",
    ],
    languageOptions: { globals: globals.node },
  },
  {
    files: ["web/**/*.{js,jsx}"],
    ignores: ["web/*.config.js"],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { ecmaFeatures: { jsx: true } },
    },
  },
  {
    files: ["tests/js/**/*.js"],
    languageOptions: { globals: { ...globals.node, ...globals.jest } },
  },
  // Functions given to page.evaluate run in the page.
  {
    files: ["tests/{bench,consumers,e2e,golden,soak}/**/*.{js,cjs}"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
];
