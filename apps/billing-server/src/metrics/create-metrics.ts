import { collectDefaultMetrics, Registry } from "prom-client";
import { addStateGauges, type GaugeSources } from "./state-gauges.ts";
import { addTraffic, type Traffic } from "./traffic.ts";

/** The metrics of this process, in one registry. */
export interface BillingMetrics extends Traffic {
  readonly contentType: string;
  /** Prometheus' text format. */
  text(): Promise<string>;
  /** Adds the gauges that are read at each scrape. */
  measure(parts: GaugeSources): void;
}

/** Counters exist from the start; `measure` adds the gauges once their sources exist. */
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
