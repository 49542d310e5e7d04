import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import { drawWeighted } from "../draw-weighted.ts";
import type { Replica } from "../service/replica.ts";
import { sleep } from "../sleep.ts";
import { startPayPalDeviations } from "./paypal-deviations.ts";
import { planFaults } from "./planned-faults.ts";
import { possibleFaults, type ScheduledFault } from "./scheduled-faults.ts";
import { startUpstreamFaults, stopUpstreamFaults } from "./upstream-faults.ts";

export interface FaultScheduleOptions {
  readonly sandbox: Sandbox;
  readonly database: RestartableDatabase;
  readonly replicas: readonly Replica[];
  readonly random: () => number;
  /** The served share of the customers, from 0 to 1. */
  readonly progress: () => number;
  readonly customers: number;
  readonly databaseRestarts: number;
  readonly kills: number;
}

/** All faults of a run, from the start of the schedule until `heal`. */
export interface FaultSchedule {
  /** The scheduled faults, and how often each was injected. */
  readonly injected: ReadonlyMap<string, number>;
  /** The PayPal behavior that its documentation leaves open, as drawn for this run. */
  readonly paypalBehavior: readonly string[];
  /** Ends all faults; resolves once every replica serves. */
  heal(): Promise<void>;
}

/** Starts the faults at the upstreams and the schedule of outages, kills and restarts. */
export function startFaultSchedule(options: FaultScheduleOptions): FaultSchedule {
  const { sandbox, random, replicas } = options;
  const possible = possibleFaults(options);
  const planned = planFaults(options, possible);
  startUpstreamFaults(sandbox, random);
  const deviations = startPayPalDeviations(sandbox.paypal, random);
  const injector = createInjector();
  const running = [
    injectAtRandom(injector, possible, options),
    injectPlanned(injector, planned, options),
  ];
  return {
    injected: injector.injected,
    paypalBehavior: deviations.drawn,
    heal: async () => {
      injector.isStopped = true;
      await Promise.all(running);
      await injector.settled();
      deviations.stop();
      stopUpstreamFaults(sandbox, random);
      await Promise.all(replicas.map((replica) => replica.ready()));
    },
  };
}

interface Injector {
  readonly injected: ReadonlyMap<string, number>;
  isStopped: boolean;
  /** Starts a fault and counts it. */
  inject(fault: ScheduledFault): void;
  /** Resolves once every started fault is over. */
  settled(): Promise<unknown>;
}

function createInjector(): Injector {
  const injected = new Map<string, number>();
  const active = new Set<Promise<void>>();
  return {
    injected,
    isStopped: false,
    inject: ({ name, run }) => {
      injected.set(name, (injected.get(name) ?? 0) + 1);
      const running: Promise<void> = run().finally(() => active.delete(running));
      active.add(running);
    },
    settled: () => Promise.all(active),
  };
}

/** Injects a fault every few seconds. */
async function injectAtRandom(
  injector: Injector,
  possible: readonly ScheduledFault[],
  { random, customers }: FaultScheduleOptions,
): Promise<void> {
  // In a long run the replicas must be up most of the time, or the run would take hours.
  const factor = Math.min(3, Math.max(1, customers / 2_000));
  while (!injector.isStopped) {
    await sleep((1_000 + random() * 3_000) * factor);
    if (!injector.isStopped) injector.inject(drawWeighted(possible, random));
  }
}

/** Injects each planned fault once the run has progressed that far. */
async function injectPlanned(
  injector: Injector,
  planned: ReturnType<typeof planFaults>,
  { progress }: FaultScheduleOptions,
): Promise<void> {
  for (const { progress: at, fault } of planned) {
    while (progress() < at) {
      if (injector.isStopped) return;
      await sleep(50);
    }
    if (injector.isStopped) return;
    injector.inject(fault);
    await sleep(50);
  }
}
