// The tests import the built package by its name, as a user does.
export default {
  roots: ["<rootDir>/tests/js"],
  testEnvironment: "<rootDir>/tests/js/support/environment.js",
  testMatch: ["**/*.test.js"],
  transform: {},
  moduleNameMapper: {
    "^glassnet$": "<rootDir>/dist/index.js",
    "^glassnet/(worker|worker-host|external)$": "<rootDir>/dist/$1.js",
  },
  testTimeout: 600_000,
  maxWorkers: 2,
};
