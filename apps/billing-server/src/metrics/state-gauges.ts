import { Gauge, type Registry } from "prom-client";
import { singleFlight } from "../lib/single-flight.ts";
import type { Breaker } from "../ports/breaker.ts";
import type { MoneyReport, StateCount, UnmatchedCounts } from "../ports/operator-store.ts";

/** What the gauges are read from, anew at each scrape. */
export interface GaugeSources {
  readonly breakers: Readonly<Record<"paypal" | "web_order", Breaker>>;
  readonly waiters: { readonly size: number };
  readonly money: () => Promise<readonly MoneyReport[]>;
  readonly states: () => Promise<readonly StateCount[]>;
  /** How many orders have an open dispute. */
  readonly disputed: () => Promise<number>;
  /** How many payments PayPal holds until the merchant acts there. */
  readonly merchantHeld: () => Promise<number>;
  /** For how long the oldest refund has been under way of an order that does not wait for it. */
  readonly oldestRefundSeconds: () => Promise<number>;
  /** Open payments that belong to no order. */
  readonly unmatchedPayments: () => Promise<UnmatchedCounts>;
  /** How far PayPal's list of events has been read. */
  readonly readThrough: () => Promise<Date>;
}

const places = {
  captured: "captured",
  provisioned: "provisioned",
  refunded: "refunded",
  reversed: "reversed",
  in_hands: "inHands",
  unaccounted: "unaccounted",
} as const;

/** What stands in the rows and in this process; `place="unaccounted"` and the faulty orders must stay 0. */
export function addStateGauges(registry: Registry, parts: GaugeSources): void {
  const gauges = [
    ...processGauges(parts),
    ...orderGauges(parts),
    figure(
      "billing_disputed_orders",
      "Orders with an open dispute at PayPal, whatever their state.",
      parts.disputed,
    ),
    figure(
      "billing_merchant_held_orders",
      "Orders whose payment PayPal holds until the merchant acts there.",
      parts.merchantHeld,
    ),
    figure(
      "billing_oldest_refund_seconds",
      "For how long the oldest refund has been under way of an order that is not refunding.",
      parts.oldestRefundSeconds,
    ),
    ...moneyGauges(parts),
    ...unmatchedGauges(parts),
    figure(
      "billing_backfill_through_timestamp_seconds",
      "Until when PayPal's list of events has been read for those that never came.",
      async () => (await parts.readThrough()).getTime() / 1000,
    ),
  ];
  for (const gauge of gauges) registry.registerMetric(gauge);
}

function unmatchedGauges({ unmatchedPayments }: GaugeSources): Gauge[] {
  const read = singleFlight(unmatchedPayments);
  return [
    figure(
      "billing_unknown_payments",
      "Open payments for orders that we opened at PayPal and have no row of.",
      async () => (await read()).lost,
    ),
    figure(
      "billing_stray_payments",
      "Open payments that name an order of ours and were made outside our checkout.",
      async () => (await read()).stray,
    ),
  ];
}

function processGauges({ breakers, waiters }: GaugeSources): Gauge[] {
  return [
    new Gauge({
      name: "billing_breaker_open",
      help: "1 while no calls go to that upstream because it is down.",
      labelNames: ["upstream"],
      registers: [],
      collect() {
        for (const [upstream, { state }] of Object.entries(breakers))
          this.set({ upstream }, state === "closed" ? 0 : 1);
      },
    }),
    figure("billing_waiters", "Callers parked on an order in this process.", () => waiters.size),
  ];
}

function orderGauges({ states }: GaugeSources): Gauge[] {
  // One scrape reads both gauges at the same time: one statement serves them.
  const read = singleFlight(states);
  const gauge = (name: string, help: string, valueOf: (count: StateCount) => number): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: ["state"],
      registers: [],
      async collect() {
        const counts = await read();
        this.reset();
        for (const count of counts) this.set({ state: count.state }, valueOf(count));
      },
    });
  return [
    gauge("billing_orders", "Orders by state.", ({ orders }) => orders),
    gauge(
      "billing_oldest_order_seconds",
      "For how long the oldest order of a state has been in it.",
      ({ oldestSeconds }) => oldestSeconds,
    ),
  ];
}

function moneyGauges({ money }: GaugeSources): Gauge[] {
  const read = singleFlight(money);
  return [
    new Gauge({
      name: "billing_money_minor_units",
      help: "Captured money by currency and where it is now, in minor units.",
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
      help: "Orders whose own books are wrong, by currency.",
      labelNames: ["currency"],
      registers: [],
      async collect() {
        for (const { currency, faults } of await read()) this.set({ currency }, faults);
      },
    }),
  ];
}

/** A gauge without labels. */
const figure = (name: string, help: string, read: () => number | Promise<number>): Gauge =>
  new Gauge({
    name,
    help,
    registers: [],
    async collect() {
      this.set(await read());
    },
  });
