import { escapeLines, escapeStrings } from "@onekonsole/billing-contract";
import { prettyFactory } from "pino-pretty";

/** Makes what turns a line of the server's log into lines for people, in colour or not. */
export function readableLog(colorize: boolean): (line: string) => string {
  const pretty = prettyFactory({ colorize, singleLine: true, translateTime: "SYS:HH:MM:ss.l" });
  return (line) => {
    const fields = fieldsOf(line);
    // Colours are ours alone: a foreign text must not steer the terminal. A stack keeps its lines.
    if (fields === undefined) return `${escapeLines(line)}\n`;
    return pretty(escapeStrings(fields, escapeLines));
  };
}

/** `undefined` for what is no line of a log, such as Node's own words on a crash. */
function fieldsOf(line: string): object | undefined {
  try {
    const fields: unknown = JSON.parse(line);
    return typeof fields === "object" && fields !== null ? fields : undefined;
  } catch {
    return undefined;
  }
}
