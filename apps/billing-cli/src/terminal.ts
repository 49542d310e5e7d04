import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { escapeLines } from "@onekonsole/billing-contract";

/** Where a command prints its output and prompts for confirmation. */
export interface Terminal {
  /** Prints a result to standard output. */
  print(text: string): void;
  /** Prints any other message to standard error. */
  note(text: string): void;
  /** Whether a person can answer a prompt. */
  readonly isInteractive: boolean;
  /** Resolves with the line typed, trimmed; "" at the end of the input. */
  prompt(question: string): Promise<string>;
}

export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/**
 * A terminal on a process's streams; it reads the input only during a prompt. All output of the command
 * line passes through it, texts from the service, the issuer and customers included, and control
 * characters are escaped.
 */
export function openTerminal({ stdin, stdout, stderr }: Streams): Terminal {
  return {
    print: (text) => void stdout.write(`${escapeLines(text)}\n`),
    note: (text) => void stderr.write(`${escapeLines(text)}\n`),
    isInteractive: stdin.isTTY === true,
    prompt: async (question) => {
      // Not in raw mode, so that Ctrl-C still sends SIGINT.
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
