import manifest from "../package.json" with { type: "json" };

/**
 * The version of this package: of the contract, its client and the documents that derive from it. Within a
 * major version, what a client may rely on stays; see docs/compatibility.md.
 */
export const contractVersion: string = manifest.version;
