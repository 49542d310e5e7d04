import { setTimeout as sleep } from "node:timers/promises";
import type { Bench } from "./bench.ts";
import { insertWaitingOrders } from "./database/insert-waiting-orders.ts";
import type { BenchEnvironment } from "./environment.ts";
import { toRow } from "./report/row.ts";

const sizes = {
  quick: { rounds: 2, waiting: 10_000, idleMs: 1_000 },
  full: { rounds: 5, waiting: 1_000_000, idleMs: 3_000 },
};

/** The start of a server and its idle memory, beside a start with many orders in the database. */
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
  ];
};

interface Start {
  /** Until the server listens. */
  readonly seconds: number;
  readonly residentMiB: number;
}

async function measureStart(
  { startBilling }: BenchEnvironment,
  databaseUrl: string,
  idleMs = 0,
): Promise<Start> {
  const server = await startBilling({ databaseUrl });
  await sleep(idleMs);
  const start = {
    seconds: server.readyMs / 1000,
    residentMiB: server.residentBytes() / 1024 / 1024,
  };
  await server.stop();
  return start;
}
