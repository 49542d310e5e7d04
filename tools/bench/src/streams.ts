import { setTimeout as sleep } from "node:timers/promises";
import { inspectHeap } from "@onekonsole/billing-testkit/process/heap";
import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import pg from "pg";
import type { Size } from "./bench.ts";
import { createOrder } from "./create-order.ts";
import type { BenchEnvironment } from "./environment.ts";
import { inParallel } from "./in-parallel.ts";
import { quantile } from "./report/quantile.ts";
import { type Row, toRow } from "./report/row.ts";
import { measureBurst, measureDelays } from "./wake-streams.ts";
import { openWatchers } from "./watchers.ts";

const sizes = {
  quick: { streams: 1_000, idleMs: 20_000, transitions: 100, atOnce: 500 },
  full: { streams: 10_000, idleMs: 60_000, transitions: 300, atOnce: 5_000 },
};
// Compile the code of a stream.
const warmUpStreams = 200;
// The timers of finished requests stay in memory until their deadline.
const longestDeadlineMs = 8_000;

/** Measures open streams of `order.watch`: idle, woken one at a time, and many at once. */
export async function benchStreams(
  { startBilling, startBaseline, createDatabase }: BenchEnvironment,
  size: Size,
): Promise<readonly Row[]> {
  const { streams, idleMs, transitions, atOnce } = sizes[size];
  const databaseUrl = await createDatabase("streams");
  const server = await startBilling({ databaseUrl, nodeOptions: ["--inspect=127.0.0.1:0"] });
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const orderIds: string[] = [];
  await inParallel(streams, 32, async () => void orderIds.push(await createOrder(server.port)));
  {
    using _ = await openWatchers(server.port, orderIds.slice(0, warmUpStreams));
  }

  const bare = await measureBare(startBaseline, orderIds);
  const heap = await inspectHeap(await server.inspector);
  const without = await measureIdle({ server, database, idleMs: idleMs / 3 });
  const heapBefore = await heap.usedBytes();
  const bytesBefore = server.residentBytes();
  using watchers = await openWatchers(server.port, orderIds);
  await sleep(longestDeadlineMs);
  const heapBytes = ((await heap.usedBytes()) - heapBefore) / streams;
  const bytes = (server.residentBytes() - bytesBefore) / streams;
  heap.close();
  const idle = await measureIdle({ server, database, idleMs });

  const wakeUps = { database, watchers };
  const delays = await measureDelays(wakeUps, orderIds.slice(0, transitions));
  const burst = await measureBurst(wakeUps, orderIds.slice(-atOnce));
  await server.stop();
  await database.end();
  const of = (limit: number) => ({ of: "value", limit }) as const;
  return [
    toRow({
      name: "memory per open stream",
      unit: "kB",
      rounds: [bytes / 1_000],
      baseline: { name: "a bare Node stream", rounds: [bare / 1_000] },
      target: of(20),
    }),
    toRow({ name: "heap per open stream", unit: "kB", rounds: [heapBytes / 1_000] }),
    toRow({
      name: `${streams} idle streams`,
      unit: "% of a core",
      rounds: [idle.corePercent],
      target: of(10),
    }),
    toRow({
      name: `statements with ${streams} idle streams`,
      unit: "per minute",
      rounds: [idle.statements],
      baseline: { name: "without streams", rounds: [without.statements] },
    }),
    toRow({
      name: "commit → event, p50",
      unit: "ms",
      rounds: [quantile(delays, 0.5)],
      target: of(10),
    }),
    toRow({ name: "commit → event, p99", unit: "ms", rounds: [quantile(delays, 0.99)] }),
    toRow({ name: `${atOnce} woken at once, all have it`, unit: "ms", rounds: [burst.ms] }),
    toRow({
      name: `${atOnce} woken at once, lost`,
      unit: "streams",
      rounds: [burst.lost],
      target: of(0),
    }),
  ];
}

/** Resident bytes for each stream of a server that does nothing but hold them. */
async function measureBare(
  startBaseline: BenchEnvironment["startBaseline"],
  orderIds: readonly string[],
): Promise<number> {
  const bare = await startBaseline("bare-streams");
  {
    using _ = await openWatchers(bare.port, orderIds.slice(0, warmUpStreams));
  }
  const before = bare.residentBytes();
  using _ = await openWatchers(bare.port, orderIds);
  const bytes = (bare.residentBytes() - before) / orderIds.length;
  await bare.stop();
  return bytes;
}

interface IdleOptions {
  readonly server: MeasuredProcess;
  readonly database: pg.Client;
  readonly idleMs: number;
}

/** CPU time of the server, and transactions in the database, each of which is one statement. */
async function measureIdle({ server, database, idleMs }: IdleOptions) {
  const before = { cpu: server.cpuMicros(), statements: await countStatements(database) };
  const startedAt = performance.now();
  await sleep(idleMs);
  const ms = performance.now() - startedAt;
  const cpu = server.cpuMicros() - before.cpu;
  const statements = (await countStatements(database)) - before.statements;
  return { corePercent: cpu / ms / 10, statements: (statements / ms) * 60_000 };
}

async function countStatements(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `select (xact_commit + xact_rollback)::float8 as count from pg_stat_database
      where datname = current_database()`,
  );
  return rows[0]?.count ?? Number.NaN;
}
