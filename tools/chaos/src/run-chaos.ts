import { type Sandbox, seededRandom } from "@onekonsole/billing-sandbox";
import { drain } from "./advance-time.ts";
import { type Audit, audit } from "./audit/audit.ts";
import { serveCustomers } from "./customers/serve-customers.ts";
import { createDeferredActions } from "./deferred-actions.ts";
import { type FaultScheduleOptions, startFaultSchedule } from "./faults/fault-schedule.ts";
import type { ChaosOptions } from "./options.ts";
import { createRunRecord } from "./run-record.ts";
import { currencies, startEnvironment } from "./service/environment.ts";
import type { ServerLog } from "./service/server-log.ts";

export interface ChaosReport {
  readonly options: ChaosOptions;
  readonly audit: Audit;
  /** The scheduled faults, and how often each was injected. */
  readonly injected: ReadonlyMap<string, number>;
  /** The PayPal behavior that its documentation leaves open, as drawn for this run. */
  readonly paypalBehavior: readonly string[];
  readonly sandbox: Sandbox;
  readonly log: ServerLog;
  /** The number of customers by scenario. */
  readonly customers: ReadonlyMap<string, number>;
  readonly faultsMs: number;
  readonly drainMs: number;
}

const progressIntervalMs = 15_000;

/**
 * One run: servers, customers and faults, then healing, then the audit. Stops everything it started
 * and leaves no file. `report` receives a line of progress every 15 seconds.
 */
export async function runChaos(
  options: ChaosOptions,
  report: (line: string) => void = () => undefined,
): Promise<ChaosReport> {
  const record = createRunRecord();
  const deferred = createDeferredActions();
  await using environment = await startEnvironment(options, record.recordViolation);
  const { database, sandbox, log } = environment;
  const startedAt = performance.now();
  const faults = await runCustomersUnderFaults({
    ...options,
    ...environment,
    customerEnvironment: { ...environment, record, deferred, currencies },
    report,
  });
  const healedAt = performance.now();
  report("all faults are over; advancing the clocks by hours");
  await drain({ database, sandbox, deferred, timeoutMs: 90_000 + 40 * options.customers });
  const drainedAt = performance.now();
  return {
    ...faults,
    options,
    audit: await audit({ database, sandbox, record, deferred }),
    sandbox,
    log,
    faultsMs: healedAt - startedAt,
    drainMs: drainedAt - healedAt,
  };
}

interface FaultsOptions extends Omit<FaultScheduleOptions, "random" | "progress"> {
  readonly seed: number;
  readonly customerEnvironment: Parameters<typeof serveCustomers>[0]["environment"];
  readonly report: (line: string) => void;
}

/** Serves all customers under faults; resolves once the faults are over and every replica serves. */
async function runCustomersUnderFaults(
  options: FaultsOptions,
): Promise<Pick<ChaosReport, "customers" | "injected" | "paypalBehavior">> {
  const { customers: count, seed, customerEnvironment, report } = options;
  let served = 0;
  const reporting = setInterval(() => report(`${served} customers served`), progressIntervalMs);
  const schedule = startFaultSchedule({
    ...options,
    random: seededRandom(seed),
    progress: () => served / count,
  });
  const customers = await serveCustomers({
    environment: customerEnvironment,
    customers: count,
    seed,
    onServed: () => (served += 1),
  });
  clearInterval(reporting);
  await schedule.heal();
  const { injected, paypalBehavior } = schedule;
  return { customers, injected, paypalBehavior };
}
