import type { CheckedContract } from "./check-contract.ts";
import { describeChange } from "./compare-contracts.ts";

/** Prints the breaking changes, one a line. Returns whether they may be released. */
export function printCheck({ lastVersion, breaking, isMajor }: CheckedContract): boolean {
  for (const change of breaking) process.stdout.write(`${describeChange(change)}\n`);
  process.stdout.write(`${breaking.length} breaking changes since ${lastVersion}.\n`);
  if (breaking.length === 0 || isMajor) return true;
  process.stdout.write(
    "A release with them is a major one: `npm run changeset`, and major for the contract.\n",
  );
  return false;
}
