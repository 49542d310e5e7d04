import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    react: "src/react/index.ts",
    testing: "src/test-kit/index.ts",
  },
  platform: "neutral",
  target: "es2023",
  sourcemap: true,
  dts: { sourcemap: true },
  // The test kit loads them on demand, where they are installed.
  deps: { neverBundle: [/^node:/, "@onekonsole/billing-sandbox", "@onekonsole/embedded-postgres"] },
  tsconfig: "tsconfig.build.json",
});
