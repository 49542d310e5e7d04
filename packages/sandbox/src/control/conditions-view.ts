import type { Faults } from "../http/faults.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";
import type { ControlledSandbox } from "./handler.ts";
import type { Conditions } from "./operations/conditions.ts";
import { bySimulator, type SimulatorName, simulatorEntries } from "./simulators.ts";

/** Everything that differs from an undisturbed world, as the control API shows it. */
export function viewConditions(sandbox: ControlledSandbox): Conditions {
  const { paypal, webOrder } = sandbox;
  return {
    clock_offset_ms: paypal.clock.offset,
    outages: bySimulator(sandbox, ({ outage }) => outage.kind ?? "none"),
    waiting_faults: bySimulator(sandbox, ({ faults }) => countWaiting(faults)),
    random_faults: simulatorEntries(sandbox).flatMap(([name, { faults }]) =>
      viewRandom(name, faults),
    ),
    webhooks: viewWebhooks(paypal.webhooks),
    web_order: {
      is_provisioner_reachable: webOrder.isProvisionerReachable,
      paypal_link: webOrder.paypalLink,
      refused_names: [...webOrder.refusedNames],
    },
    refunds_start_pending: paypal.refundsStartPending,
    report_delay_ms: paypal.reportDelayMs,
  };
}

function countWaiting({ waiting }: Faults<string>): number | "forever" {
  const calls = waiting.reduce((sum, { times = 1 }) => sum + times, 0);
  return Number.isFinite(calls) ? calls : "forever";
}

function viewRandom(simulator: SimulatorName, { random }: Faults<string>) {
  if (!random || random.rate === 0) return [];
  const { rate, kinds, latencyMs } = random;
  const is_slowness = kinds.every((kind) => kind === "delay");
  return [
    { simulator, rate, is_slowness, ...(latencyMs === undefined ? {} : { latency_ms: latencyMs }) },
  ];
}

function viewWebhooks({ isPaused, pausedCount, deliveryFaults }: Webhooks) {
  const { delayMs, reorderWithinMs, duplicateRate, dropRate, next } = deliveryFaults;
  return {
    is_paused: isPaused,
    paused_count: pausedCount,
    delay_ms: delayMs,
    reorder_within_ms: reorderWithinMs,
    duplicate_rate: duplicateRate,
    drop_rate: dropRate,
    duplicate_next: next.duplicates,
    drop_next: next.drops,
  };
}
