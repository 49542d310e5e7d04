import { once } from "node:events";
import { text } from "node:stream/consumers";
import { type ContainedProgram, startContainedProgram } from "./contained-process.ts";

/** The exit code of a program and its output. */
export interface ProgramResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program as a container would; resolves after its exit. */
export async function runContainedProgram(program: ContainedProgram): Promise<ProgramResult> {
  const child = startContainedProgram(program);
  const read = (stream: typeof child.stdout) => (stream ? text(stream) : "");
  const [[exitCode], stdout, stderr] = await Promise.all([
    once(child, "exit") as Promise<[number | null]>,
    read(child.stdout),
    read(child.stderr),
  ]);
  return { exitCode, stdout, stderr };
}
