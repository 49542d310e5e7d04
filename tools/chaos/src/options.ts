import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { wholeNumber } from "@onekonsole/billing-testkit/whole-number";

/** What a storm is made of. */
export interface ChaosOptions {
  /** How many customers come; some of them place two orders. */
  readonly customers: number;
  /** Decides everything that is drawn at random. */
  readonly seed: number;
  readonly replicas: number;
  /** Runs the build of the server instead of its sources. */
  readonly built: boolean;
  /** How often PostgreSQL is restarted. */
  readonly databaseRestarts: number;
  /** How often a replica dies by SIGKILL, at least. */
  readonly kills: number;
}

/** Reads the command's arguments; throws with what is wrong with one. */
export function readOptions(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      orders: { type: "string", default: "500" },
      seed: { type: "string", default: String(randomInt(2 ** 31)) },
      replicas: { type: "string", default: "2" },
    },
  });
  const customers = wholeNumber("orders", values.orders, [1, 100_000]);
  return {
    customers,
    seed: wholeNumber("seed", values.seed, [0, 2 ** 32 - 1]),
    replicas: wholeNumber("replicas", values.replicas, [1, 3]),
    built: true,
    databaseRestarts: 2,
    kills: 3,
  };
}
