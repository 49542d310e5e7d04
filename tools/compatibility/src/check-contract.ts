import { readChangesets } from "@changesets/read";
import { type BreakingChange, compareContracts } from "./compare-contracts.ts";
import { describeContract } from "./contract-document.ts";
import { readLastRelease, root } from "./releases.ts";

const contractPackage = "@onekonsole/billing-contract";

export interface CheckedContract {
  readonly lastVersion: string;
  readonly breaking: readonly BreakingChange[];
  /** Whether a changeset announces a major release of the contract, which may break clients. */
  readonly isMajor: boolean;
}

/** Compares today's contract with that of the last release, and reads the pending changesets. */
export async function checkContract(): Promise<CheckedContract> {
  const last = readLastRelease();
  const changesets = await readChangesets(root);
  return {
    lastVersion: last.version,
    breaking: compareContracts(last, describeContract()),
    isMajor: changesets.some(({ releases }) =>
      releases.some(({ name, type }) => name === contractPackage && type === "major"),
    ),
  };
}
