import { run } from "../run.ts";

/** What a command printed, and its exit code. */
export interface CommandResult {
  readonly exitCode: number;
  /** Standard output. */
  readonly printed: string;
  /** Standard error, without the prompts. */
  readonly noted: string;
  readonly prompts: readonly string[];
}

interface CommandInput {
  readonly environment?: Readonly<Record<string, string>>;
  /** The answer to every prompt; without it the input is not a terminal. */
  readonly answer?: string;
}

/** Runs a command in this process, on a terminal that records its output. */
export async function runInProcess(
  args: readonly string[],
  { environment = {}, answer }: CommandInput = {},
): Promise<CommandResult> {
  const printed: string[] = [];
  const noted: string[] = [];
  const prompts: string[] = [];
  const exitCode = await run(args, {
    environment,
    terminal: {
      print: (text) => void printed.push(text),
      note: (text) => void noted.push(text),
      isInteractive: answer !== undefined,
      prompt: async (question) => {
        prompts.push(question);
        return answer ?? "";
      },
    },
  });
  return { exitCode, printed: printed.join("\n"), noted: noted.join("\n"), prompts };
}
