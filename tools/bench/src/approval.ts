import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import type pg from "pg";
import type { Bench, Size } from "./bench.ts";
import { createOrder } from "./create-order.ts";
import { connect } from "./database/connect.ts";
import { insertWaitingOrders } from "./database/insert-waiting-orders.ts";
import { inParallel } from "./in-parallel.ts";
import { getJson, postJson } from "./load/call-json.ts";
import { quantile } from "./report/quantile.ts";
import { type Row, toRow } from "./report/row.ts";
import { baselineUpstreams, billingUpstreams } from "./upstream-settings.ts";

const sizes = {
  quick: { rounds: 2, samples: 30, waiting: 10_000 },
  full: { rounds: 5, samples: 150, waiting: 1_000_000 },
};

/** A server that takes orders over REST, and where it stores the time of an approval. */
interface Approver {
  readonly name: string;
  readonly process: MeasuredProcess;
  readonly approvalTime: string;
}

const billingApprovalTime = `
  select (extract(epoch from e.at) * 1000)::float8 as ms from order_events e
    join orders o on o.id = e.order_id
   where o.paypal_order_id = $1 and e.event = 'payer_approved'`;
const leasedApprovalTime = `
  select (extract(epoch from approved_at) * 1000)::float8 as ms from leased_orders
   where paypal = $1`;

// At once, until Node has compiled the hot code and the connections have planned their statements.
const warmUp = { orders: 400, atOnce: 8 };

/**
 * From the start of the transaction that stored the approval to the arrival of the capture request
 * at PayPal, one order at a time: idle, then with many orders waiting. Both times are this
 * machine's. Beside it a hand-written leased job.
 */
export const benchApproval: Bench = async (environment, size) => {
  const upstreams = await environment.startProgram("upstreams");
  const databaseUrl = await environment.createDatabase("bench_approval");
  const leased = await environment.startBaseline(
    "leased-job",
    baselineUpstreams(upstreams, databaseUrl),
  );
  const settings = billingUpstreams(upstreams);
  const billing = await environment.startBilling({ databaseUrl, settings });
  const approvers = [
    { name: "leased job", process: leased, approvalTime: leasedApprovalTime },
    { name: "billing", process: billing, approvalTime: billingApprovalTime },
  ];
  for (const { process } of approvers)
    await inParallel(warmUp.orders, warmUp.atOnce, async () => void (await approve(process)));
  await using database = await connect(databaseUrl);
  const measure = (title: string) =>
    measureRows({ title, approvers, database, captures: upstreams.port, size });
  const idle = await measure("idle");
  await insertWaitingOrders(databaseUrl, sizes[size].waiting);
  const busy = await measure(`${sizes[size].waiting.toLocaleString("en-US")} waiting`);
  return [...idle, ...busy];
};

interface DelayOptions {
  readonly title: string;
  readonly approvers: readonly Approver[];
  readonly database: pg.Client;
  /** The port of the program that receives the captures. */
  readonly captures: number;
  readonly size: Size;
}

async function measureRows(options: DelayOptions): Promise<Row[]> {
  const { rounds, samples } = sizes[options.size];
  const [leased = [], ours = []] = await measureRounds(options, { rounds, samples });
  const row = (share: number, limit: number) =>
    toRow({
      name: `approval to capture start, ${options.title}: p${share * 100}`,
      unit: "ms",
      rounds: ours.map((delays) => quantile(delays, share)),
      baseline: { name: "leased job", rounds: leased.map((delays) => quantile(delays, share)) },
      target: { of: "value", limit },
    });
  return [row(0.5, 5), row(0.99, 12)];
}

/** The delays of each approver and round; the first round is a warm-up and is not counted. */
async function measureRounds(
  { approvers, database, captures }: DelayOptions,
  { rounds, samples }: { readonly rounds: number; readonly samples: number },
): Promise<number[][][]> {
  const measured = approvers.map(() => [] as number[][]);
  for (let round = 0; round <= rounds; round += 1)
    for (const [index, approver] of approvers.entries()) {
      const delays: number[] = [];
      for (let sample = 0; sample < samples; sample += 1)
        delays.push(await measureDelay(approver, { database, captures }));
      if (round > 0) measured[index]?.push(delays);
    }
  return measured;
}

/** Creates and approves an order; returns its PayPal id. */
async function approve({ port }: MeasuredProcess): Promise<string> {
  const orderId = await createOrder(port);
  await postJson(port, "/order/approve", { order_id: orderId });
  return orderId;
}

async function measureDelay(
  { process, approvalTime }: Approver,
  { database, captures }: Pick<DelayOptions, "database" | "captures">,
): Promise<number> {
  const orderId = await approve(process);
  const arrivedAt = await getJson<number>(captures, `/captured/${orderId}`);
  const { rows } = await database.query<{ ms: number }>(approvalTime, [orderId]);
  return arrivedAt - (rows[0]?.ms ?? Number.NaN);
}
