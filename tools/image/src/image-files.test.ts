import { expect, test } from "vitest";
import { isImageFile } from "./image-files.ts";

test.each([
  "package.json",
  "dist/main.js",
  "dist/migrate.js",
  "node_modules/pg-boss/package.json",
  "node_modules/undici/lib/llhttp/llhttp.wasm",
  "node_modules/@trpc/server/dist/index.mjs",
  "node_modules/hono/dist/helper/testing/index.js",
  "node_modules/@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
  "node_modules/@expo-google-fonts/noto-sans/LICENSE_FONT",
  "node_modules/zod/LICENSE",
  "node_modules/luxon/LICENSE.md",
  "node_modules/type-fest/license-cc0",
  "node_modules/a/node_modules/@b/c/index.cjs",
])("%s belongs in the image", (path) => expect(isImageFile(path)).toBe(true));

test.each([
  ["development builds", "dist/start-embedded-postgres-BL4NxVfD.js"],
  ["types", "node_modules/zod/index.d.ts"],
  ["types", "node_modules/zod/index.d.cts"],
  ["sources", "src/main.ts"],
  ["source maps", "dist/main.js.map"],
  ["documentation", "node_modules/zod/README.md"],
  ["shell scripts", "node_modules/pino/inc-version.sh"],
  ["tests", "node_modules/bintrees/test/test_api.js"],
  ["tests", "node_modules/@paypal/paypalhttp/spec/unit/environment.js"],
  ["tests", "node_modules/a/node_modules/@b/c/tests/index.cjs"],
  ["tests", "node_modules/xtend/test.js"],
  ["tests", "node_modules/pg-protocol/dist/inbound-parser.test.js"],
  ["test fixtures", "node_modules/pino/test/fixtures/eval/node_modules/file14.js"],
  ["examples", "node_modules/process-warning/examples/example.js"],
  ["benchmarks", "node_modules/sonic-boom/bench.js"],
  ["unused fonts", "node_modules/@expo-google-fonts/noto-sans/100Thin/NotoSans_100Thin.ttf"],
  ["command line programs", "node_modules/.bin/pino"],
  ["the package manager's files", "node_modules/.pnpm-workspace-state-v1.json"],
  ["the package manager's files", "pnpm-lock.yaml"],
])("%s are excluded: %s", (_what, path) => expect(isImageFile(path)).toBe(false));
