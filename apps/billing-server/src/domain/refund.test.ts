import { describe, expect, test } from "vitest";
import { refundRow, paypalRefund } from "../testing/sample-refund.ts";
import {
  mergeRefund,
  matchRefund,
  type Refund,
  type RefundId,
  type PayPalRefund,
  refundTotals,
} from "./refund.ts";

describe("the sums of an order's refunds", () => {
  test("count completed refunds and reversals separately", () => {
    const refunds = [
      refundRow({ amount: 200n, status: "completed" }),
      refundRow({ amount: 300n, status: "completed" }),
      refundRow({ amount: 700n, status: "completed", kind: "reversal" }),
      refundRow({ amount: 1100n, status: "pending" }),
      refundRow({ amount: 1300n, status: "requested" }),
      refundRow({ amount: 1700n, status: "failed" }),
    ];
    expect(refundTotals(refunds)).toEqual({ refunded: 500n, reversed: 700n });
  });

  test("are 0 without any", () => {
    expect(refundTotals([])).toEqual({ refunded: 0n, reversed: 0n });
  });
});

describe("a refund at PayPal is", () => {
  const ours = refundRow({ id: "ours" as RefundId, amount: 200n });
  const all = refundRow({ id: "all" as RefundId, amount: null });
  const theirs = refundRow({ id: "theirs" as RefundId, paypalRefundId: "R-1", status: "pending" });

  test.each<[string, readonly Refund[], Parameters<typeof paypalRefund>[0], string | undefined]>([
    ["the row with its id", [ours, theirs], { paypalRefundId: "R-1" }, "theirs"],
    [
      "the row with its id before any other",
      [theirs, ours],
      { paypalRefundId: "R-1", refundId: ours.id },
      "theirs",
    ],
    [
      "ours by the id that PayPal returns",
      [all, ours],
      { refundId: ours.id, amount: 999n },
      "ours",
    ],
    [
      "ours of that amount if PayPal returns no id",
      [theirs, ours],
      { paypalRefundId: "R-9", amount: 200n },
      "ours",
    ],
    ["ours of all that remains if PayPal returns no id", [all], { amount: 3100n }, "all"],
    ["new if the amount differs", [ours], { amount: 201n }, undefined],
    [
      "new if it has the id of another of ours",
      [ours],
      { refundId: "gone" as RefundId },
      undefined,
    ],
    ["new if it is less than all that remains", [all], { amount: 200n }, undefined],
    ["new if it is a reversal", [ours], { amount: 200n, kind: "reversal" }, undefined],
    [
      "new if PayPal has accepted ours of that amount",
      [refundRow({ ...ours, paypalRefundId: "R-2", status: "completed" })],
      { amount: 200n },
      undefined,
    ],
    ["new if ours failed", [refundRow({ ...ours, status: "failed" })], { amount: 200n }, undefined],
    [
      "ours by its id even if ours failed",
      [refundRow({ ...ours, status: "failed" })],
      { refundId: ours.id },
      "ours",
    ],
    ["new if there is no row", [], {}, undefined],
  ])("%s", (_, known, changes, id) => {
    expect(matchRefund(known, paypalRefund(changes), 3100n)?.id).toBe(id);
  });
});

describe("the row of a refund", () => {
  const at = new Date("2026-03-01T10:00:00Z");
  const merged = (match: Refund | undefined, seen: PayPalRefund) => mergeRefund(match, seen, at);

  test("is created from what PayPal shows", () => {
    expect(merged(undefined, paypalRefund({ amount: 200n, status: "pending" }))).toEqual({
      paypalRefundId: "R-1",
      amount: 200n,
      status: "pending",
      kind: "refund",
      failureReason: null,
      failedAt: null,
    });
  });

  test("has PayPal's failure reason only while it is failed", () => {
    const known = refundRow({ failureReason: "REFUND_FAILED_INSUFFICIENT_FUNDS", failedAt: at });
    const failed = paypalRefund({ status: "failed", failureReason: "CANCELLED" });
    expect(merged(known, failed)).toMatchObject({ failureReason: "CANCELLED", failedAt: at });
    expect(merged(known, paypalRefund({ status: "failed" }))?.failureReason).toBe(
      "REFUND_FAILED_INSUFFICIENT_FUNDS",
    );
    expect(merged(known, paypalRefund())).toMatchObject({ failureReason: null, failedAt: null });
  });

  test("does not change the second time", () => {
    const known = refundRow({ paypalRefundId: "R-1", amount: 200n, status: "completed" });
    expect(merged(known, paypalRefund({ amount: 200n }))).toBeNull();
  });

  test("gets PayPal's amount if all that remained was requested", () => {
    const found = merged(refundRow({ amount: null }), paypalRefund({ amount: 2900n }));
    expect(found).toMatchObject({ amount: 2900n, status: "completed", paypalRefundId: "R-1" });
  });

  const reversal = refundRow({ paypalRefundId: "R-1", status: "completed", kind: "reversal" });

  test("becomes a reversal after such an event, and stays one", () => {
    const refund = refundRow({ paypalRefundId: "R-1", status: "completed" });
    expect(merged(refund, paypalRefund({ kind: "reversal" }))?.kind).toBe("reversal");
    // PayPal's own list shows it as a refund again.
    expect(merged(reversal, paypalRefund({ kind: "refund" }))).toBeNull();
  });

  test("does not become a reversal by inference, which is for new rows only", () => {
    const inferred = paypalRefund({ kind: "reversal", isInferred: true });
    const refund = refundRow({
      paypalRefundId: "R-1",
      status: "completed",
      amount: inferred.amount,
    });
    expect(merged(refund, inferred)).toBeNull();
    expect(merged(undefined, inferred)?.kind).toBe("reversal");
  });

  test.each([
    ["requested", "pending", "pending"],
    ["requested", "completed", "completed"],
    ["requested", "failed", "failed"],
    ["pending", "completed", "completed"],
    ["pending", "failed", "failed"],
    ["failed", "completed", "completed"],
  ] as const)("changes from %s by %s to %s", (before, now, after) => {
    const known = refundRow({ paypalRefundId: "R-1", status: before });
    expect(merged(known, paypalRefund({ status: now }))?.status).toBe(after);
  });

  test.each([
    ["completed", "pending"],
    ["completed", "failed"],
    ["failed", "pending"],
  ] as const)("does not change from %s by a late %s", (before, late) => {
    const known = refundRow({ paypalRefundId: "R-1", status: before });
    expect(merged(known, paypalRefund({ status: late }))).toBeNull();
  });

  test.each([
    ["a reversal that is decided for the merchant", "reversal", {}],
    ["a reversal that is cancelled", "reversal", { isCancelled: true }],
    ["a refund that is cancelled", "refund", { isCancelled: true }],
  ] as const)("becomes failed after completion for %s", (_, kind, how) => {
    const known = refundRow({ paypalRefundId: "R-1", status: "completed", kind });
    const seen = paypalRefund({ status: "failed", ...how });
    expect(merged(known, seen)).toMatchObject({ status: "failed", kind });
  });

  test("that we recorded as failed is updated when the refund appears at PayPal", () => {
    const known = refundRow({ status: "failed" });
    expect(merged(known, paypalRefund({ status: "pending" }))?.status).toBe("pending");
  });
});
