// Writes the bill of materials of each shipped program, as CycloneDX, and docs/licences.md: npm run sbom [-- FOLDER]
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readBillOfMaterials } from "./sbom/bill-of-materials.ts";
import { licencesFile, licencesPage } from "./sbom/licences-page.ts";
import { programs } from "./sbom/programs.ts";

const folder = resolve(
  process.argv[2] ?? join(import.meta.dirname, "..", "..", "..", ".cache", "sbom"),
);
mkdirSync(folder, { recursive: true });
for (const { name } of programs) {
  const { document, components } = await readBillOfMaterials(`@onekonsole/${name}`);
  const file = join(folder, `${name}.cdx.json`);
  writeFileSync(file, document);
  console.log(`${file}: ${components.length} packages`);
}
writeFileSync(licencesFile, await licencesPage());
