import type { Sandbox } from "@onekonsole/billing-sandbox";
import pg from "pg";
import { request } from "undici";
import { createOrder } from "./create-order.ts";
import type { BenchEnvironment } from "./environment.ts";
import { inParallel } from "./in-parallel.ts";
import { quantile } from "./scores.ts";

const samples = 300;
// A new server compiles its hot code first.
const warmUp = 50;
const waitingOrders = 10_000;

/**
 * Measures the time from the start of the transaction that stored the approval to the arrival of the
 * capture request at PayPal: first idle, then with many orders waiting. Both times are this machine's.
 */
export async function benchApproval(environment: BenchEnvironment): Promise<void> {
  const { billing, sandbox, database: server } = environment;
  const database = new pg.Client({ connectionString: server.url });
  await database.connect();
  const measure = () => measureDelays({ port: billing.port, sandbox, database });
  const idle = await measure();
  await inParallel(waitingOrders, 32, async () => void (await createOrder(billing.port)));
  const busy = await measure();
  await database.end();
  console.log("\nApproval → capture start, ms, one at a time");
  console.table({ idle: delayRow(idle), [`${waitingOrders} orders waiting`]: delayRow(busy) });
}

const delayRow = (delays: readonly number[]) => ({
  p50: Number(quantile(delays, 0.5).toFixed(1)),
  p99: Number(quantile(delays, 0.99).toFixed(1)),
  orders: delays.length,
});

interface DelayOptions {
  readonly port: number;
  readonly sandbox: Sandbox;
  readonly database: pg.Client;
}

async function measureDelays({ port, sandbox, database }: DelayOptions): Promise<number[]> {
  const delays: number[] = [];
  for (let sample = -warmUp; sample < samples; sample += 1) {
    const orderId = await createOrder(port);
    sandbox.paypal.approve(orderId);
    const captured = waitForRequest(sandbox.paypal, `/v2/checkout/orders/${orderId}/capture`);
    const { body } = await request(`http://127.0.0.1:${port}/order/approve`, {
      method: "POST",
      body: JSON.stringify({ order_id: orderId }),
    });
    await body.dump();
    const arrivedAt = await captured;
    const delay = arrivedAt - (await readApprovalTime(database, orderId));
    if (sample >= 0) delays.push(delay);
  }
  return delays;
}

/** The start of the approval's transaction, in milliseconds since the epoch. */
async function readApprovalTime(database: pg.Client, orderId: string): Promise<number> {
  const { rows } = await database.query<{ ms: number }>(
    `select (extract(epoch from e.at) * 1000)::float8 as ms from order_events e
       join orders o on o.id = e.order_id
      where o.paypal_order_id = $1 and e.event = 'payer_approved'`,
    [orderId],
  );
  return rows[0]?.ms ?? Number.NaN;
}

const timeoutMs = 30_000;

/**
 * Resolves with the arrival of a request to that path, in milliseconds since the epoch, checked on
 * every turn of the event loop. Rejects after 30 seconds.
 */
async function waitForRequest({ requests }: Sandbox["paypal"], path: string): Promise<number> {
  let from = requests.length;
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    if (requests.slice(from).some((received) => received.path === path))
      return performance.timeOrigin + performance.now();
    from = requests.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`No request arrived at ${path}.`);
}
