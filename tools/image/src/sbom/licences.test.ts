import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readBillOfMaterials } from "./bill-of-materials.ts";
import { licencesFile, licencesPage } from "./licences-page.ts";
import { licenceFaults } from "./licences.ts";
import { programs } from "./programs.ts";

const component = (licence: string) => ({ name: "left-pad", version: "1.2.3", licence });

describe("a licence", () => {
  test.each(["MIT", "Apache-2.0", "(MIT OR GPL-3.0-only)", "GPL-2.0-only OR ISC"])(
    "such as %s may ship",
    (licence) => expect(licenceFaults([component(licence)])).toEqual([]),
  );

  test.each([
    "GPL-3.0-only",
    "MIT AND GPL-3.0-only",
    "GPL-3.0-only AND (X11 OR MIT OR ISC)",
    "SEE LICENSE IN LICENSE",
    "",
  ])("such as %j is for a person to read first", (licence) => {
    const [fault, ...more] = licenceFaults([component("MIT"), component(licence)]);
    expect(fault).toContain(`left-pad@1.2.3 is under "${licence}"`);
    expect(fault).toContain("scripts/sbom/licences.ts");
    expect(more).toEqual([]);
  });
});

test.each(programs)("everything in $name may ship", async ({ name }) => {
  const { components } = await readBillOfMaterials(`@onekonsole/${name}`);
  expect(components.length).toBeGreaterThan(0);
  expect(licenceFaults(components)).toEqual([]);
});

test("docs/licences.md is what the lock file says; npm run sbom writes it anew", async () => {
  expect(readFileSync(licencesFile, "utf8")).toBe(await licencesPage());
});
