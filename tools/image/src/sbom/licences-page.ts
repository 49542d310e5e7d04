import { join } from "node:path";
import { type BillOfMaterials, readBillOfMaterials } from "./bill-of-materials.ts";
import { componentLicence } from "./licences.ts";
import { programs } from "./programs.ts";

/** The path of the page. */
export const licencesFile = join(
  import.meta.dirname,
  "..",
  "..",
  "..",
  "..",
  "docs",
  "licences.md",
);

/** Renders the page from the lock file. */
export async function licencesPage(): Promise<string> {
  const sections = await Promise.all(
    programs.map(async ({ name, title }) => {
      const bill = await readBillOfMaterials(`@onekonsole/${name}`);
      return `## ${title}\n\n${table(bill)}\n`;
    }),
  );
  return `# Shipped packages and their licences

\`npm run sbom\` writes this page from the lock file; a test fails if they differ. The allowed
licences are in \`tools/image/src/sbom/licences.ts\`.

${sections.join("\n")}`;
}

function table({ components }: BillOfMaterials): string {
  const rows = components.map(
    (component) => `| ${component.name} | ${component.version} | ${componentLicence(component)} |`,
  );
  return ["| package | version | licence |", "|---|---|---|", ...rows].join("\n");
}
