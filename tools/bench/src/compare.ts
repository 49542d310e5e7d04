import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import { type Round, type Score, toScore } from "./scores.ts";

/** A process under measurement. */
export interface Candidate {
  readonly name: string;
  readonly process: Pick<MeasuredProcess, "cpuMicros">;
  /** Performs that many operations, up to `atOnce` at once. */
  readonly run: (operations: number, atOnce: number) => Promise<void>;
}

export interface CompareOptions {
  readonly rounds: number;
  readonly operations: number;
  readonly atOnce: number;
}

/**
 * Measures the candidates in turn in each round, so that other load on the machine affects all of
 * them equally. The first round is a warm-up and is not counted.
 */
export async function compare(
  candidates: readonly Candidate[],
  options: CompareOptions,
): Promise<Score[]> {
  const measured = candidates.map((candidate) => ({ candidate, rounds: [] as Round[] }));
  for (let round = 0; round <= options.rounds; round += 1)
    for (const { candidate, rounds } of measured) {
      const result = await measureRound(candidate, options);
      if (round > 0) rounds.push(result);
    }
  return measured.map(({ candidate, rounds }) =>
    toScore(candidate.name, rounds, options.operations),
  );
}

async function measureRound(
  { process, run }: Candidate,
  { operations, atOnce }: CompareOptions,
): Promise<Round> {
  const cpu = process.cpuMicros();
  const startedAt = performance.now();
  await run(operations, atOnce);
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, cpuMicros: process.cpuMicros() - cpu };
}
