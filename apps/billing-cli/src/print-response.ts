import { escapeStrings } from "@onekonsole/billing-contract";
import type { Terminal } from "./terminal.ts";

/** Prints the service's response: as JSON, or formatted by `text`. */
export function printResponse<T>(
  terminal: Terminal,
  response: T,
  { json, text }: { readonly json: boolean; readonly text: (response: T) => string },
): void {
  terminal.print(json ? JSON.stringify(response, null, 2) : text(escapeStrings(response)));
}
