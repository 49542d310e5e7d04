import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/start-embedded-postgres.ts"],
  platform: "node",
  fixedExtension: false,
  target: "node22",
  sourcemap: true,
  dts: true,
  tsconfig: "tsconfig.build.json",
});
