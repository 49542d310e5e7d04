import { beforeEach, describe, expect, test } from "vitest";
import { createAuditFixture } from "./audited-order.fixture.ts";
import { manualReviewReason, manualReviews } from "./manual-review.ts";
import type { StoredOrder } from "./stored-order.ts";

let fixture: ReturnType<typeof createAuditFixture>;
beforeEach(() => {
  fixture = createAuditFixture();
});

describe("manualReviewReason", () => {
  const reason = (sameCluster: readonly StoredOrder[] = []) =>
    manualReviewReason({ ...fixture.audited(), sameCluster });

  test("finds no reason for an order that is only paid", () => {
    expect(reason([fixture.stored()])).toBeNull();
  });

  test("finds no reason for an order that PayPal does not have", () => {
    const stored = fixture.stored({ paypalOrderId: "UNKNOWN" });
    expect(manualReviewReason({ stored, sandbox: fixture.sandbox, sameCluster: [] })).toBeNull();
  });

  test("finds a reversal until it is cancelled", () => {
    const { paypal, record } = fixture;
    paypal.reverse(record.id);
    expect(reason()).toBe("PayPal reversed the payment");
    paypal.cancelReversal(record.id);
    expect(reason()).toBeNull();
  });

  test("finds a refund only if the order was delivered", () => {
    const { paypal, record, deliver } = fixture;
    paypal.refundInDashboard(record.id);
    expect(reason()).toBeNull();
    deliver();
    expect(reason()).toBe("the payment was refunded after the delivery");
  });

  test("finds a payment to another payee", () => {
    for (const unit of fixture.record.purchase_units) unit.payee = { merchant_id: "ANOTHER" };
    expect(reason()).toBe("the payment went to another payee");
  });

  test("finds a rejected refund", () => {
    const { paypal, record } = fixture;
    paypal.refuseRefunds(record.id, "TRANSACTION_DISPUTED");
    expect(reason()).toBe("PayPal rejects the refund");
  });

  test("finds a second paid order for the same cluster", () => {
    const other = fixture.paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "other");
    const { stored } = fixture;
    expect(reason([stored(), stored({ id: "other", paypalOrderId: other.id })])).toBe(
      "one cluster was paid twice",
    );
    expect(reason([stored(), stored({ id: "other", paypalOrderId: "UNPAID" })])).toBeNull();
  });
});

describe("manualReviews", () => {
  test("lists the orders in needs_attention alone, compared within their cluster name", () => {
    const { stored, paypal, sandbox } = fixture;
    const other = paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "other");
    const second = { id: "other", paypalOrderId: other.id, state: "provisioned" } as const;
    const sameName = manualReviews([stored(), stored(second)], sandbox);
    expect(sameName.map((it) => [it.stored.id, it.reason])).toEqual([
      ["one", "one cluster was paid twice"],
    ]);
    const otherName = manualReviews([stored(), stored({ ...second, clusterName: "b" })], sandbox);
    expect(otherName.map((it) => [it.stored.id, it.reason])).toEqual([["one", null]]);
  });
});
