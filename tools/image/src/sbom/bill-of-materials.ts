import { runPnpm } from "@onekonsole/billing-scripts/pnpm";

/** A package that ships. */
export interface Component {
  readonly name: string;
  readonly version: string;
  /** What its manifest says, an SPDX expression as a rule; empty when it says nothing. */
  readonly licence: string;
}

/** What one of our programs is made of. */
export interface BillOfMaterials {
  /** CycloneDX, as JSON. */
  readonly document: string;
  /** By name. */
  readonly components: readonly Component[];
}

interface CycloneDx {
  readonly components: readonly {
    readonly group?: string;
    readonly name: string;
    readonly version: string;
    readonly licenses?: readonly {
      readonly expression?: string;
      readonly license?: { readonly id?: string; readonly name?: string };
    }[];
  }[];
}

/** The packages that ship with a package of this workspace, from the lock file and the manifests. */
export async function readBillOfMaterials(ofPackage: string): Promise<BillOfMaterials> {
  const format = ["--sbom-format=cyclonedx", "--sbom-type=application"];
  const shipped = ["--prod", "--no-optional"];
  const document = await runPnpm([`--filter=${ofPackage}`, "sbom", ...format, ...shipped]);
  const { components } = JSON.parse(document) as CycloneDx;
  return {
    document,
    components: components
      .map(({ group, name, version, licenses = [] }) => ({
        name: group ? `${group}/${name}` : name,
        version,
        licence: licenses
          .map(({ expression, license }) => expression ?? license?.id ?? license?.name ?? "")
          .join(" AND "),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
