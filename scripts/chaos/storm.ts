import { type Sandbox, seededRandom } from "@onekonsole/billing-sandbox";
import { type Audit, audit } from "./audit.ts";
import { createLedger } from "./ledger.ts";
import type { StormOptions } from "./options.ts";
import { drain } from "./passing-time.ts";
import type { ServerLog } from "./server-log.ts";
import { shop } from "./shopping.ts";
import { currencies, startSurroundings } from "./surroundings.ts";
import { startWeather } from "./weather.ts";

export interface StormReport {
  readonly options: StormOptions;
  readonly audit: Audit;
  /** What befell processes and neighbours as a whole, and how often. */
  readonly strikes: ReadonlyMap<string, number>;
  /** What PayPal's documentation leaves open and this run has drawn. */
  readonly ways: readonly string[];
  readonly sandbox: Sandbox;
  readonly log: ServerLog;
  /** How many customers came with each behaviour. */
  readonly customers: ReadonlyMap<string, number>;
  readonly stormMs: number;
  readonly drainMs: number;
}

const sayEveryMs = 15_000;

/**
 * A storm from beginning to end: servers, customers and faults, then healing, then the audit. Stops
 * everything it started, and leaves no file. `say` hears how far it is.
 */
export async function runStorm(
  options: StormOptions,
  say: (line: string) => void = () => undefined,
): Promise<StormReport> {
  const ledger = createLedger();
  await using surroundings = await startSurroundings(options, ledger.accuse);
  const { database, sandbox, billingUrl, log } = surroundings;
  const startedAt = performance.now();
  let served = 0;
  const progress = () => served / options.customers;
  const saying = setInterval(() => say(`${served} customers served`), sayEveryMs);
  const random = seededRandom(options.seed);
  const weather = startWeather({ ...options, ...surroundings, random, progress });
  const customers = await shop({
    ...options,
    town: { billingUrl, sandbox, ledger, currencies },
    onServed: () => (served += 1),
  });
  clearInterval(saying);
  await weather.heal();
  const healedAt = performance.now();
  say("everything is up again; hours pass");
  await drain({ database, sandbox, ledger, longestMs: 90_000 + 40 * options.customers });
  const drainedAt = performance.now();
  return {
    options,
    audit: await audit({ database, sandbox, ledger }),
    strikes: weather.strikes,
    ways: weather.ways,
    sandbox,
    log,
    customers,
    stormMs: healedAt - startedAt,
    drainMs: drainedAt - healedAt,
  };
}
