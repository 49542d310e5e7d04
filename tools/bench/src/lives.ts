import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import type { Bench } from "./bench.ts";
import { compare, type CpuMeter } from "./compare.ts";
import { newOrder } from "./create-order.ts";
import { countProvisioned } from "./database/count-provisioned.ts";
import { postgresCpu } from "./database/postgres-cpu.ts";
import { inParallel } from "./in-parallel.ts";
import { postJson } from "./load/call-json.ts";
import { toRow } from "./report/row.ts";
import { billingUpstreams } from "./upstream-settings.ts";

const sizes = {
  quick: { rounds: 2, operations: 200, atOnce: 32 },
  full: { rounds: 5, operations: 600, atOnce: 32 },
};

// In the first orders, most of the CPU time is the compilation of code and the planning of statements.
const warmUpOrders = 600;

/**
 * Whole orders, from the create to the accepted delivery: the CPU time of each, and the rate of one
 * and of two replicas, which share the measured core.
 */
export const benchLives: Bench = async (environment, size) => {
  const upstreams = await environment.startProgram("upstreams");
  const databaseUrl = await environment.createDatabase("bench_lives");
  const start = { databaseUrl, settings: billingUpstreams(upstreams) };
  const database = postgresCpu(environment.databaseFolder);
  const first = await environment.startBilling(start);
  const measure = async (replicas: readonly MeasuredProcess[]) => {
    const candidate = {
      name: "billing",
      process: sumCpu(replicas),
      run: (orders: number, atOnce: number) => runLives({ replicas, databaseUrl, orders, atOnce }),
    };
    const [rounds] = await compare([candidate] as const, { ...sizes[size], database });
    return rounds;
  };
  await runLives({ replicas: [first], databaseUrl, orders: warmUpOrders, atOnce: 32 });
  const one = await measure([first]);
  const second = await environment.startBilling(start);
  const two = await measure([first, second]);
  return [
    toRow({
      name: "whole order: CPU of Node and PostgreSQL",
      unit: "ms",
      rounds: one.cpuMicros.map((cpu, round) => (cpu + (one.databaseMicros[round] ?? 0)) / 1000),
      target: { of: "value", limit: 5 },
    }),
    toRow({ name: "whole order: CPU of Node", unit: "µs", rounds: one.cpuMicros }),
    toRow({ name: "whole order: CPU of PostgreSQL", unit: "µs", rounds: one.databaseMicros }),
    toRow({ name: "whole orders, one replica", unit: "per second", rounds: one.perSecond }),
    toRow({ name: "whole orders, two replicas", unit: "per second", rounds: two.perSecond }),
  ];
};

const sumCpu = (processes: readonly CpuMeter[]): CpuMeter => ({
  cpuMicros: () => processes.reduce((sum, process) => sum + process.cpuMicros(), 0),
});

interface Lives {
  readonly replicas: readonly MeasuredProcess[];
  readonly databaseUrl: string;
  readonly orders: number;
  readonly atOnce: number;
}

/** Creates and approves the orders at the replicas in turn, and waits until all are delivered. */
async function runLives({ replicas, databaseUrl, orders, atOnce }: Lives): Promise<void> {
  await using provisioned = await countProvisioned(databaseUrl);
  const before = await provisioned.read();
  await inParallel(orders, atOnce, async (index) => {
    const port = replicas[index % replicas.length]?.port ?? 0;
    const { order_id } = await postJson<{ order_id: string }>(port, "/order/create", newOrder());
    await postJson(port, "/order/approve", { order_id });
  });
  await provisioned.reaches(before + orders);
}
