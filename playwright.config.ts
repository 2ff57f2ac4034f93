import { defineConfig } from "@playwright/test";
import { chromiumLaunchOptions } from "./scripts/support/find-chromium.mjs";

const isRoot = process.getuid?.() === 0;

const launchOptions = {
  ...chromiumLaunchOptions(),
  args: [
    // Chromium's own calls home would count as Hearth's
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    // Chromium's look-ups of its maker's hosts would too; any other look-up is seen
    "--host-resolver-rules=MAP *.google.com ~NOTFOUND, MAP *.googleapis.com ~NOTFOUND, MAP *.gstatic.com ~NOTFOUND, MAP *.gvt1.com ~NOTFOUND",
    // Chromium refuses its sandbox to root
    ...(isRoot ? ["--no-sandbox"] : []),
  ],
};

export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results/playwright",
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [["list"]],
  globalSetup: "./test/support/fresh-build-of-all.ts",
  use: {
    browserName: "chromium",
    headless: true,
    launchOptions,
    trace: "retain-on-failure",
  },
  projects: [
    { name: "e2e", testIgnore: "**/desktop/**" },
    { name: "desktop", testMatch: "**/desktop/**/*.{test,spec}.ts" },
  ],
});
