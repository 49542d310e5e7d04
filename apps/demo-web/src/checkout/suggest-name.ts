import { clusterNamePattern } from "@onekonsole/billing-contract";

// Also the maximum in `clusterNamePattern`.
const maxLength = 63;

/**
 * The nearest name that is allowed: lower case, without accents, a hyphen for each run of other
 * characters, at most 63 characters. Undefined for an allowed name, and where too little remains.
 */
export function suggestName(typed: string): string | undefined {
  const name = typed
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, maxLength)
    .replace(/-+$/, "");
  return name !== typed.trim() && clusterNamePattern.test(name) ? name : undefined;
}
