/** The replicas' log: the newest lines, and a count of each error. */
export interface ServerLog {
  readonly newest: readonly string[];
  /** Lines of level error or above, counted by message. */
  readonly errors: ReadonlyMap<string, number>;
  add(line: string): void;
}

interface LogLine {
  readonly level?: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string; readonly stack?: string };
}

const errorLevel = 50;
const keptLines = 400;

/** Creates an empty log. */
export function createServerLog(): ServerLog {
  const newest: string[] = [];
  const errors = new Map<string, number>();
  return {
    newest,
    errors,
    add: (line) => {
      newest.push(line);
      if (newest.length > 2 * keptLines) newest.splice(0, keptLines);
      const { level = errorLevel, msg = line, err } = parseLine(line);
      if (level < errorLevel) return;
      const text = err ? `${msg}: ${err.message} ${firstFrame(err.stack)}` : msg;
      errors.set(text, (errors.get(text) ?? 0) + 1);
    },
  };
}

/** A line that is not JSON, such as Node's output in a crash, counts as an error. */
function parseLine(line: string): LogLine {
  try {
    const fields: unknown = JSON.parse(line);
    return typeof fields === "object" && fields !== null ? fields : {};
  } catch {
    return {};
  }
}

const firstFrame = (stack = ""): string => /\n\s+(at .*)/.exec(stack)?.[1] ?? "";
