import type { Component } from "./bill-of-materials.ts";

/**
 * Licences whose only condition for shipping a package in a service is their text. Under OFL-1.1, which is
 * for fonts, documents may embed a font without its text.
 */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "OFL-1.1",
  "Unlicense",
]);

/** Licences from the LICENSE files of versions whose manifests name none. */
const manualLicences: Readonly<Record<string, string>> = {
  "@paypal/checkout-server-sdk@1.0.3": "Apache-2.0",
  "png-js@2.0.0": "MIT",
};

/** The licence in the manifest, or else the one from the LICENSE file. */
export function componentLicence({ name, version, licence }: Component): string {
  return manualLicences[`${name}@${version}`] ?? licence;
}

/** One line per component whose licence is not allowed, with the remedy. */
export function findLicenceFaults(components: readonly Component[]): readonly string[] {
  return components
    .filter((component) => !isAllowed(componentLicence(component)))
    .map(
      (component) =>
        `${component.name}@${component.version} is under "${componentLicence(component)}". Read its licence: ` +
        "allow it in tools/image/src/sbom/licences.ts if its only condition is its text, else remove the package.",
    );
}

/**
 * Accepts one licence, several allowed ones, or a choice that has an allowed one. Other expressions need
 * a review.
 */
function isAllowed(expression: string): boolean {
  if (/^[^()]+ AND [^()]+$/.test(expression))
    return expression.split(" AND ").every((licence) => allowed.has(licence));
  const choices = expression.replace(/^\(([^()]*)\)$/, "$1").split(" OR ");
  const isPlain = choices.every((licence) => /^[\w.+-]+$/.test(licence));
  return isPlain && choices.some((licence) => allowed.has(licence));
}
