import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "./failure.ts";

interface Wanted<O extends ParseArgsOptionsConfig> {
  readonly options: O;
  /** What stands without an option, by name and in order; how many of them must be there. */
  readonly words?: readonly string[];
  readonly required?: number;
}

const everywhere = { json: { type: "boolean", default: false } } as const;

/** A command's options, `--json` among them, and words; throws a UsageError that names what is wrong. */
export function readArguments<O extends ParseArgsOptionsConfig>(
  args: readonly string[],
  { options, words = [], required = words.length }: Wanted<O>,
) {
  const parsed = parsing(() =>
    parseArgs({
      args: [...args],
      options: { ...everywhere, ...options },
      allowPositionals: true,
      strict: true,
    }),
  );
  const given: readonly string[] = parsed.positionals;
  const missing = words.slice(0, required)[given.length];
  if (missing) throw new UsageError(`${missing} is missing.`);
  const extra = given[words.length];
  if (extra !== undefined) throw new UsageError(`${extra} is too much.`);
  return { values: parsed.values, words: given };
}

function parsing<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    // What it says after its first sentence is about words that begin with a hyphen.
    const [sentence] = error instanceof Error ? error.message.split(". ") : [String(error)];
    throw new UsageError(`${sentence?.replace(/\.$/, "")}.`);
  }
}

/** Why an operator acts; for the audit trail. */
export function reasonIn(why: string | undefined): string {
  const reason = why?.trim() ?? "";
  if (reason.length < 3) throw new UsageError("--why is missing: say why, for the audit trail.");
  return reason;
}
