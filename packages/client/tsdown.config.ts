import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts"],
  platform: "neutral",
  target: "es2023",
  sourcemap: true,
  dts: { sourcemap: true },
  tsconfig: "tsconfig.build.json",
});
