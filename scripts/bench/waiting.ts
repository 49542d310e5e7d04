import { setTimeout as sleep } from "node:timers/promises";
import { createOrder } from "./create.ts";
import { inspectHeap } from "./heap.ts";
import { inParallel } from "./rounds.ts";
import type { BenchSurroundings } from "./surroundings.ts";

const waitingOrders = 10_000;
// Deadlines of finished calls live until they would have struck.
const longestDeadlineMs = 8_000;

/** What the server's heap keeps of orders that wait for their payers: nothing, they are rows. */
export async function benchWaiting({ startBilling }: BenchSurroundings): Promise<void> {
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
  console.log(`\nHeap after collection with ${waitingOrders} more orders waiting`);
  const each = Math.round((after - before) / waitingOrders);
  console.log(`before ${mib(before)} MiB, after ${mib(after)} MiB: ${each} bytes an order`);
}

const createMany = (port: number, orders: number) =>
  inParallel(orders, 32, async () => void (await createOrder(port)));

const mib = (bytes: number) => Number((bytes / 1024 / 1024).toFixed(1));
