import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    main: "src/main.ts",
    migrate: "src/migrate.ts",
    // The program of a worker thread; it is started by its path.
    "render-worker": "src/receipts/render-worker.ts",
  },
  platform: "node",
  target: "node24",
  dts: false,
  fixedExtension: false,
  // Read at run time, as part of the page /docs.
  copy: { from: "src/http/docs/browser/*.js", to: "dist/browser" },
  deps: {
    // A few large files load in half the time of a thousand small ones, so a server is ready sooner. The
    // image contains the packages as well: scanners and readers of licences look for them there.
    alwaysBundle: [/./],
    onlyBundle: false,
    neverBundle: [
      // Loaded outside production only; the image does not contain them.
      "@onekonsole/billing-sandbox",
      "@onekonsole/embedded-postgres",
      // Its SDK is loaded only if tracing is enabled.
      /^@opentelemetry\//,
      // Node hides the deprecation warnings of packages, but not those of a program's own files.
      "@paypal/checkout-server-sdk",
    ],
  },
});
