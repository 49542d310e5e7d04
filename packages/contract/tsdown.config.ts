import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts", schemas: "src/all-schemas.ts" },
  platform: "neutral",
  target: "es2023",
  sourcemap: true,
  dts: { sourcemap: true },
});
