import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import type { Bench } from "./bench.ts";
import { toRow } from "./report/row.ts";

const entry = fileURLToPath(import.meta.resolve("@onekonsole/billing-client"));

/** The client for browsers with all that it imports, minified. */
export const benchBundle: Bench = async () => {
  const results = await build({
    logLevel: "error",
    configFile: false,
    resolve: { conditions: ["source", "browser", "module", "import", "default"] },
    build: {
      write: false,
      minify: true,
      rollupOptions: { input: entry, preserveEntrySignatures: "strict" },
    },
  });
  const [result] = [results].flat();
  if (!result || !("output" in result)) throw new Error("Vite returned no bundle.");
  const code = result.output.map((file) => ("code" in file ? file.code : "")).join("");
  const kilobytes = gzipSync(code).length / 1000;
  return [toRow({ name: "client's bundle, gzip", unit: "kB", rounds: [kilobytes] })];
};
