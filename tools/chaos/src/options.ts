import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { wholeNumber } from "@onekonsole/billing-testkit/whole-number";

/** The size of a run. */
export interface ChaosOptions {
  /** The number of customers; some of them create two orders. */
  readonly customers: number;
  /** The seed of everything that is drawn at random. */
  readonly seed: number;
  readonly replicas: number;
  /** Runs the build of the server instead of its sources. */
  readonly built: boolean;
  readonly databaseRestarts: number;
  /** The minimum number of SIGKILLs. */
  readonly kills: number;
}

/** Parses the command's arguments; throws if one is invalid. */
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
