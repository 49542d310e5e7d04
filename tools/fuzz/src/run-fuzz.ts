import fc from "fast-check";
import { exchange } from "./exchange.ts";
import { findFault } from "./find-fault.ts";
import { type FuzzEnvironment, startFuzzEnvironment } from "./fuzz-environment.ts";
import { type FuzzRequest, toBytes } from "./fuzz-request.ts";
import type { FuzzOptions } from "./options.ts";
import { requests } from "./requests.ts";

/** A part of the run, and the size of the server's heap after it. */
export interface Part {
  readonly name: "warm-up" | "first third" | "second third" | "last third";
  readonly inputs: number;
  readonly heapBytes: number;
  /** Responses by status; `none` counts connections that were closed without a response. */
  readonly statuses: ReadonlyMap<string, number>;
}

export interface FuzzReport {
  readonly parts: readonly Part[];
  /** The smallest request that led to a fault, with its response; `null` if there is none. */
  readonly failure: string | null;
  /** The server's log lines of level error or above. */
  readonly errorLines: readonly string[];
}

// Each of them sends one request at a time; together they keep the server busy.
const atOnce = 12;

/** Sends generated requests to a new server, checks every response, and stops at the first fault. */
export async function runFuzz(
  { inputs, seed, built }: FuzzOptions,
  databaseUrl: string,
): Promise<FuzzReport> {
  const errorLines: string[] = [];
  const onLogLine = (line: string) => {
    if (/"level":[56]0/.test(line)) errorLines.push(line);
  };
  await using environment = await startFuzzEnvironment({ built, databaseUrl, onLogLine });
  const parts: Part[] = [];
  let failure: string | null = null;
  for (const [index, { name, share }] of partition.entries()) {
    const draw = { seed: seed + index * atOnce, numRuns: Math.ceil((inputs * share) / atOnce) };
    const statuses = new Map<string, number>();
    failure = await checkInParallel(environment, draw, statuses);
    if (failure !== null) break;
    const heapBytes = await environment.heap.usedBytes();
    parts.push({ name, inputs: draw.numRuns * atOnce, heapBytes, statuses });
  }
  return { parts, failure, errorLines };
}

// The warm-up fills pools and caches, and the hot code is compiled during it.
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

async function checkInParallel(
  environment: FuzzEnvironment,
  { seed, numRuns }: Draw,
  statuses: Map<string, number>,
): Promise<string | null> {
  const property = fc.asyncProperty(requests(environment.seedData), async (request) => {
    const status = await checkRequest(environment, request);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  });
  const runs = await Promise.all(
    Array.from({ length: atOnce }, (_, index) =>
      fc.check(property, { numRuns, seed: seed + index }),
    ),
  );
  const failed = runs.find((run) => run.failed);
  return failed ? (fc.defaultReportMessage(failed) ?? "It failed.") : null;
}

/** Sends a request and resolves with the status of its response; rejects if the response has a fault. */
async function checkRequest(environment: FuzzEnvironment, request: FuzzRequest): Promise<string> {
  const bytes = toBytes(request, environment.token(request.bearer));
  const endsAfterSending = request.api === "raw";
  const response = await exchange({ port: environment.port, bytes, endsAfterSending });
  const fault = findFault(request, response, environment.seedData.foreignOrderIds);
  if (fault) throw new Error(`${fault}: ${response?.body.slice(0, 500)}`);
  return String(response?.status ?? "none");
}
