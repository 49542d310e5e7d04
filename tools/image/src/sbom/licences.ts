import type { Component } from "./bill-of-materials.ts";

/** Licences that let us ship a package inside a service without owing more than their text. */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Unlicense",
]);

/** What somebody read in the LICENSE file of a version whose manifest names no licence. */
const readByHand: Readonly<Record<string, string>> = {
  "@paypal/checkout-server-sdk@1.0.3": "Apache-2.0",
};

/** The licence of a component: by hand where its manifest does not name one. */
export function licenceOf({ name, version, licence }: Component): string {
  return readByHand[`${name}@${version}`] ?? licence;
}

/** One line for each component that may not ship as it is, saying what to do. */
export function licenceFaults(components: readonly Component[]): readonly string[] {
  return components
    .filter((component) => !isAllowed(licenceOf(component)))
    .map(
      (component) =>
        `${component.name}@${component.version} is under "${licenceOf(component)}". Read its licence: ` +
        "allow it in scripts/sbom/licences.ts if it asks for no more than its text, else do without the package.",
    );
}

/** Knows one licence and a choice of several; anything more elaborate is for a person to read. */
function isAllowed(expression: string): boolean {
  const choices = expression.replace(/^\(([^()]*)\)$/, "$1").split(" OR ");
  const isPlain = choices.every((licence) => /^[\w.+-]+$/.test(licence));
  return isPlain && choices.some((licence) => allowed.has(licence));
}
