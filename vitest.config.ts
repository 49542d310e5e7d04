import { defaultServerConditions } from "vite";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

/** Tests beside the code; workspace packages are imported from their sources, never from dist. */
function projectIn(root: string, timeoutMs = 30_000): TestProjectInlineConfiguration {
  return {
    root,
    ssr: { resolve: { conditions: ["source", ...defaultServerConditions] } },
    test: {
      name: root,
      include: ["**/*.test.{ts,tsx}"],
      exclude: ["**/node_modules/**", "**/dist/**"],
      testTimeout: timeoutMs,
      hookTimeout: timeoutMs,
      env: { NODE_ENV: "test", TZ: "UTC" },
    },
  };
}

const minutesMs = 60_000;

export default defineConfig({
  test: {
    // One PostgreSQL for the whole run; projects reach it by inject("databaseServerUrl").
    globalSetup: "test/database-server.ts",
    projects: [
      projectIn("packages/contract"),
      projectIn("packages/client"),
      projectIn("packages/sandbox"),
      projectIn("apps/billing-server"),
      projectIn("apps/billing-cli"),
      projectIn("apps/demo-web"),
      projectIn("scripts", 2 * minutesMs),
      projectIn("test", 2 * minutesMs),
    ],
  },
});
