import { readFileSync } from "node:fs";

/** One row of the list of PayPal's errors beside this checkout. */
export interface PublishedIssue {
  /** `*` for an error of all operations. */
  readonly operation: string;
  /** Null if there is no response. */
  readonly status: number | null;
  /** Null for the HTML page of a proxy. */
  readonly name: string | null;
  /** Null for an error without details. */
  readonly issue: string | null;
}

const file = new URL("../../../../../shared/facts/paypal/issue-catalog.json", import.meta.url);

/** Throws if the list is absent; `areSchemasPublished` tells. */
export function readPublishedIssues(): readonly PublishedIssue[] {
  const { issues } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly issues: readonly PublishedIssue[];
  };
  return issues;
}
