import { parseArgs } from "node:util";
import { ExplainedError } from "./explained-error.ts";

export interface DevOptions {
  /** Removes the data of earlier starts. */
  readonly fresh: boolean;
  /** Prints the server's whole log instead of a summary. */
  readonly verbose: boolean;
}

const options = {
  fresh: { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
} as const;

/** The options of `npm run dev`. Throws an `ExplainedError` for unknown ones. */
export function readDevOptions(args: readonly string[]): DevOptions {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new ExplainedError(
      `${(error as Error).message}\nUsage: npm run dev [-- --fresh --verbose]`,
    );
  }
}
