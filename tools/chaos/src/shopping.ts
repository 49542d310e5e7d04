import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@onekonsole/billing-sandbox";
import { newCustomer, type CustomerEnvironment } from "./customer.ts";
import { drawScenario } from "./scenarios.ts";

export interface Shopping {
  readonly environment: CustomerEnvironment;
  readonly customers: number;
  readonly seed: number;
  /** Called after each customer's visit. */
  readonly onServed: () => void;
}

// Most of them wait for something that hangs.
const mostAtOnce = 160;

/** Every customer's visit, so many at once; resolves with how many of each kind came. */
export async function shop(shopping: Shopping): Promise<Map<string, number>> {
  const { environment, customers, seed, onServed } = shopping;
  const came = new Map<string, number>();
  let next = 0;
  const till = async (): Promise<void> => {
    while (next < customers) {
      const index = next++;
      // His own numbers, so that a customer behaves alike whatever befalls the others.
      const random = seededRandom(seed + 7_919 * (index + 1));
      const { name, ends, act } = drawScenario(random);
      came.set(name, (came.get(name) ?? 0) + 1);
      await act(
        newCustomer({ environment, index, random, scenario: name, ends }),
        environment.sandbox,
      );
      onServed();
    }
  };
  const hours = { areOver: false };
  const clock = (async () => {
    for (; !hours.areOver; await sleep(100)) environment.ledger.tick();
  })();
  await Promise.all(Array.from({ length: mostAtOnce }, till));
  hours.areOver = true;
  await clock;
  return came;
}
