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
  tsconfig: "tsconfig.build.json",
});
