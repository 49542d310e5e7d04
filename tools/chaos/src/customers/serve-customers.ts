import { seededRandom } from "@onekonsole/billing-sandbox";
import { drawWeighted } from "../draw-weighted.ts";
import { scenarios } from "../scenarios/scenarios.ts";
import { sleep } from "../sleep.ts";
import { createCustomer, type CustomerEnvironment } from "./customer.ts";

export interface ServeCustomersOptions {
  readonly environment: CustomerEnvironment;
  readonly customers: number;
  readonly seed: number;
  /** Called after each customer's scenario. */
  readonly onServed: () => void;
}

// Most customers wait for a request that hangs.
const mostAtOnce = 160;

/** Runs every customer's scenario, up to 160 at once; resolves with the number of customers by scenario. */
export async function serveCustomers(options: ServeCustomersOptions): Promise<Map<string, number>> {
  const { environment, customers, seed, onServed } = options;
  const counts = new Map<string, number>();
  let next = 0;
  const serveInTurn = async (): Promise<void> => {
    while (next < customers) {
      const index = next++;
      // A generator per customer: the draws of one do not depend on the timing of the others.
      const random = seededRandom(seed + 7_919 * (index + 1));
      const { name: scenario, expectedStates, run } = drawWeighted(scenarios, random);
      counts.set(scenario, (counts.get(scenario) ?? 0) + 1);
      const customer = createCustomer({ environment, index, random, scenario, expectedStates });
      await run(customer, environment.sandbox);
      onServed();
    }
  };
  const polling = pollDeferredActions(environment);
  await Promise.all(Array.from({ length: mostAtOnce }, serveInTurn));
  await polling.stop();
  return counts;
}

/** Runs due actions every 100 ms until stopped. */
function pollDeferredActions({ deferred }: CustomerEnvironment) {
  const state = { isStopped: false };
  const polling = (async () => {
    for (; !state.isStopped; await sleep(100)) deferred.runDue();
  })();
  return {
    stop: (): Promise<void> => {
      state.isStopped = true;
      return polling;
    },
  };
}
