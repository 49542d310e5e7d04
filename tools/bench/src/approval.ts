import type { Sandbox } from "@onekonsole/billing-sandbox";
import pg from "pg";
import { request } from "undici";
import type { Size } from "./bench.ts";
import { createOrder } from "./create-order.ts";
import type { BenchEnvironment } from "./environment.ts";
import { inParallel } from "./in-parallel.ts";
import { quantile } from "./report/quantile.ts";
import { type Row, toRow } from "./report/row.ts";

const sizes = {
  quick: { samples: 60, waitingOrders: 1_000 },
  full: { samples: 300, waitingOrders: 10_000 },
};
// A new server compiles its hot code first.
const warmUp = 50;

/**
 * Measures the time from the start of the transaction that stored the approval to the arrival of the
 * capture request at PayPal: first idle, then with many orders waiting. Both times are this machine's.
 */
export async function benchApproval(
  environment: BenchEnvironment,
  size: Size,
): Promise<readonly Row[]> {
  const { billing, sandbox, database: server } = environment;
  const { samples, waitingOrders } = sizes[size];
  const database = new pg.Client({ connectionString: server.url });
  await database.connect();
  const measure = () => measureDelays({ port: billing.port, sandbox, database, samples });
  const idle = await measure();
  await inParallel(waitingOrders, 32, async () => void (await createOrder(billing.port)));
  const busy = await measure();
  await database.end();
  return [...delayRows("idle", idle), ...delayRows(`${waitingOrders} orders waiting`, busy)];
}

function delayRows(load: string, delays: readonly number[]): Row[] {
  const row = (share: number, limit: number) =>
    toRow({
      name: `approval to capture start, ${load}: p${share * 100}`,
      unit: "ms",
      rounds: [quantile(delays, share)],
      target: { of: "value", limit },
    });
  return [row(0.5, 5), row(0.99, 12)];
}

interface DelayOptions {
  readonly port: number;
  readonly sandbox: Sandbox;
  readonly database: pg.Client;
  readonly samples: number;
}

async function measureDelays(options: DelayOptions): Promise<number[]> {
  const { port, sandbox, database, samples } = options;
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
