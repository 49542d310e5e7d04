import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

/** How much is tried. */
export interface FuzzOptions {
  readonly inputs: number;
  /** Decides everything that is drawn at random. */
  readonly seed: number;
  /** Runs the build of the server instead of its sources. */
  readonly built: boolean;
}

/** Reads the command's arguments; throws with what is wrong with one. */
export function readOptions(args: readonly string[]): FuzzOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      inputs: { type: "string", default: "10000" },
      seed: { type: "string", default: String(randomInt(2 ** 31)) },
    },
  });
  return {
    inputs: whole("inputs", values.inputs, 10_000_000),
    seed: whole("seed", values.seed, 2 ** 31 - 1),
    built: true,
  };
}

function whole(name: string, text: string, most: number): number {
  if (/^\d{1,10}$/.test(text) && Number(text) <= most) return Number(text);
  throw new Error(`--${name} must be a whole number up to ${most}.`);
}
