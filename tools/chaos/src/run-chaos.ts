import { type Sandbox, seededRandom } from "@onekonsole/billing-sandbox";
import { drain } from "./advance-time.ts";
import { type Audit, audit } from "./audit.ts";
import { currencies, startEnvironment } from "./environment.ts";
import { startFaultSchedule } from "./fault-schedule.ts";
import { createLedger } from "./ledger.ts";
import type { ChaosOptions } from "./options.ts";
import type { ServerLog } from "./server-log.ts";
import { shop } from "./shopping.ts";

export interface ChaosReport {
  readonly options: ChaosOptions;
  readonly audit: Audit;
  /** What befell processes and upstreams as a whole, and how often. */
  readonly strikes: ReadonlyMap<string, number>;
  /** What PayPal's documentation leaves open and this run has drawn. */
  readonly ways: readonly string[];
  readonly sandbox: Sandbox;
  readonly log: ServerLog;
  /** How many customers came with each scenario. */
  readonly customers: ReadonlyMap<string, number>;
  readonly stormMs: number;
  readonly drainMs: number;
}

const sayEveryMs = 15_000;

/**
 * A storm from beginning to end: servers, customers and faults, then healing, then the audit. Stops
 * everything it started, and leaves no file. `say` hears how far it is.
 */
export async function runChaos(
  options: ChaosOptions,
  say: (line: string) => void = () => undefined,
): Promise<ChaosReport> {
  const ledger = createLedger();
  await using environment = await startEnvironment(options, ledger.recordViolation);
  const { database, sandbox, billingUrl, log } = environment;
  const startedAt = performance.now();
  let served = 0;
  const progress = () => served / options.customers;
  const saying = setInterval(() => say(`${served} customers served`), sayEveryMs);
  const random = seededRandom(options.seed);
  const faultSchedule = startFaultSchedule({ ...options, ...environment, random, progress });
  const customers = await shop({
    ...options,
    environment: { billingUrl, sandbox, ledger, currencies },
    onServed: () => (served += 1),
  });
  clearInterval(saying);
  await faultSchedule.heal();
  const healedAt = performance.now();
  say("everything is up again; hours pass");
  await drain({ database, sandbox, ledger, longestMs: 90_000 + 40 * options.customers });
  const drainedAt = performance.now();
  return {
    options,
    audit: await audit({ database, sandbox, ledger }),
    strikes: faultSchedule.strikes,
    ways: faultSchedule.ways,
    sandbox,
    log,
    customers,
    stormMs: healedAt - startedAt,
    drainMs: drainedAt - healedAt,
  };
}
