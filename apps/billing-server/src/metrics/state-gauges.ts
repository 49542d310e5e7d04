import { Gauge, type Registry } from "prom-client";
import { singleFlight } from "../lib/single-flight.ts";
import type { Breaker } from "../ports/breaker.ts";
import type { DispatchCounts } from "../ports/endpoint-store.ts";
import type { AuditStatus } from "../ports/ledger-audit.ts";
import type { MoneyReport, StateCount, UnmatchedCounts } from "../ports/operator-store.ts";

/** The sources of the gauges, read at each scrape. */
export interface GaugeSources {
  readonly breakers: Readonly<Record<"paypal" | "web_order", Breaker>>;
  readonly waiters: { readonly size: number };
  readonly money: () => Promise<readonly MoneyReport[]>;
  readonly states: () => Promise<readonly StateCount[]>;
  /** Number of orders with an open dispute. */
  readonly disputed: () => Promise<number>;
  /** Number of payments that PayPal holds until the merchant acts. */
  readonly merchantHeld: () => Promise<number>;
  /** Age of the oldest pending refund of an order in any state but `refunding`. */
  readonly oldestRefundSeconds: () => Promise<number>;
  /** Open payments that match no order. */
  readonly unmatchedPayments: () => Promise<UnmatchedCounts>;
  /** The last results of the audit of the running totals. */
  readonly audit: () => Promise<AuditStatus>;
  /** What waits for the endpoints of outgoing webhooks. */
  readonly dispatches: () => Promise<DispatchCounts>;
  /** The time up to which PayPal's event list has been read. */
  readonly readThrough: () => Promise<Date>;
}

const places = {
  captured: "captured",
  provisioned: "provisioned",
  refunded: "refunded",
  reversed: "reversed",
  in_hands: "inProgress",
  unaccounted: "unaccounted",
} as const;

/** Gauges of the database and of this process. `place="unaccounted"` and faulty orders must be 0. */
export function addStateGauges(registry: Registry, parts: GaugeSources): void {
  const gauges = [
    ...processGauges(parts),
    ...orderGauges(parts),
    unlabelledGauge(
      "billing_disputed_orders",
      "Orders with an open dispute at PayPal, in any state.",
      parts.disputed,
    ),
    unlabelledGauge(
      "billing_merchant_held_orders",
      "Orders whose payment PayPal holds until the merchant acts.",
      parts.merchantHeld,
    ),
    unlabelledGauge(
      "billing_oldest_refund_seconds",
      "Age of the oldest pending refund of an order that is not in state refunding.",
      parts.oldestRefundSeconds,
    ),
    ...moneyGauges(parts),
    ...unmatchedGauges(parts),
    ...auditGauges(parts),
    ...dispatchGauges(parts),
    unlabelledGauge(
      "billing_backfill_through_timestamp_seconds",
      "Time up to which PayPal's event list has been read for missed webhook events.",
      async () => (await parts.readThrough()).getTime() / 1000,
    ),
  ];
  for (const gauge of gauges) registry.registerMetric(gauge);
}

function unmatchedGauges({ unmatchedPayments }: GaugeSources): Gauge[] {
  const read = singleFlight(unmatchedPayments);
  return [
    unlabelledGauge(
      "billing_unknown_payments",
      "Open payments for orders that were created at PayPal but have no row here.",
      async () => (await read()).lost,
    ),
    unlabelledGauge(
      "billing_stray_payments",
      "Open payments that name an order of ours but were made outside the checkout.",
      async () => (await read()).stray,
    ),
  ];
}

function auditGauges({ audit }: GaugeSources): Gauge[] {
  const read = singleFlight(audit);
  return [
    new Gauge({
      name: "billing_audit_differences",
      help: "Running totals that differ from the orders, and orders that contradict their history or refunds.",
      labelNames: ["kind"],
      registers: [],
      async collect() {
        const { wrongTotals, wrongOrders } = await read();
        this.set({ kind: "totals" }, wrongTotals);
        this.set({ kind: "orders" }, wrongOrders);
      },
    }),
    unlabelledGauge(
      "billing_audit_completed_timestamp_seconds",
      "Time at which the last audit of all orders ended.",
      async () => (await read()).completedAt.getTime() / 1000,
    ),
    unlabelledGauge(
      "billing_audit_folded_timestamp_seconds",
      "Time at which recorded changes were last added to the running totals.",
      async () => (await read()).foldedAt.getTime() / 1000,
    ),
  ];
}

function dispatchGauges({ dispatches }: GaugeSources): Gauge[] {
  const read = singleFlight(dispatches);
  return [
    unlabelledGauge(
      "billing_oldest_dispatch_seconds",
      "Age of the oldest event that an enabled endpoint has not accepted.",
      async () => (await read()).oldestSeconds,
    ),
    unlabelledGauge(
      "billing_disabled_endpoints",
      "Endpoints that are disabled since they returned 410.",
      async () => (await read()).disabled,
    ),
  ];
}

function processGauges({ breakers, waiters }: GaugeSources): Gauge[] {
  return [
    new Gauge({
      name: "billing_breaker_open",
      help: "1 while the circuit breaker rejects calls to the upstream.",
      labelNames: ["upstream"],
      registers: [],
      collect() {
        for (const [upstream, { state }] of Object.entries(breakers))
          this.set({ upstream }, state === "closed" ? 0 : 1);
      },
    }),
    unlabelledGauge(
      "billing_waiters",
      "Streams of this process that wait for an order to change.",
      () => waiters.size,
    ),
  ];
}

function orderGauges({ states }: GaugeSources): Gauge[] {
  // A scrape reads both gauges at once: one statement serves both.
  const read = singleFlight(states);
  const gauge = (name: string, help: string, value: (count: StateCount) => number): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: ["state"],
      registers: [],
      async collect() {
        const counts = await read();
        this.reset();
        for (const count of counts) this.set({ state: count.state }, value(count));
      },
    });
  return [
    gauge("billing_orders", "Orders by state.", ({ orders }) => orders),
    gauge(
      "billing_oldest_order_seconds",
      "Time that the longest-waiting order of a state has been in it.",
      ({ oldestSeconds }) => oldestSeconds,
    ),
  ];
}

function moneyGauges({ money }: GaugeSources): Gauge[] {
  const read = singleFlight(money);
  return [
    new Gauge({
      name: "billing_money_minor_units",
      help: "Captured money by currency and current place, in minor units.",
      labelNames: ["currency", "place"],
      registers: [],
      async collect() {
        for (const report of await read())
          for (const [place, key] of Object.entries(places))
            this.set({ currency: report.currency, place }, Number(report[key]));
      },
    }),
    new Gauge({
      name: "billing_faulty_orders",
      help: "Orders with a ledger mismatch, by currency.",
      labelNames: ["currency"],
      registers: [],
      async collect() {
        for (const { currency, faults } of await read()) this.set({ currency }, faults);
      },
    }),
  ];
}

/** A gauge without labels. */
const unlabelledGauge = (name: string, help: string, read: () => number | Promise<number>): Gauge =>
  new Gauge({
    name,
    help,
    registers: [],
    async collect() {
      this.set(await read());
    },
  });
