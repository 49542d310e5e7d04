import { describe, expect, test, vi } from "vitest";
import type { Breaker } from "../ports/breaker.ts";
import { createMetrics } from "./create-metrics.ts";
import type { GaugeSources } from "./state-gauges.ts";

const euros = {
  currency: "EUR",
  captured: 10_000n,
  provisioned: 3_100n,
  refunded: 500n,
  reversed: 400n,
  inProgress: 6_000n,
  unaccounted: 0n,
  faults: 2,
  faulty: [],
};
const breaker = (state: Breaker["state"]) => ({ state, pauseMs: 1, run: vi.fn() }) as Breaker;

function setUp(parts: Partial<GaugeSources> = {}) {
  const metrics = createMetrics();
  metrics.measure({
    breakers: { paypal: breaker("closed"), web_order: breaker("open") },
    waiters: { size: 0 },
    money: async () => [euros],
    states: async () => [{ state: "captured", orders: 3, oldestSeconds: 61 }],
    disputed: async () => 2,
    merchantHeld: async () => 5,
    oldestRefundSeconds: async () => 4711,
    unmatchedPayments: async () => ({ stray: 5, lost: 3 }),
    audit: async () => ({
      foldedAt: new Date("2026-03-01T10:00:00Z"),
      completedAt: new Date("2026-03-01T09:00:00Z"),
      wrongTotals: 1,
      wrongOrders: 2,
    }),
    dispatches: async () => ({ oldestSeconds: 40, disabled: 1 }),
    readThrough: async () => new Date("2026-03-01T10:00:00Z"),
    ...parts,
  });
  return metrics;
}

const readLines = async (metrics: ReturnType<typeof setUp>) =>
  (await metrics.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));

describe("the metrics", () => {
  test("show the current place of the money, by currency", async () => {
    const lines = await readLines(setUp());
    expect(lines.filter((line) => line.startsWith("billing_money"))).toEqual([
      'billing_money_minor_units{currency="EUR",place="captured"} 10000',
      'billing_money_minor_units{currency="EUR",place="provisioned"} 3100',
      'billing_money_minor_units{currency="EUR",place="refunded"} 500',
      'billing_money_minor_units{currency="EUR",place="reversed"} 400',
      'billing_money_minor_units{currency="EUR",place="in_hands"} 6000',
      'billing_money_minor_units{currency="EUR",place="unaccounted"} 0',
    ]);
  });

  test("count the orders with a ledger mismatch", async () => {
    expect(await readLines(setUp())).toContain('billing_faulty_orders{currency="EUR"} 2');
  });

  test("show which upstream is down; one with a trial call is not up yet", async () => {
    expect(await readLines(setUp())).toEqual(
      expect.arrayContaining([
        'billing_breaker_open{upstream="paypal"} 0',
        'billing_breaker_open{upstream="web_order"} 1',
      ]),
    );
    const breakers = { paypal: breaker("half_open"), web_order: breaker("closed") };
    const lines = await readLines(setUp({ breakers }));
    expect(lines).toContain('billing_breaker_open{upstream="paypal"} 1');
  });

  test("count the orders at each scrape: a state without orders has no series", async () => {
    const states = vi.fn<GaugeSources["states"]>();
    states.mockResolvedValueOnce([{ state: "captured", orders: 3, oldestSeconds: 61 }]);
    states.mockResolvedValueOnce([{ state: "provisioned", orders: 3, oldestSeconds: 5 }]);
    const metrics = setUp({ states });
    expect(await readLines(metrics)).toContain('billing_orders{state="captured"} 3');
    const later = await readLines(metrics);
    expect(later).toContain('billing_orders{state="provisioned"} 3');
    expect(later).toContain('billing_oldest_order_seconds{state="provisioned"} 5');
    expect(later.join("\n")).not.toContain('state="captured"');
  });

  test("count the orders with an open dispute", async () => {
    expect(await readLines(setUp())).toContain("billing_disputed_orders 2");
  });

  test("count the payments that wait for the merchant", async () => {
    expect(await readLines(setUp())).toContain("billing_merchant_held_orders 5");
  });

  test("count the payments without an order", async () => {
    const lines = await readLines(setUp());
    expect(lines).toContain("billing_unknown_payments 3");
    expect(lines).toContain("billing_stray_payments 5");
  });

  test("show the age of the oldest pending refund", async () => {
    expect(await readLines(setUp())).toContain("billing_oldest_refund_seconds 4711");
  });

  test("show the time up to which PayPal's event list was read", async () => {
    expect(await readLines(setUp())).toContain(
      "billing_backfill_through_timestamp_seconds 1772359200",
    );
  });

  test("show the results of the audit", async () => {
    expect(await readLines(setUp())).toEqual(
      expect.arrayContaining([
        'billing_audit_differences{kind="totals"} 1',
        'billing_audit_differences{kind="orders"} 2',
        "billing_audit_completed_timestamp_seconds 1772355600",
        "billing_audit_folded_timestamp_seconds 1772359200",
      ]),
    );
  });

  test("count the waiters of this process", async () => {
    expect(await readLines(setUp())).toContain("billing_waiters 0");
  });

  test("are in Prometheus' text format", () => {
    expect(setUp().contentType).toContain("text/plain");
  });

  test("show the series of alerts before their first event", async () => {
    expect(await readLines(setUp())).toEqual(
      expect.arrayContaining([
        'billing_jobs_total{queue="deliver",outcome="given_up"} 0',
        'billing_webhooks_total{outcome="received"} 0',
        'billing_webhooks_total{outcome="refused"} 0',
      ]),
    );
  });

  test("count requests, jobs and events by outcome", async () => {
    const metrics = setUp();
    metrics.answered({ route: "/order/create", method: "POST", status: 200, seconds: 0.2 });
    metrics.job("capture", "postponed");
    metrics.webhook("refused");
    metrics.paypalCall({ operation: "capture", outcome: "timeout", seconds: 8 });
    metrics.webOrderCall({ operation: "deliver", outcome: "accepted", seconds: 0.1 });
    expect(await readLines(metrics)).toEqual(
      expect.arrayContaining([
        'billing_http_requests_total{route="/order/create",method="POST",status="200"} 1',
        'billing_http_request_seconds_count{route="/order/create"} 1',
        'billing_jobs_total{queue="capture",outcome="postponed"} 1',
        'billing_webhooks_total{outcome="refused"} 1',
        'billing_paypal_requests_total{operation="capture",outcome="timeout"} 1',
        'billing_paypal_request_seconds_bucket{le="10",operation="capture"} 1',
        'billing_web_order_requests_total{operation="deliver",outcome="accepted"} 1',
      ]),
    );
  });
});
