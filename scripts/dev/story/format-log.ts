import { parseFields, readableLog } from "../readable-log.ts";
import { formatLine } from "./format-line.ts";
import type { FindOrder } from "./order-facts.ts";
import { type LogFields, summarizeLog } from "./summarize-log.ts";

interface LogFormat {
  /** Every line whole. */
  readonly verbose: boolean;
  readonly colorize: boolean;
  readonly find: FindOrder;
}

/** Returns a function from a line of the server's log to what is printed of it, which may be nothing. */
export function logFormatter({ verbose, colorize, find }: LogFormat): (line: string) => string {
  const whole = readableLog(colorize);
  return (line) => {
    const fields: LogFields | undefined = verbose ? undefined : parseFields(line);
    const text = fields && summarizeLog(fields, find);
    if (text === undefined) return whole(line);
    return text === "" ? "" : formatLine(fields?.time ?? Date.now(), text, colorize);
  };
}
