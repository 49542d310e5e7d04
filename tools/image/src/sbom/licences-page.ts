import { join } from "node:path";
import { type BillOfMaterials, readBillOfMaterials } from "./bill-of-materials.ts";
import { licenceOf } from "./licences.ts";
import { programs } from "./programs.ts";

/** Where the page is kept. */
export const licencesFile = join(
  import.meta.dirname,
  "..",
  "..",
  "..",
  "..",
  "docs",
  "licences.md",
);

/** The page as the lock file has it now. */
export async function licencesPage(): Promise<string> {
  const sections = await Promise.all(
    programs.map(async ({ name, title }) => {
      const bill = await readBillOfMaterials(`@onekonsole/${name}`);
      return `## ${title}\n\n${table(bill)}\n`;
    }),
  );
  return `# What ships, and under which licences

From the lock file, by \`npm run sbom\`; a test fails when the two differ. Which licences may ship is in \`scripts/sbom/licences.ts\`.

${sections.join("\n")}`;
}

function table({ components }: BillOfMaterials): string {
  const rows = components.map(
    (component) => `| ${component.name} | ${component.version} | ${licenceOf(component)} |`,
  );
  return ["| package | version | licence |", "|---|---|---|", ...rows].join("\n");
}
