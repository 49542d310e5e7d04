import fc from "fast-check";
import { exchange } from "./exchange.ts";
import { type FuzzEnvironment, startFuzzEnvironment } from "./fuzz-environment.ts";
import { bytesOf, type FuzzRequest } from "./fuzz-request.ts";
import { faultOf } from "./judge.ts";
import type { FuzzOptions } from "./options.ts";
import { requests } from "./requests.ts";

/** A part of the inputs, and what the server's heap kept after it. */
export interface Part {
  readonly name: "warm-up" | "first third" | "second third" | "last third";
  readonly inputs: number;
  readonly heapBytes: number;
  /** How often each status was answered; `none` where the connection was closed without a word. */
  readonly statuses: ReadonlyMap<string, number>;
}

export interface FuzzReport {
  readonly parts: readonly Part[];
  /** The smallest request that was answered as it must not be, and how; `null` when there is none. */
  readonly failure: string | null;
  /** What the server logged at level error or above. */
  readonly errorLines: readonly string[];
}

// Each draws, sends and judges one after the other; together they keep the server busy.
const lanes = 12;

/** Sends generated requests to a server of its own, judges every answer, and stops at the first fault. */
export async function runFuzz(
  { inputs, seed, built }: FuzzOptions,
  databaseUrl: string,
): Promise<FuzzReport> {
  const errorLines: string[] = [];
  const onLogLine = (line: string) => {
    if (/"level":[56]0/.test(line)) errorLines.push(line);
  };
  await using world = await startFuzzEnvironment({ built, databaseUrl, onLogLine });
  const parts: Part[] = [];
  let failure: string | null = null;
  for (const [index, { name, share }] of partition.entries()) {
    const draw = { seed: seed + index * lanes, numRuns: Math.ceil((inputs * share) / lanes) };
    const statuses = new Map<string, number>();
    failure = await runLanes(world, draw, statuses);
    if (failure !== null) break;
    const heapBytes = await world.heap.usedBytes();
    parts.push({ name, inputs: draw.numRuns * lanes, heapBytes, statuses });
  }
  return { parts, failure, errorLines };
}

// The warm-up fills pools and caches and compiles what is hot.
const partition: readonly { name: Part["name"]; share: number }[] = [
  { name: "warm-up", share: 0.1 },
  { name: "first third", share: 0.3 },
  { name: "second third", share: 0.3 },
  { name: "last third", share: 0.3 },
];

interface Draw {
  readonly seed: number;
  readonly numRuns: number;
}

async function runLanes(
  world: FuzzEnvironment,
  { seed, numRuns }: Draw,
  statuses: Map<string, number>,
): Promise<string | null> {
  const property = fc.asyncProperty(requests(world.material), async (request) => {
    const status = await tryRequest(world, request);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  });
  const runs = await Promise.all(
    Array.from({ length: lanes }, (_, lane) => fc.check(property, { numRuns, seed: seed + lane })),
  );
  const failed = runs.find((run) => run.failed);
  return failed ? (fc.defaultReportMessage(failed) ?? "It failed.") : null;
}

/** The status of the answer; rejects for one that must not be given. */
async function tryRequest(world: FuzzEnvironment, request: FuzzRequest): Promise<string> {
  const bytes = bytesOf(request, world.tokenOf(request.bearer));
  const answer = await exchange(world.port, bytes, request.door === "noise");
  const fault = faultOf(request, answer);
  if (fault) throw new Error(`${fault}: ${answer?.body.slice(0, 500)}`);
  return String(answer?.status ?? "none");
}
