import { expect, test } from "vitest";
import { recordsPendingReason, recordsRefusal } from "./audit-reasons.ts";
import { createAuditFixture, storedRefund } from "./audited-order.fixture.ts";

test("recordsRefusal finds a rejected refund whose reason is not stored", () => {
  const { paypal, record, audited } = createAuditFixture();
  paypal.refuseRefunds(record.id, "TRANSACTION_DISPUTED");
  const check = (failureReason: string | null) =>
    recordsRefusal(audited({ refunds: [storedRefund({ status: "failed", failureReason })] }));
  expect(check("TRANSACTION_DISPUTED")).toEqual([]);
  expect(check("ANOTHER_REASON")).toHaveLength(1);
  expect(check(null)).toHaveLength(1);
  expect(recordsRefusal(audited())).toHaveLength(1);
});

test("recordsRefusal checks only rejected refunds of orders in manual review", () => {
  const { paypal, record, audited } = createAuditFixture();
  expect(recordsRefusal(audited())).toEqual([]);
  paypal.refuseRefunds(record.id, "TRANSACTION_DISPUTED");
  expect(recordsRefusal(audited({ state: "refunding" }))).toEqual([]);
});

test("recordsPendingReason finds a held payment whose reason is not stored", () => {
  const { record, audited } = createAuditFixture();
  const [capture] = record.purchase_units[0]?.payments?.captures ?? [];
  if (capture) capture.status_details = { reason: "ECHECK" };
  const check = (pendingReason: string | null) =>
    recordsPendingReason(audited({ state: "capture_pending", pendingReason }));
  expect(check("ECHECK")).toEqual([]);
  expect(check("OTHER")).toHaveLength(1);
  expect(check(null)).toHaveLength(1);
  expect(recordsPendingReason(audited({ state: "captured" }))).toEqual([]);
});
