import { collectDefaultMetrics, Registry } from "prom-client";
import { addStateGauges, type GaugeSources } from "./state-gauges.ts";
import { addTraffic, type Traffic } from "./traffic.ts";

/** All the figures of this process, in one registry. */
export interface BillingMetrics extends Traffic {
  readonly contentType: string;
  /** Prometheus' text format. */
  text(): Promise<string>;
  /** Adds what is read from the parts at each scrape. */
  measure(parts: GaugeSources): void;
}

/** Counts from the start; the gauges come once the parts they are read from exist. */
export function createMetrics(): BillingMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    ...addTraffic(registry),
    contentType: registry.contentType,
    text: () => registry.metrics(),
    measure: (parts) => addStateGauges(registry, parts),
  };
}
