import { clusterNamePattern } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { suggestName } from "./suggest-name.ts";

describe("the suggested name", () => {
  test.each([
    ["MyCluster", "mycluster"],
    ["my cluster_of  tests", "my-cluster-of-tests"],
    [" Élan d’été ", "elan-d-ete"],
    ["-edge-", "edge"],
    ["a.b", "a-b"],
    ["two--hyphens!", "two--hyphens"],
    ["x".repeat(70), "x".repeat(63)],
    [`${"x".repeat(62)} y`, "x".repeat(62)],
  ])("for %j is %j", (typed, suggested) => {
    expect(suggestName(typed)).toBe(suggested);
    expect(suggested).toMatch(clusterNamePattern);
  });

  test.each(["", "my-cluster", " my-cluster ", "a", "A", "***", "集群"])(
    "does not exist for %j",
    (typed) => {
      expect(suggestName(typed)).toBeUndefined();
    },
  );
});
