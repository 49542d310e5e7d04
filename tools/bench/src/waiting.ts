import { setTimeout as sleep } from "node:timers/promises";
import { inspectHeap } from "@onekonsole/billing-testkit/process/heap";
import { createOrder } from "./create-order.ts";
import type { BenchEnvironment } from "./environment.ts";
import { inParallel } from "./in-parallel.ts";
import { quantile } from "./scores.ts";

const waitingOrders = 10_000;
// The timers of finished requests stay in memory until their deadline.
const longestDeadlineMs = 8_000;
const starts = 3;

/** Measures the heap and the start of a server with many orders that wait for their payers. */
export async function benchWaiting({ startBilling }: BenchEnvironment): Promise<void> {
  const withoutOrders = await measureStart(startBilling);
  await measureHeap(startBilling);
  console.log(`\nStart, median of ${starts}: without waiting orders, and with them`);
  console.table({ without: withoutOrders, with: await measureStart(startBilling) });
}

async function measureHeap(startBilling: BenchEnvironment["startBilling"]): Promise<void> {
  const server = await startBilling(["--inspect=127.0.0.1:0"]);
  const heap = await inspectHeap(await server.inspector);
  // The first creates fill pools and prepared statements, and compile the code.
  await createMany(server.port, 5_000);
  await sleep(longestDeadlineMs);
  const before = await heap.usedBytes();
  await createMany(server.port, waitingOrders);
  await sleep(longestDeadlineMs);
  const after = await heap.usedBytes();
  heap.close();
  await server.stop();
  console.log(`\nHeap after collection with ${waitingOrders} more orders waiting`);
  const each = Math.round((after - before) / waitingOrders);
  console.log(`before ${mib(before)} MiB, after ${mib(after)} MiB: ${each} bytes per order`);
}

/** The time until the server listens, and its memory after a collection at that time. */
async function measureStart(startBilling: BenchEnvironment["startBilling"]) {
  const runs: { ready: number; heap: number; resident: number }[] = [];
  for (let start = 0; start < starts; start += 1) {
    const server = await startBilling(["--inspect=127.0.0.1:0"]);
    const heap = await inspectHeap(await server.inspector);
    const used = await heap.usedBytes();
    runs.push({ ready: server.readyMs, heap: used, resident: server.residentBytes() });
    heap.close();
    await server.stop();
  }
  const median = (key: keyof (typeof runs)[number]) =>
    quantile(
      runs.map((run) => run[key]),
      0.5,
    );
  return {
    "ready, s": Number((median("ready") / 1000).toFixed(2)),
    "heap, MiB": mib(median("heap")),
    "resident, MiB": mib(median("resident")),
  };
}

const createMany = (port: number, orders: number) =>
  inParallel(orders, 32, async () => void (await createOrder(port)));

const mib = (bytes: number) => Number((bytes / 1024 / 1024).toFixed(1));
