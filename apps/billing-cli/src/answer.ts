import { escapeStrings } from "@onekonsole/billing-contract/browser";
import type { Terminal } from "./terminal.ts";

/** Prints what the service answered: as JSON, or as `text` has it for people. */
export function printAnswer<T>(
  terminal: Terminal,
  answer: T,
  { json, text }: { readonly json: boolean; readonly text: (answer: T) => string },
): void {
  terminal.print(json ? JSON.stringify(answer, null, 2) : text(escapeStrings(answer)));
}
