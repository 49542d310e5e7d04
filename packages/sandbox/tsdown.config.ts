import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts", bin: "src/bin.ts", "control/index": "src/control/index.ts" },
  platform: "node",
  fixedExtension: false,
  target: "node22",
  sourcemap: true,
  dts: true,
  tsconfig: "tsconfig.build.json",
  // The browser SDK is served file by file.
  copy: { from: "src/paypal/web-sdk/browser/*.js", to: "dist/browser" },
});
