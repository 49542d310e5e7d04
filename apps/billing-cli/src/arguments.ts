import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "./failure.ts";

interface ArgumentSpec<O extends ParseArgsOptionsConfig> {
  readonly options: O;
  /** Names of the positional arguments, in order. */
  readonly positionals?: readonly string[];
  /** How many of them are required; all by default. */
  readonly required?: number;
}

const commonOptions = { json: { type: "boolean", default: false } } as const;

/** Parses a command's options, `--json` included, and positionals; throws a UsageError that names the fault. */
export function readArguments<O extends ParseArgsOptionsConfig>(
  args: readonly string[],
  { options, positionals = [], required = positionals.length }: ArgumentSpec<O>,
) {
  const parsed = withUsageErrors(() =>
    parseArgs({
      args: [...args],
      options: { ...commonOptions, ...options },
      allowPositionals: true,
      strict: true,
    }),
  );
  const given: readonly string[] = parsed.positionals;
  const missing = positionals.slice(0, required)[given.length];
  if (missing) throw new UsageError(`${missing} is missing.`);
  const extra = given[positionals.length];
  if (extra !== undefined) throw new UsageError(`Unexpected argument ${extra}.`);
  return { values: parsed.values, positionals: given };
}

function withUsageErrors<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    // The rest of Node's message explains arguments that begin with a hyphen.
    const [sentence] = error instanceof Error ? error.message.split(". ") : [String(error)];
    throw new UsageError(`${sentence?.replace(/\.$/, "")}.`);
  }
}

/** The operator's reason, recorded in the order's history; throws a UsageError under 3 characters. */
export function readReason(why: string | undefined): string {
  const reason = why?.trim() ?? "";
  if (reason.length < 3)
    throw new UsageError("--why is missing: give a reason of at least 3 characters.");
  return reason;
}
