import { expect, test } from "vitest";
import { capturedAtPayPal, isCapturedOnce, matchesRefunds } from "./audit-amounts.ts";
import { createAuditFixture, storedRefund } from "./audited-order.fixture.ts";

test("isCapturedOnce accepts the amount that PayPal captured", () => {
  const { audited } = createAuditFixture();
  expect(isCapturedOnce(audited())).toEqual([]);
});

test.each([
  [{ captured: 3_099n }, "PayPal captured 3100 EUR, the database has 3099 EUR"],
  [{ captured: 0n }, "PayPal captured 3100 EUR, the database has 0 EUR"],
  [{ capturedCurrency: "USD" }, "PayPal captured 3100 EUR, the database has 3100 USD"],
  [{ capturedCurrency: null }, "PayPal captured 3100 EUR, the database has 3100 "],
  [{ paypalOrderId: "UNKNOWN" }, "is unknown at PayPal"],
])("isCapturedOnce: %o has the fault %s", (changes, fault) => {
  expect(isCapturedOnce(createAuditFixture().audited(changes))).toEqual([fault]);
});

test("isCapturedOnce finds a second capture", () => {
  const { record, audited } = createAuditFixture();
  const captures = record.purchase_units[0]?.payments?.captures ?? [];
  captures.push(...structuredClone(captures));
  expect(isCapturedOnce(audited({ captured: 6_200n }))).toEqual(["was captured 2 times"]);
});

test.each([
  ["COMPLETED", 3_100n],
  ["PARTIALLY_REFUNDED", 3_100n],
  ["REFUNDED", 3_100n],
  ["PENDING", 0n],
  ["DECLINED", 0n],
] as const)("capturedAtPayPal counts a capture in %s as %s", (status, value) => {
  const { record } = createAuditFixture();
  const [capture] = record.purchase_units[0]?.payments?.captures ?? [];
  if (capture) capture.status = status;
  expect(capturedAtPayPal(record).value).toBe(value);
});

test("matchesRefunds accepts a refund and a reversal that both sides have", () => {
  const { paypal, record, audited } = createAuditFixture();
  expect(matchesRefunds(audited())).toEqual([]);
  paypal.refundInDashboard(record.id, "10");
  const refund = storedRefund({ paypalRefundId: refundIds(record)[0] ?? "", amount: 1_000n });
  expect(matchesRefunds(audited({ refunds: [refund], refunded: 1_000n }))).toEqual([]);
});

test("matchesRefunds finds a refund that only one side has", () => {
  const { paypal, record, audited } = createAuditFixture();
  const invented = audited({ refunds: [storedRefund()], refunded: 3_100n });
  expect(matchesRefunds(invented)).toEqual([
    "PayPal refunded [], the database has [refund refund 3100]",
  ]);
  paypal.refundInDashboard(record.id);
  expect(matchesRefunds(audited())).toEqual([
    `PayPal refunded [${refundIds(record)[0]} refund 3100], the database has []`,
  ]);
});

test("matchesRefunds finds a reversal that is stored as a refund", () => {
  const { paypal, record, audited } = createAuditFixture();
  paypal.reverse(record.id);
  const [id = ""] = refundIds(record);
  const reversal = storedRefund({ paypalRefundId: id, kind: "reversal" });
  expect(matchesRefunds(audited({ refunds: [reversal], reversed: 3_100n }))).toEqual([]);
  const refund = storedRefund({ paypalRefundId: id });
  expect(matchesRefunds(audited({ refunds: [refund], refunded: 3_100n }))).toHaveLength(1);
});

test("matchesRefunds finds totals that differ from the refunds", () => {
  const { paypal, record, audited } = createAuditFixture();
  paypal.refundInDashboard(record.id);
  const refunds = [storedRefund({ paypalRefundId: refundIds(record)[0] ?? "" })];
  const fault = "has totals that differ from its refunds";
  expect(matchesRefunds(audited({ refunds, refunded: 3_000n }))).toEqual([fault]);
  expect(matchesRefunds(audited({ refunds, refunded: 3_100n, reversed: 1n }))).toEqual([fault]);
});

test("matchesRefunds finds a requested refund that was never made", () => {
  const { audited } = createAuditFixture();
  expect(matchesRefunds(audited({ refunds: [storedRefund({ status: "requested" })] }))).toEqual([
    "has a refund that was requested and never made",
  ]);
});

const refundIds = (record: ReturnType<typeof createAuditFixture>["record"]) =>
  (record.purchase_units[0]?.payments?.refunds ?? []).map(({ id }) => id);
