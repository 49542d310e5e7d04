import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { wholeNumber } from "@onekonsole/billing-testkit/whole-number";

/** The size of a run. */
export interface FuzzOptions {
  readonly inputs: number;
  /** The seed of everything that is drawn at random. */
  readonly seed: number;
  /** Runs the build of the server instead of its sources. */
  readonly built: boolean;
}

/** Parses the command's arguments; throws if one is invalid. */
export function readOptions(args: readonly string[]): FuzzOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      inputs: { type: "string", default: "10000" },
      seed: { type: "string", default: String(randomInt(2 ** 31)) },
    },
  });
  return {
    inputs: wholeNumber("inputs", values.inputs, [1, 10_000_000]),
    seed: wholeNumber("seed", values.seed, [0, 2 ** 31 - 1]),
    built: true,
  };
}
