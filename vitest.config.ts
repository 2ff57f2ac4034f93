import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const from = (path: string) => resolve(import.meta.dirname, path);

/** `#` aliases come from package.json's imports, as they do for Node itself. */
const common = {
  environment: "node",
  pool: "forks" as const,
  setupFiles: [from("test/support/no-open-handles.ts")],
};

export default defineConfig({
  test: {
    reporters: process.env["CI"] === undefined ? ["default"] : ["dot"],
    // An empty suite has lost its tests
    passWithNoTests: false,
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: "unit",
          include: ["test/unit/**/*.test.{ts,tsx}"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...common,
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          globalSetup: [from("test/support/fresh-build.ts")],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
