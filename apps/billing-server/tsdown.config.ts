import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/main.ts", "src/migrate.ts"],
  platform: "node",
  target: "node24",
  dts: false,
  fixedExtension: false,
  // Loaded outside production only; the image does not contain them.
  deps: { neverBundle: ["@onekonsole/billing-sandbox", "@onekonsole/embedded-postgres"] },
});
