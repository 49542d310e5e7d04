import { run } from "../run.ts";

/** What somebody saw who typed a command. */
export interface Typed {
  readonly exitCode: number;
  readonly printed: string;
  readonly noted: string;
  /** What he was asked. */
  readonly asked: readonly string[];
}

interface Typing {
  readonly environment?: Readonly<Record<string, string>>;
  /** What he answers to each question; nobody is there without it. */
  readonly answer?: string;
}

/** Runs a command in this process, with a terminal of the test's own. */
export async function typed(args: readonly string[], typing: Typing = {}): Promise<Typed> {
  const { environment = {}, answer } = typing;
  const printed: string[] = [];
  const noted: string[] = [];
  const asked: string[] = [];
  const exitCode = await run(args, {
    environment,
    terminal: {
      print: (text) => void printed.push(text),
      note: (text) => void noted.push(text),
      canAsk: answer !== undefined,
      ask: async (question) => {
        asked.push(question);
        return answer ?? "";
      },
    },
  });
  return { exitCode, printed: printed.join("\n"), noted: noted.join("\n"), asked };
}
