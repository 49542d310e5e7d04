import { escapeLines, escapeStrings } from "@onekonsole/billing-contract";
import { prettyFactory } from "pino-pretty";

/** Returns a function that formats one line of the server's log for a terminal. */
export function readableLog(colorize: boolean): (line: string) => string {
  const pretty = prettyFactory({ colorize, singleLine: true, translateTime: "SYS:HH:MM:ss.l" });
  return (line) => {
    const fields = parseFields(line);
    // Escaped, so that no text in the log controls the terminal. A stack keeps its lines.
    if (fields === undefined) return `${escapeLines(line)}\n`;
    return pretty(escapeStrings(fields, escapeLines));
  };
}

/** `undefined` for a line that is not JSON, such as Node's output in a crash. */
export function parseFields(line: string): object | undefined {
  try {
    const fields: unknown = JSON.parse(line);
    return typeof fields === "object" && fields !== null ? fields : undefined;
  } catch {
    return undefined;
  }
}
