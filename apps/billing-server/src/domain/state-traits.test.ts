import { type OrderState, orderStateMeaning, orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { transitionTable } from "./lifecycle/table.ts";
import {
  actorFor,
  clusterNameAfter,
  hasTrait,
  jobFor,
  statesWhere,
  statesWithJob,
} from "./state-traits.ts";

describe("the traits of a state", () => {
  test("list the states of a trait in the contract's order", () => {
    expect(statesWhere("inFlight")).toEqual(["awaiting_approval", "approved", "capture_pending"]);
    expect(statesWhere("holdsMoney")).toEqual(["captured", "refunding", "needs_attention"]);
  });

  test("a state of a later release has none", () => {
    const later = "paused" as OrderState;
    expect(hasTrait(later, "inFlight")).toBe(false);
    expect(jobFor(later)).toBeNull();
    expect(clusterNameAfter(later)).toBeNull();
    expect(actorFor(later)).toBeNull();
  });

  test("list the states of a job", () => {
    expect(statesWithJob("capture")).toEqual(["approved"]);
    expect(statesWithJob("deliver")).toEqual(["captured"]);
    expect(statesWithJob("refund")).toEqual(["refunding"]);
  });

  // A capture job that is queued again reads the order itself; the other jobs do not.
  test.each(orderStates)("leave the read of %s to the sweep or to the capture job", (state) =>
    expect(hasTrait(state, "sweepReadsPayPal")).toBe(jobFor(state) !== "capture"),
  );

  test.each(orderStates.filter((state) => orderStateMeaning[state].settled))(
    "give the settled state %s no job",
    (state) => expect(jobFor(state)).toBeNull(),
  );

  test.each(statesWhere("inFlight"))("%s is in flight and may be followed by a capture", (state) =>
    expect(transitionTable[state].capture_completed).toBe("captured"),
  );

  test.each(statesWhere("deliveryUnexpected"))("%s reserves no cluster name", (state) =>
    expect(clusterNameAfter(state)).not.toBe("reserve"),
  );
});
