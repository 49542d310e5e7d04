import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/browser.ts"],
  platform: "neutral",
  target: "es2023",
  dts: true,
  publint: false,
});
