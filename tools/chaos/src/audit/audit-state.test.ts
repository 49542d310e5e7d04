import type { OrderState } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { hasCompleteHistory, isInExpectedState, matchesDispute } from "./audit-state.ts";
import { createAuditFixture, storedEvents } from "./audited-order.fixture.ts";

describe("isInExpectedState", () => {
  const check = (state: OrderState, expectedStates: readonly OrderState[] | null) => {
    const { audited } = createAuditFixture();
    const recorded = expectedStates && {
      scenario: "a scenario",
      expectedStates,
      customer: 1,
      clusterName: "cluster",
    };
    return isInExpectedState({ ...audited({ state }), recorded });
  };

  test("accepts the states of the scenario, also one that is not final", () => {
    expect(check("provisioned", ["provisioned"])).toEqual([]);
    expect(check("capture_pending", ["capture_pending"])).toEqual([]);
  });

  test("finds an order that has not ended", () => {
    expect(check("captured", ["provisioned"])).toEqual(["is left in captured"]);
    expect(check("awaiting_approval", null)).toEqual(["is left in awaiting_approval"]);
  });

  test("finds an order that ended in another state than its scenario's", () => {
    expect(check("refunded", ["provisioned"])).toEqual(["ended in refunded (a problem)"]);
  });

  test("accepts only an expired order that no customer received", () => {
    expect(check("expired", null)).toEqual([]);
    expect(check("provisioned", null)).toEqual(["ended in provisioned (a problem)"]);
  });

  test("finds a manual review without a reason", () => {
    const { audited } = createAuditFixture();
    expect(isInExpectedState(audited({ problem: null }))).toEqual([
      "is in manual review without a reason",
    ]);
  });
});

describe("hasCompleteHistory", () => {
  const events = storedEvents("awaiting_approval", "approved", "captured");
  const check = (changes: Parameters<ReturnType<typeof createAuditFixture>["audited"]>[0]) =>
    hasCompleteHistory(
      createAuditFixture().audited({ state: "captured", version: 3, events, ...changes }),
    );

  test("accepts consecutive events that lead to the state", () => {
    expect(check({})).toEqual([]);
  });

  test("finds missing and repeated versions", () => {
    expect(check({ version: 4 })).toEqual(["has 3 events at version 4"]);
    const [first, second, third] = events;
    const repeated = [first, second, { ...third, version: 2 }] as typeof events;
    expect(check({ events: repeated })).toEqual(["has 3 events at version 3"]);
  });

  test("finds a history that does not lead to the state", () => {
    const fault = ["has a history that does not lead to its state"];
    expect(check({ state: "provisioned" })).toEqual(fault);
    const [first, second, third] = events;
    const broken = [first, second, { ...third, from: "expired" }] as typeof events;
    expect(check({ events: broken })).toEqual(fault);
  });
});

describe("matchesDispute", () => {
  test("finds a dispute that only one side has", () => {
    const { paypal, record, audited } = createAuditFixture();
    expect(matchesDispute(audited())).toEqual([]);
    expect(matchesDispute(audited({ disputed: true }))).toEqual([
      "is disputed in the database, but not at PayPal",
    ]);
    paypal.openDispute(record.id);
    expect(matchesDispute(audited({ disputed: true }))).toEqual([]);
    expect(matchesDispute(audited())).toEqual(["is disputed at PayPal, but not in the database"]);
  });
});
