import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/start-embedded-postgres.ts"],
  platform: "node",
  fixedExtension: false,
  target: "node22",
  dts: true,
  tsconfig: "tsconfig.build.json",
});
