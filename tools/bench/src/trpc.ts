import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import type { Bench, Size } from "./bench.ts";
import { compare } from "./compare.ts";
import { getLoad } from "./load/loads.ts";
import { type Row, toRow } from "./report/row.ts";

const batch = 10;
const operations = { quick: 1_000, full: 5_000 };
const rounds = { quick: 3, full: 7 };

/** A query over tRPC, alone and in a batch, beside Hono with tRPC's own adapter. */
export const benchTrpc: Bench = async (environment, size) => {
  const processes = {
    hono: await environment.startBaseline("hono-trpc"),
    standalone: await environment.startBaseline("trpc-standalone"),
    billing: await environment.startBilling(),
  };
  const rows = [
    ...(await compareQuery(processes, { title: "tRPC order.prices", calls: 1 }, size)),
    ...(await compareQuery(processes, { title: `tRPC batch of ${batch}`, calls: batch }, size)),
  ];
  return rows;
};

async function compareQuery(
  processes: Readonly<Record<"hono" | "standalone" | "billing", MeasuredProcess>>,
  { title, calls }: { readonly title: string; readonly calls: number },
  size: Size,
): Promise<Row[]> {
  const paths = Array.from({ length: calls }, () => "order.prices").join(",");
  const path = calls === 1 ? `/trpc/${paths}` : `/trpc/${paths}?batch=1`;
  const candidates = [
    getLoad("Hono + tRPC", processes.hono, path),
    getLoad("tRPC standalone", processes.standalone, path),
    getLoad("billing", processes.billing, path),
  ] as const;
  const requests = Math.round(operations[size] / Math.sqrt(calls));
  const options = { rounds: rounds[size], operations: requests, atOnce: 32 };
  const [hono, standalone, ours] = await compare(candidates, options);
  const beside = { unit: "µs", baseline: { name: hono.name, rounds: hono.cpuMicros } } as const;
  return [
    toRow({
      ...beside,
      name: `${title}: CPU`,
      rounds: ours.cpuMicros,
      target: { of: "ratio", limit: 1.3 },
    }),
    toRow({
      ...beside,
      name: `${title}, tRPC standalone for comparison: CPU`,
      rounds: standalone.cpuMicros,
    }),
  ];
}
