import type { Bench } from "./bench.ts";
import { compare, type Rounds } from "./compare.ts";
import { connect } from "./database/connect.ts";
import { postgresCpu } from "./database/postgres-cpu.ts";
import { createLoad } from "./load/loads.ts";
import { type Row, toRow } from "./report/row.ts";
import { baselineUpstreams, billingUpstreams } from "./upstream-settings.ts";

const sizes = {
  quick: { rounds: 2, operations: 400 },
  full: { rounds: 7, operations: 1_500 },
};

// Until Node has compiled the hot code.
const warmUp = { orders: 800, atOnce: 32 };

/**
 * POST /order/create, beside a plain client with an INSERT and beside PayPal's sample. The last one
 * stores nothing.
 */
export const benchCreate: Bench = async (environment, size) => {
  const upstreams = await environment.startProgram("upstreams");
  const databaseUrl = await environment.createDatabase("bench_create");
  const baseline = baselineUpstreams(upstreams, databaseUrl);
  const plain = await environment.startBaseline("node-create", baseline);
  const sample = await environment.startBaseline("paypal-sample", baseline);
  const billing = await environment.startBilling({
    databaseUrl,
    settings: billingUpstreams(upstreams),
  });
  const candidates = [
    createLoad("client + INSERT", plain),
    createLoad("PayPal's sample", sample),
    createLoad("billing", billing),
  ] as const;
  for (const { run } of candidates) await run(warmUp.orders, warmUp.atOnce);
  await updateStatistics(databaseUrl);
  const rows: Row[] = [];
  const database = postgresCpu(environment.databaseFolder);
  for (const atOnce of [32, 256]) {
    const measured = await compare(candidates, { ...sizes[size], atOnce, database });
    rows.push(...createRows(`create, ${atOnce} at once`, measured));
  }
  return rows;
};

/**
 * As autovacuum does within a minute. A plan that was made with the first hundred orders may read all open
 * orders, and lasts until the next analyze.
 */
async function updateStatistics(databaseUrl: string): Promise<void> {
  await using client = await connect(databaseUrl);
  await client.query("analyze");
}

function createRows(
  title: string,
  [plain, sample, ours]: readonly [Rounds, Rounds, Rounds],
): Row[] {
  return [
    toRow({
      name: `${title}: CPU of Node`,
      unit: "µs",
      rounds: ours.cpuMicros,
      baseline: { name: plain.name, rounds: plain.cpuMicros },
      target: { of: "ratio", limit: 1.4 },
    }),
    toRow({
      name: `${title}: CPU of PostgreSQL`,
      unit: "µs",
      rounds: ours.databaseMicros,
      baseline: { name: plain.name, rounds: plain.databaseMicros },
      target: { of: "ratio", limit: 1.6 },
    }),
    toRow({
      name: `${title}: rate`,
      unit: "per second",
      rounds: ours.perSecond,
      baseline: { name: plain.name, rounds: plain.perSecond },
      target: { of: "ratio", limit: 0.7 },
    }),
    toRow({
      name: `${title}: rate beside the sample`,
      unit: "per second",
      rounds: ours.perSecond,
      baseline: { name: sample.name, rounds: sample.perSecond },
      target: { of: "ratio", limit: 1 },
    }),
  ];
}
