import { setTimeout as sleep } from "node:timers/promises";
import { inspectHeap } from "@onekonsole/billing-testkit/process/heap";
import type { Size } from "./bench.ts";
import { createOrder } from "./create-order.ts";
import type { BenchEnvironment } from "./environment.ts";
import { inParallel } from "./in-parallel.ts";
import { type Row, toRow } from "./report/row.ts";

const orders = { quick: 1_000, full: 10_000 };
// The timers of finished requests stay in memory until their deadline.
const longestDeadlineMs = 8_000;
const starts = 3;

/** Measures the heap and the start of a server with many orders that wait for their payers. */
export async function benchWaiting(
  { startBilling }: BenchEnvironment,
  size: Size,
): Promise<readonly Row[]> {
  const empty = await measureStarts(startBilling);
  const bytesPerOrder = await measureHeap(startBilling, orders[size]);
  const full = await measureStarts(startBilling);
  return [
    toRow({ name: "heap per waiting order", unit: "bytes", rounds: [bytesPerOrder] }),
    toRow({ name: "memory after start", unit: "MiB", rounds: empty.residentMiB }),
    toRow({
      name: `start with ${orders[size]} orders waiting`,
      unit: "s",
      rounds: full.seconds,
      baseline: { name: "without", rounds: empty.seconds },
      target: { of: "ratio", limit: 1.5 },
    }),
  ];
}

/** Bytes of heap per waiting order. */
async function measureHeap(
  startBilling: BenchEnvironment["startBilling"],
  waitingOrders: number,
): Promise<number> {
  const server = await startBilling({ nodeOptions: ["--inspect=127.0.0.1:0"] });
  const heap = await inspectHeap(await server.inspector);
  // The first creates fill pools and prepared statements, and compile the code.
  await createMany(server.port, waitingOrders / 2);
  await sleep(longestDeadlineMs);
  const before = await heap.usedBytes();
  await createMany(server.port, waitingOrders);
  await sleep(longestDeadlineMs);
  const after = await heap.usedBytes();
  heap.close();
  await server.stop();
  return (after - before) / waitingOrders;
}

/** The time until the server listens, and its memory at that time. */
async function measureStarts(startBilling: BenchEnvironment["startBilling"]) {
  const seconds: number[] = [];
  const residentMiB: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const server = await startBilling();
    seconds.push(server.readyMs / 1000);
    residentMiB.push(server.residentBytes() / 1024 / 1024);
    await server.stop();
  }
  return { seconds, residentMiB };
}

const createMany = (port: number, count: number) =>
  inParallel(count, 32, async () => void (await createOrder(port)));
