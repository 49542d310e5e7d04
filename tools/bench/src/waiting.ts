import { setTimeout as sleep } from "node:timers/promises";
import { inspectHeap } from "@onekonsole/billing-testkit/process/heap";
import { createOrder } from "./create.ts";
import type { BenchEnvironment } from "./environment.ts";
import { inParallel } from "./rounds.ts";

const waitingOrders = 10_000;
// Deadlines of finished calls live until they would have struck.
const longestDeadlineMs = 8_000;
const starts = 3;

/**
 * What orders that wait for their payers cost a server: nothing while they wait, for they are rows,
 * and nothing when it starts again.
 */
export async function benchWaiting({ startBilling }: BenchEnvironment): Promise<void> {
  const empty = await measureStart(startBilling);
  const server = await startBilling(["--inspect=127.0.0.1:0"]);
  const heap = await inspectHeap(await server.inspector);
  // The first creates fill pools, prepared statements and compiled code.
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
  console.log(`before ${mib(before)} MiB, after ${mib(after)} MiB: ${each} bytes an order`);
  console.log(
    `\nA start, the median of ${starts}: before any of these orders, and with them waiting`,
  );
  console.table({ before: empty, waiting: await measureStart(startBilling) });
}

/** How long until it listens, and what it holds then, collected. */
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
    runs.map((run) => run[key]).toSorted((one, other) => one - other)[Math.floor(starts / 2)] ?? 0;
  return {
    "ready, s": Number((median("ready") / 1000).toFixed(2)),
    "heap, MiB": mib(median("heap")),
    "resident, MiB": mib(median("resident")),
  };
}

const createMany = (port: number, orders: number) =>
  inParallel(orders, 32, async () => void (await createOrder(port)));

const mib = (bytes: number) => Number((bytes / 1024 / 1024).toFixed(1));
