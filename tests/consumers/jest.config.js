// Programs that have installed the packed package: npm test -- consumers.
export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/*.test.js"],
  modulePathIgnorePatterns: ["<rootDir>/programs", "<rootDir>/node_modules/"],
  globalSetup: "<rootDir>/support/setup.js",
  transform: {},
  testTimeout: 600_000,
  maxWorkers: 2,
};
