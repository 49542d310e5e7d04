import { styleText } from "node:util";
import { escapeLines } from "@onekonsole/billing-contract";

/** A line of the story with the local time, escaped so that no text in it controls the terminal. */
export function formatLine(time: number, text: string, colorize: boolean): string {
  const clock = new Date(time).toLocaleTimeString("en-GB");
  const escaped = escapeLines(text.replaceAll("\n", " "));
  return `${colorize ? styleText("dim", clock, { validateStream: false }) : clock}  ${escaped}\n`;
}
