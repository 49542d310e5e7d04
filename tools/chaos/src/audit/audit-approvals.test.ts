import { expect, test } from "vitest";
import { expiresAfterDeadline, isDeclinedOnce } from "./audit-approvals.ts";
import { approveBefore, createAuditFixture } from "./audited-order.fixture.ts";

test("isDeclinedOnce finds a second declined capture for one approval, but not a repeated key", () => {
  const { record, audited } = createAuditFixture();
  record.declines.push({ approval: 1, key: "a" }, { approval: 1, key: "a" });
  record.declines.push({ approval: 2, key: "b" });
  expect(isDeclinedOnce(audited())).toEqual([]);
  record.declines.push({ approval: 2, key: "c" });
  expect(isDeclinedOnce(audited())).toEqual(["approval 2 led to 2 declined captures"]);
});

test("isDeclinedOnce accepts an order that PayPal does not have", () => {
  const { audited } = createAuditFixture();
  expect(isDeclinedOnce(audited({ paypalOrderId: "UNKNOWN" }))).toEqual([]);
});

test.each([
  ["order_gone", -1, 1],
  ["approval_timed_out", -1, 1],
  ["order_gone", 0, 0],
  ["approval_timed_out", 1, 0],
  ["closed_by_operator", -1, 0],
])("expiresAfterDeadline: %s %s ms from the deadline has %s faults", (event, ms, faults) => {
  const at = new Date(approveBefore.getTime() + ms);
  const expiry = { version: 2, event, from: null, to: "expired", by: "sweep", at } as const;
  const { audited } = createAuditFixture();
  expect(expiresAfterDeadline(audited({ events: [expiry] }))).toHaveLength(faults);
});
