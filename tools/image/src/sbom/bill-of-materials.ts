import { runPnpm } from "@onekonsole/billing-scripts/pnpm";

/** A shipped package. */
export interface Component {
  readonly name: string;
  readonly version: string;
  /** The licence in the manifest, usually an SPDX expression; empty if there is none. */
  readonly licence: string;
}

/** The packages of one program. */
export interface BillOfMaterials {
  /** The document in CycloneDX JSON. */
  readonly document: string;
  /** Sorted by name, then by version. */
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

/** Reads the production dependencies of a workspace package from the lock file and the manifests. */
export async function readBillOfMaterials(packageName: string): Promise<BillOfMaterials> {
  const format = ["--sbom-format=cyclonedx", "--sbom-type=application"];
  const shipped = ["--prod", "--no-optional"];
  const document = await runPnpm([`--filter=${packageName}`, "sbom", ...format, ...shipped]);
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
      .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
  };
}

const sortKey = ({ name, version }: Component): string => `${name} ${version}`;
