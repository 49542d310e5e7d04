import {
  type OrderRecord,
  PayPalSandbox,
  type Sandbox,
  WebOrderSandbox,
} from "@onekonsole/billing-sandbox";
import { beforeEach, describe, expect, test } from "vitest";
import { isDeclinedOnce, isNotExpiredEarly } from "./audit-approvals.ts";
import { whyManual } from "./audit-manual-review.ts";
import { showsPendingReason, showsRefusal } from "./audit-reasons.ts";
import type { BookedOrder } from "./read-records.ts";

let paypal: PayPalSandbox;
let webOrder: WebOrderSandbox;
let record: OrderRecord;
beforeEach(() => {
  paypal = new PayPalSandbox({ url: "http://paypal.example" });
  webOrder = new WebOrderSandbox({ url: "http://web-order.example/order" });
  record = paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "one");
});

const approveBefore = new Date("2026-03-01T13:00:00Z");

const booked = (changes: Partial<BookedOrder> = {}): BookedOrder => ({
  id: "one",
  paypalOrderId: record.id,
  state: "needs_attention",
  version: 1,
  userId: "user",
  clusterName: "cluster",
  captured: 3_100n,
  capturedCurrency: "EUR",
  refunded: 0n,
  reversed: 0n,
  captureId: record.purchase_units[0]?.payments?.captures[0]?.id ?? null,
  pendingReason: null,
  disputed: false,
  approveBefore,
  webOrderId: null,
  problem: "a problem",
  refunds: [],
  events: [],
  ...changes,
});

const audited = (changes: Partial<BookedOrder> = {}) => ({
  booked: booked(changes),
  sandbox: { paypal, webOrder } as unknown as Sandbox,
  recordOrder: null,
});

describe("an order in manual review", () => {
  const why = (sameCluster: readonly BookedOrder[] = []) =>
    whyManual({ ...audited(), sameCluster });

  test("that is paid, and of which nothing else is to be said, needs no person", () => {
    expect(why([booked()])).toBeNull();
  });

  test("needs one while its money is taken back, and not once it has returned", () => {
    paypal.reverse(record.id);
    expect(why()).toBe("PayPal took the money back");
    paypal.cancelReversal(record.id);
    expect(why()).toBeNull();
  });

  test("needs one when it was refunded and delivered", () => {
    paypal.refundInDashboard(record.id);
    expect(why()).toBeNull();
    webOrder.insert({ paypal_id: record.id } as Parameters<WebOrderSandbox["insert"]>[0]);
    expect(why()).toBe("money went back after the delivery");
  });

  test("needs one when PayPal refuses the refund", () => {
    paypal.refuseRefunds(record.id, "TRANSACTION_DISPUTED");
    expect(why()).toBe("PayPal refuses the refund");
  });

  test("needs one when another order for the cluster was paid too", () => {
    const other = paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "other");
    expect(why([booked(), booked({ id: "other", paypalOrderId: other.id })])).toBe(
      "one cluster was paid twice",
    );
  });
});

describe("the audit finds", () => {
  test("a second declined capture for one approval, and not the same one again", () => {
    record.declines.push({ approval: 1, key: "a" }, { approval: 1, key: "a" });
    record.declines.push({ approval: 2, key: "b" });
    expect(isDeclinedOnce(audited())).toEqual([]);
    record.declines.push({ approval: 2, key: "c" });
    expect(isDeclinedOnce(audited())).toEqual(["approval 2 led to 2 declined captures"]);
  });

  test.each([
    [-1, 1],
    [1, 0],
  ])("an order that expired %s ms from its deadline: %s", (ms, found) => {
    const at = new Date(approveBefore.getTime() + ms);
    const event = { version: 2, event: "order_gone", from: null, to: "expired", by: "sweep", at };
    expect(isNotExpiredEarly(audited({ events: [event as never] }))).toHaveLength(found);
  });

  test("a refused refund whose reason is not shown", () => {
    paypal.refuseRefunds(record.id, "TRANSACTION_DISPUTED");
    const refund = {
      paypalRefundId: null,
      amount: null,
      status: "failed",
      kind: "refund",
    } as const;
    const shown = (failureReason: string | null) =>
      showsRefusal(audited({ refunds: [{ ...refund, failureReason }] }));
    expect(shown("TRANSACTION_DISPUTED")).toEqual([]);
    expect(shown(null)).toHaveLength(1);
  });

  test("a held payment whose reason is not shown", () => {
    const [capture] = record.purchase_units[0]?.payments?.captures ?? [];
    if (capture) capture.status_details = { reason: "ECHECK" };
    const shown = (pendingReason: string | null) =>
      showsPendingReason(audited({ state: "capture_pending", pendingReason }));
    expect(shown("ECHECK")).toEqual([]);
    expect(shown(null)).toHaveLength(1);
  });
});
