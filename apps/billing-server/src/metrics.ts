import { Gauge, Registry } from "prom-client";
import type { Breaker } from "./domain/breaker.ts";
import type { Metrics } from "./http/metrics.ts";
import type { MoneyReport } from "./store/money-report.ts";
import type { WaiterRegistry } from "./waiters/registry.ts";

/** What the figures are read from, anew at each scrape. */
export interface MeasuredParts {
  readonly breakers: Readonly<Record<"paypal" | "web_order", Breaker>>;
  readonly waiters: WaiterRegistry;
  readonly money: () => Promise<readonly MoneyReport[]>;
  readonly states: () => Promise<readonly { readonly state: string; readonly orders: number }[]>;
}

const places = {
  captured: "captured",
  provisioned: "provisioned",
  refunded: "refunded",
  reversed: "reversed",
  in_hands: "inHands",
  unaccounted: "unaccounted",
} as const;

/** The figures an operator watches; `billing_money_minor_units{place="unaccounted"}` must stay 0. */
export function createMetrics(parts: MeasuredParts): Metrics {
  const registry = new Registry();
  registry.registerMetric(
    new Gauge({
      name: "billing_breaker_open",
      help: "1 while no calls go to that neighbour because it is down.",
      labelNames: ["neighbour"],
      registers: [],
      collect() {
        for (const [neighbour, { state }] of Object.entries(parts.breakers))
          this.set({ neighbour }, state === "closed" ? 0 : 1);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "billing_waiters",
      help: "Callers parked on an order in this process.",
      registers: [],
      collect() {
        this.set(parts.waiters.size);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "billing_orders",
      help: "Orders by state.",
      labelNames: ["state"],
      registers: [],
      async collect() {
        this.reset();
        for (const { state, orders } of await parts.states()) this.set({ state }, orders);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: "billing_money_minor_units",
      help: "Captured money by currency and where it is now, in minor units.",
      labelNames: ["currency", "place"],
      registers: [],
      async collect() {
        for (const report of await parts.money())
          for (const [place, key] of Object.entries(places))
            this.set({ currency: report.currency, place }, Number(report[key]));
      },
    }),
  );
  return { contentType: registry.contentType, text: () => registry.metrics() };
}
