// The page as it is built, in the system's Chromium, below a sub-path as on a project's web site.
import { defineConfig } from "@playwright/test";
import { chromium } from "./tests/e2e/support/chromium.js";

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "build/e2e",
  globalSetup: "./tests/e2e/support/setup.js",
  workers: process.env.CI ? 1 : 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // How long a page may take is no assertion: a shared machine may stand still for a minute. Only what hangs ends here.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  use: {
    browserName: "chromium",
    actionTimeout: 120_000,
    launchOptions: chromium(),
    locale: "zh-CN",
    screenshot: "only-on-failure",
    serviceWorkers: "block", // each test would fetch the whole page anew; offline.spec.js allows them
  },
});
