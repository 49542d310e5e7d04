/** Something whose CPU time so far can be read, in microseconds. */
export interface CpuMeter {
  cpuMicros(): number;
}

/** A process under measurement. */
export interface Candidate {
  readonly name: string;
  readonly process: CpuMeter;
  /** Performs that many operations, up to `atOnce` at once. */
  readonly run: (operations: number, atOnce: number) => Promise<void>;
}

export interface CompareOptions {
  readonly rounds: number;
  readonly operations: number;
  readonly atOnce: number;
  /** The database that all candidates use. */
  readonly database?: CpuMeter;
}

/** What the rounds of one candidate have in common with those of the others: their order. */
export interface Rounds {
  readonly name: string;
  /** Operations per second. */
  readonly perSecond: readonly number[];
  /** CPU time of the candidate per operation, in microseconds. */
  readonly cpuMicros: readonly number[];
  /** CPU time of the database per operation, in microseconds; zeros without one. */
  readonly databaseMicros: readonly number[];
}

/**
 * Measures the candidates in turn in each round, so that other load on the machine affects all of
 * them equally. The first round is a warm-up and is not counted. The result has the candidates' order.
 */
export async function compare<const Candidates extends readonly Candidate[]>(
  candidates: Candidates,
  options: CompareOptions,
): Promise<{ readonly [Index in keyof Candidates]: Rounds }> {
  const measured = candidates.map((candidate) => ({ candidate, rounds: [] as Round[] }));
  for (let round = 0; round <= options.rounds; round += 1)
    for (const { candidate, rounds } of measured) {
      const result = await measureRound(candidate, options);
      if (round > 0) rounds.push(result);
    }
  return measured.map(({ candidate, rounds }) => ({
    name: candidate.name,
    perSecond: rounds.map(({ perSecond }) => perSecond),
    cpuMicros: rounds.map(({ cpuMicros }) => cpuMicros),
    databaseMicros: rounds.map(({ databaseMicros }) => databaseMicros),
  })) as unknown as { readonly [Index in keyof Candidates]: Rounds };
}

interface Round {
  readonly perSecond: number;
  readonly cpuMicros: number;
  readonly databaseMicros: number;
}

async function measureRound(
  { process, run }: Candidate,
  { operations, atOnce, database }: CompareOptions,
): Promise<Round> {
  const [cpu, databaseCpu] = [process.cpuMicros(), database?.cpuMicros() ?? 0];
  const startedAt = performance.now();
  await run(operations, atOnce);
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    perSecond: operations / seconds,
    cpuMicros: (process.cpuMicros() - cpu) / operations,
    databaseMicros: ((database?.cpuMicros() ?? 0) - databaseCpu) / operations,
  };
}
