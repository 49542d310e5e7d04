import type { Sandbox } from "@onekonsole/billing-sandbox";
import pg from "pg";
import { request } from "undici";
import { createOrder } from "./create.ts";
import type { BenchEnvironment } from "./environment.ts";
import { inParallel, quantile } from "./rounds.ts";

const samples = 300;
// A fresh server compiles its hot paths first.
const warmUp = 50;
const waitingOrders = 10_000;

/**
 * From the start of the transaction that wrote the approval to the capture's arrival at PayPal, idle
 * and with many orders waiting. Both clocks are this machine's.
 */
export async function benchApproval({
  billing,
  sandbox,
  database,
}: BenchEnvironment): Promise<void> {
  const books = new pg.Client({ connectionString: database.url });
  await books.connect();
  const measure = () => captureDelays({ port: billing.port, sandbox, books });
  const idle = await measure();
  await inParallel(waitingOrders, 32, async () => void (await createOrder(billing.port)));
  const busy = await measure();
  await books.end();
  console.log("\nApproval → capture start, ms, one at a time");
  console.table({ idle: row(idle), [`${waitingOrders} orders waiting`]: row(busy) });
}

const row = (delays: readonly number[]) => ({
  p50: Number(quantile(delays, 0.5).toFixed(1)),
  p99: Number(quantile(delays, 0.99).toFixed(1)),
  orders: delays.length,
});

interface Measured {
  readonly port: number;
  readonly sandbox: Sandbox;
  readonly books: pg.Client;
}

async function captureDelays({ port, sandbox, books }: Measured): Promise<number[]> {
  const delays: number[] = [];
  for (let sample = -warmUp; sample < samples; sample += 1) {
    const orderId = await createOrder(port);
    sandbox.paypal.approve(orderId);
    const captured = arrivalOf(sandbox.paypal, `/v2/checkout/orders/${orderId}/capture`);
    const { body } = await request(`http://127.0.0.1:${port}/order/approve`, {
      method: "POST",
      body: JSON.stringify({ order_id: orderId }),
    });
    await body.dump();
    const arrived = await captured;
    const delay = arrived - (await approvedAt(books, orderId));
    if (sample >= 0) delays.push(delay);
  }
  return delays;
}

/** When the approval's transaction began, in milliseconds since the epoch. */
async function approvedAt(books: pg.Client, orderId: string): Promise<number> {
  const { rows } = await books.query<{ ms: number }>(
    `select (extract(epoch from e.at) * 1000)::float8 as ms from order_events e
       join orders o on o.id = e.order_id
      where o.paypal_order_id = $1 and e.event = 'payer_approved'`,
    [orderId],
  );
  return rows[0]?.ms ?? Number.NaN;
}

const longestWaitMs = 30_000;

/**
 * When a request to that path arrives, in milliseconds since the epoch; looked for on every turn.
 * Rejects when none comes.
 */
async function arrivalOf({ requests }: Sandbox["paypal"], path: string): Promise<number> {
  let from = requests.length;
  const deadline = performance.now() + longestWaitMs;
  while (performance.now() < deadline) {
    if (requests.slice(from).some((received) => received.path === path))
      return performance.timeOrigin + performance.now();
    from = requests.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`Nothing came to ${path}.`);
}
