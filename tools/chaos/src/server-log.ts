/** What the replicas logged: the newest lines, and each fault that should not happen, counted. */
export interface ServerLog {
  readonly newest: readonly string[];
  /** How often a line of level error or above said this. */
  readonly errors: ReadonlyMap<string, number>;
  add(line: string): void;
}

interface LogLine {
  readonly level?: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string; readonly stack?: string };
}

const errorLevel = 50;
const kept = 400;

/** An empty log. */
export function createServerLog(): ServerLog {
  const newest: string[] = [];
  const errors = new Map<string, number>();
  return {
    newest,
    errors,
    add: (line) => {
      newest.push(line);
      if (newest.length > 2 * kept) newest.splice(0, kept);
      const { level = errorLevel, msg = line, err } = parsed(line);
      if (level < errorLevel) return;
      const text = err ? `${msg}: ${err.message} ${placeOf(err.stack)}` : msg;
      errors.set(text, (errors.get(text) ?? 0) + 1);
    },
  };
}

function parsed(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return {};
  }
}

const placeOf = (stack = ""): string => /\n\s+(at .*)/.exec(stack)?.[1] ?? "";
