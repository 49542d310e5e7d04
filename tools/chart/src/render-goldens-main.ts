// Renders helm/goldens with helm from the PATH; helm/web-billing/README.md has the command.
import { writeFileSync } from "node:fs";
import {
  chartFingerprint,
  fingerprintFile,
  goldenFile,
  goldenNames,
  valuesFiles,
} from "./chart.ts";
import { helmTemplate } from "./helm-template.ts";

for (const name of goldenNames) {
  const rendered = helmTemplate(valuesFiles(name));
  if (!rendered.ok) throw new Error(`${name}: ${rendered.error}`);
  writeFileSync(goldenFile(name), rendered.manifests);
}
writeFileSync(fingerprintFile, `${chartFingerprint()}\n`);
