import { join } from "node:path";
import { defaultServerConditions } from "vite";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { endStalledRun } from "./scripts/end-stalled-run.ts";

// For what hangs. A busy machine may take ten times as long as a quiet one, where most tests take
// milliseconds: a limit that is missed there tells nothing.
const limitMs = 2 * 60_000;

/** For tests that run procedures in their own process. */
const failOnUndeclaredErrors = join(
  import.meta.dirname,
  "apps/billing-server/src/testing/fail-on-undeclared-errors.ts",
);

/** Tests beside the code; workspace packages are imported from their sources, never from dist. */
function projectIn(root: string, setupFiles: string[] = []): TestProjectInlineConfiguration {
  return {
    root,
    ssr: { resolve: { conditions: ["source", ...defaultServerConditions] } },
    test: {
      name: root,
      setupFiles,
      include: ["**/*.test.{ts,tsx}"],
      exclude: ["**/node_modules/**", "**/dist/**"],
      testTimeout: limitMs,
      hookTimeout: limitMs,
      expect: { poll: { timeout: limitMs / 2 } },
      env: { NODE_ENV: "test", TZ: "UTC" },
    },
  };
}

export default defineConfig({
  test: {
    // One PostgreSQL for the whole run; projects reach it by inject("databaseServerUrl").
    globalSetup: "test/database-server.ts",
    reporters: ["minimal", "json", endStalledRun()],
    projects: [
      projectIn("packages/contract"),
      projectIn("packages/client"),
      projectIn("packages/sandbox"),
      projectIn("apps/billing-server", [failOnUndeclaredErrors]),
      projectIn("apps/billing-cli"),
      projectIn("apps/demo-web"),
      projectIn("scripts"),
      projectIn("test", [failOnUndeclaredErrors]),
    ],
  },
});
