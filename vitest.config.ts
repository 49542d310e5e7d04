import { join } from "node:path";
import { endStalledRun } from "@onekonsole/billing-testkit/vitest/end-stalled-run";
import { LongestWaitsFirst } from "@onekonsole/billing-testkit/vitest/longest-waits-first";
import { defaultServerConditions } from "vite";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

// A limit for tests that hang. Most take milliseconds, but up to ten times as long on a busy machine,
// so a lower limit would fail correct tests.
const limitMs = 2 * 60_000;

const inServer = (file: string) =>
  join(import.meta.dirname, "apps/billing-server/src/testing", file);

const inTestkit = (file: string) => join(import.meta.dirname, "tools/testkit/src", file);

/** For tests that run procedures in their own process. */
const setupFiles = [inServer("fail-on-undeclared-errors.ts")];

/** One PostgreSQL for the run of a project; its tests clone a database of their own. */
const globalSetup = [inServer("database-server.ts")];

const conditions = ["source", ...defaultServerConditions];

type Settings = NonNullable<TestProjectInlineConfiguration["test"]>;

/** Tests beside the code; workspace packages are imported from their sources, never from dist. */
function project(
  name: string,
  root: string,
  settings: Settings = {},
): TestProjectInlineConfiguration {
  return {
    root,
    ssr: { resolve: { conditions } },
    environments: { __vitest__: { resolve: { conditions } } },
    test: {
      name,
      include: ["**/*.test.{ts,tsx}"],
      exclude: ["**/node_modules/**", "**/dist/**"],
      // A worker keeps its loaded modules: a new worker for each file takes longer than the tests.
      isolate: false,
      testTimeout: limitMs,
      hookTimeout: limitMs,
      expect: { poll: { timeout: limitMs / 2 } },
      env: { NODE_ENV: "test", TZ: "UTC" },
      ...settings,
    },
  };
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Projects share the transformed sources.
    fsModuleCache: true,
    sequence: { sequencer: LongestWaitsFirst },
    reporters: ["minimal", "json", endStalledRun()],
    projects: [
      project("contract", "packages/contract"),
      project("client", "packages/client"),
      project("sandbox", "packages/sandbox"),
      project("embedded-postgres", "packages/embedded-postgres"),
      project("server", "apps/billing-server", { setupFiles, globalSetup }),
      project("cli", "apps/billing-cli"),
      project("web", "apps/demo-web", {
        exclude: ["**/node_modules/**", "**/dist/**", "browser/**"],
      }),
      project("testkit", "tools/testkit"),
      project("bench", "tools/bench"),
      project("chaos", "tools/chaos"),
      project("fuzz", "tools/fuzz", { globalSetup }),
      project("image", "tools/image", { globalSetup }),
      project("chart", "tools/chart"),
      project("compatibility", "tools/compatibility"),
      project("docs", "tools/docs"),
      project("scenarios", "tools/scenarios"),
      project("scripts", "scripts"),
      // Flows mostly wait for processes.
      project("flow", "test", {
        setupFiles,
        globalSetup,
        maxWorkers: 4,
        sequence: { groupOrder: 1 },
      }),
      project("browser", "apps/demo-web/browser", {
        globalSetup: [...globalSetup, inTestkit("browser/built-web.ts")],
      }),
    ],
  },
});
