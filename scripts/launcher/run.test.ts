import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { describeProcess } from "./describe-process.mjs";

const supervisorUrl = new URL("supervisor.mjs", import.meta.url).href;

interface ShellOptions {
  /** The input of the supervising process. */
  readonly typed?: string;
  readonly input?: "inherit" | "ignore";
}

/** Supervises `sh -c script` from a separate process, because signals and exit codes are per process. */
async function runShell(
  script: string,
  { typed = "", input = "ignore" }: ShellOptions = {},
): Promise<{ exitCode: number; output: string }> {
  const source = `
    const { createSupervisor } = await import(process.argv[1]);
    const options = { cwd: process.cwd(), input: "${input}", output: "collect" };
    const finished = await createSupervisor().run("sh", ["-c", process.argv[2]], options);
    process.stdout.write(JSON.stringify(finished), () => process.exit(0));`;
  const args = ["--input-type=module", "-e", source, supervisorUrl, script];
  const running = promisify(execFile)(process.execPath, args, { cwd: tmpdir() });
  running.child.stdin?.end(typed);
  const { stdout } = await running;
  return JSON.parse(stdout) as { exitCode: number; output: string };
}

test("returns the exit code and all output", async () => {
  expect(await runShell("echo out; echo err >&2; exit 7")).toEqual({
    exitCode: 7,
    output: expect.stringMatching(/^(out\nerr|err\nout)\n$/),
  });
});

test("returns 128 plus the signal's number for a program that a signal ended", async () => {
  expect(await runShell("kill -SEGV $$")).toMatchObject({ exitCode: 139 });
});

test("ends the background processes of a program", async () => {
  const { output } = await runShell("sleep 300 & echo $!");
  // It no longer exists, or it has exited and is not reaped yet.
  expect(describeProcess(Number(output))?.dead ?? true).toBe(true);
});

test("passes the input on only to an interactive program", async () => {
  const typed = "yes\n";
  expect(await runShell("cat", { typed, input: "inherit" })).toEqual({
    exitCode: 0,
    output: typed,
  });
  expect(await runShell("cat", { typed })).toEqual({ exitCode: 0, output: "" });
});
