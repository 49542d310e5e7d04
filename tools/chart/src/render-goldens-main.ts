// Renders helm/goldens anew with the helm on the PATH: node --conditions=source --import tsx scripts/render-goldens.ts
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
  if (!rendered.ok) throw new Error(`${name}: ${rendered.refusal}`);
  writeFileSync(goldenFile(name), rendered.manifests);
}
writeFileSync(fingerprintFile, `${chartFingerprint()}\n`);
