import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readBillOfMaterials } from "./bill-of-materials.ts";
import { licencesFile, licencesPage } from "./licences-page.ts";
import { findLicenceFaults } from "./licences.ts";
import { programs } from "./programs.ts";

const component = (licence: string) => ({ name: "left-pad", version: "1.2.3", licence });

describe("findLicenceFaults", () => {
  test.each([
    "MIT",
    "Apache-2.0",
    "(MIT OR GPL-3.0-only)",
    "GPL-2.0-only OR ISC",
    "MIT AND OFL-1.1",
  ])("accepts %s", (licence) => expect(findLicenceFaults([component(licence)])).toEqual([]));

  test.each([
    "GPL-3.0-only",
    "MIT AND GPL-3.0-only",
    "MIT AND ISC OR GPL-3.0-only",
    "GPL-3.0-only AND (X11 OR MIT OR ISC)",
    "SEE LICENSE IN LICENSE",
    "",
  ])("rejects %j and names the remedy", (licence) => {
    const [fault, ...more] = findLicenceFaults([component("MIT"), component(licence)]);
    expect(fault).toContain(`left-pad@1.2.3 is under "${licence}"`);
    expect(fault).toContain("tools/image/src/sbom/licences.ts");
    expect(more).toEqual([]);
  });
});

test.each(programs)("every package of $name has an allowed licence", async ({ name }) => {
  const { components } = await readBillOfMaterials(`@onekonsole/${name}`);
  expect(components.length).toBeGreaterThan(0);
  expect(findLicenceFaults(components)).toEqual([]);
});

test("docs/licences.md matches the lock file; npm run sbom rewrites it", async () => {
  expect(readFileSync(licencesFile, "utf8")).toBe(await licencesPage());
});
