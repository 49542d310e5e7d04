import { expect, test } from "vitest";
import { checkContract } from "./check-contract.ts";
import { describeChange } from "./compare-contracts.ts";

test("no change breaks clients of the last release, unless a changeset announces a major one", async () => {
  const { breaking, isMajor } = await checkContract();
  expect(isMajor ? [] : breaking.map(describeChange)).toEqual([]);
});
