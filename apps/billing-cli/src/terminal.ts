import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { escapeLines } from "@onekonsole/billing-contract/browser";

/** Where a command prints and asks. */
export interface Terminal {
  /** The result, to standard output. */
  print(text: string): void;
  /** Whatever else there is to say, to standard error. */
  note(text: string): void;
  /** Whether somebody is there to answer. */
  readonly canAsk: boolean;
  /** The line that was typed; "" at the end of the input. */
  ask(question: string): Promise<string>;
}

export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/**
 * A terminal on a process's streams; it reads the input only while it asks. The one place where the command
 * line writes: texts of the service, the issuer and customers pass through it, and none reaches the screen
 * with a character that could steer it.
 */
export function openTerminal({ stdin, stdout, stderr }: Streams): Terminal {
  return {
    print: (text) => void stdout.write(`${escapeLines(text)}\n`),
    note: (text) => void stderr.write(`${escapeLines(text)}\n`),
    canAsk: stdin.isTTY === true,
    ask: async (question) => {
      // Not in raw mode: Ctrl-C stays the signal that it is everywhere else.
      const lines = createInterface({ input: stdin, output: stderr, terminal: false });
      const ended = once(lines, "close").then(() => "");
      try {
        return (await Promise.race([lines.question(escapeLines(question)), ended])).trim();
      } finally {
        lines.close();
      }
    },
  };
}
