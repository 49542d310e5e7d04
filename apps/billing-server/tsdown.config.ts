import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/main.ts", "src/migrate.ts"],
  platform: "node",
  target: "node24",
  dts: false,
  fixedExtension: false,
  // Loaded outside production only, and never shipped: the image goes without.
  deps: { neverBundle: ["@onekonsole/billing-sandbox", "@onekonsole/embedded-postgres"] },
});
