import { parseArgs } from "node:util";
import type { Size } from "./bench.ts";

/** The command line of `npm run bench`. */
export interface BenchOptions {
  readonly size: Size;
  /** The benchmarks to run, in this order. */
  readonly selected: readonly string[];
  /** File to write the report to. */
  readonly json?: string;
  /** File of an earlier report to compare with. */
  readonly compare?: string;
  /** File of a report to write into docs/performance.md, instead of a run. */
  readonly publish?: string;
}

/** @throws if an option or a benchmark is unknown. */
export function readOptions(args: string[], names: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      json: { type: "string" },
      compare: { type: "string" },
      publish: { type: "string" },
    },
  });
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no benchmark ${unknown}. Choose from: ${names.join(", ")}.`);
  return {
    size: values.quick ? "quick" : "full",
    selected: names.filter((name) => positionals.length === 0 || positionals.includes(name)),
    ...(values.json !== undefined && { json: values.json }),
    ...(values.compare !== undefined && { compare: values.compare }),
    ...(values.publish !== undefined && { publish: values.publish }),
  };
}
