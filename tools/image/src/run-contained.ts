import { once } from "node:events";
import { text } from "node:stream/consumers";
import { type Contained, startContained } from "./jail.ts";

/** How a program ended, and what it printed. */
export interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
  readonly complaints: string;
}

/** Runs a program as a container would, to its end. */
export async function runContained(contained: Contained): Promise<Ended> {
  const child = startContained(contained);
  const printed = (stream: typeof child.stdout) => (stream ? text(stream) : "");
  const [[exitCode], output, complaints] = await Promise.all([
    once(child, "exit") as Promise<[number | null]>,
    printed(child.stdout),
    printed(child.stderr),
  ]);
  return { exitCode, output, complaints };
}
