import { type OrderState, orderStateMeaning, orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { transitionTable } from "./lifecycle/table.ts";
import { clusterNameAfter, hasTrait, jobFor, statesWhere } from "./state-traits.ts";

describe("the traits of a state", () => {
  test("list the states of a trait in the contract's order", () => {
    expect(statesWhere("inFlight")).toEqual(["awaiting_approval", "approved", "capture_pending"]);
    expect(statesWhere("holdsMoney")).toEqual(["captured", "refunding", "needs_attention"]);
  });

  test("are absent from a state of a later release", () => {
    const later = "paused" as OrderState;
    expect(hasTrait(later, "inFlight")).toBe(false);
    expect(jobFor(later)).toBeNull();
    expect(clusterNameAfter(later)).toBeNull();
  });

  test.each(orderStates.filter((state) => orderStateMeaning[state].settled))(
    "give the settled state %s no job",
    (state) => expect(jobFor(state)).toBeNull(),
  );

  test.each(statesWhere("inFlight"))("put %s in flight only where a capture may follow", (state) =>
    expect(transitionTable[state].capture_completed).toBe("captured"),
  );

  test.each(statesWhere("deliveryUnexpected"))("reserve no cluster name in %s", (state) =>
    expect(clusterNameAfter(state)).not.toBe("reserve"),
  );
});
