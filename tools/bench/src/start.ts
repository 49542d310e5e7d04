import { setTimeout as sleep } from "node:timers/promises";
import type { Bench } from "./bench.ts";
import { insertWaitingOrders } from "./database/insert-waiting-orders.ts";
import { postgresCpu } from "./database/postgres-cpu.ts";
import type { BenchEnvironment } from "./environment.ts";
import { toRow } from "./report/row.ts";

const sizes = {
  quick: { rounds: 2, waiting: 10_000, idleMs: 4_000 },
  full: { rounds: 3, waiting: 1_000_000, idleMs: 5_000 },
};

/** The start of a server, its idle memory and CPU, beside the same with many orders in the database. */
export const benchStart: Bench = async (environment, size) => {
  const { rounds, waiting, idleMs } = sizes[size];
  const empty = await environment.createDatabase("bench_empty");
  const full = await environment.createDatabase("bench_full");
  // The first start migrates.
  for (const databaseUrl of [empty, full]) await measureStart(environment, databaseUrl);
  await insertWaitingOrders(full, waiting);
  const without: Start[] = [];
  const withOrders: Start[] = [];
  for (let round = 0; round < rounds; round += 1) {
    without.push(await measureStart(environment, empty, idleMs));
    withOrders.push(await measureStart(environment, full, idleMs));
  }
  const seconds = (starts: readonly Start[]) => starts.map((start) => start.seconds);
  const idle = (starts: readonly Start[]) => starts.map((start) => start.idlePercent);
  const memory = (starts: readonly Start[]) => starts.map((start) => start.residentMiB);
  const title = `with ${waiting.toLocaleString("en-US")} orders waiting`;
  return [
    toRow({ name: "cold start", unit: "s", rounds: seconds(without) }),
    toRow({
      name: `cold start ${title}`,
      unit: "s",
      rounds: seconds(withOrders),
      baseline: { name: "without orders", rounds: seconds(without) },
      target: { of: "ratio", limit: 1.5 },
    }),
    toRow({ name: "memory idle", unit: "MiB", rounds: memory(without) }),
    toRow({
      name: `memory idle ${title}`,
      unit: "MiB",
      rounds: memory(withOrders),
      baseline: { name: "without orders", rounds: memory(without) },
    }),
    toRow({
      name: `CPU idle of Node and PostgreSQL ${title}`,
      unit: "% of a core",
      rounds: idle(withOrders),
      baseline: { name: "without orders", rounds: idle(without) },
    }),
  ];
};

interface Start {
  /** Until the server listens. */
  readonly seconds: number;
  readonly residentMiB: number;
  /** CPU time of the server and of PostgreSQL after the start. */
  readonly idlePercent: number;
}

// What a start does once: connections, the first reads of each schedule.
const settleMs = 2_000;

async function measureStart(
  { startBilling, databaseFolder }: BenchEnvironment,
  databaseUrl: string,
  idleMs = 0,
): Promise<Start> {
  const server = await startBilling({ databaseUrl });
  await sleep(settleMs);
  const database = postgresCpu(databaseFolder);
  const cpuMicros = () => server.cpuMicros() + database.cpuMicros();
  const before = cpuMicros();
  await sleep(idleMs);
  const start = {
    seconds: server.readyMs / 1000,
    residentMiB: server.residentBytes() / 1024 / 1024,
    idlePercent: (cpuMicros() - before) / idleMs / 10,
  };
  await server.stop();
  return start;
}
