import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import { request } from "undici";
import type { Size } from "./bench.ts";
import { type Candidate, compare } from "./compare.ts";
import type { BenchEnvironment } from "./environment.ts";
import { inParallel } from "./in-parallel.ts";
import { type Row, toRow } from "./report/row.ts";

const sizes = {
  quick: { rounds: 3, operations: 1_500, atOnce: 32 },
  full: { rounds: 5, operations: 6_000, atOnce: 32 },
};

/** Compares GET of the prices over REST and tRPC with a bare Hono route and bare node:http. */
export async function benchPrices(
  { billing, startBaseline }: BenchEnvironment,
  size: Size,
): Promise<readonly Row[]> {
  const bareHono = await startBaseline("bare-hono");
  const candidates = [
    getRequests("bare Hono", bareHono, "/order/prices"),
    getRequests("node:http", await startBaseline("node-http"), "/order/prices"),
    getRequests("billing, REST", billing, "/order/prices"),
    getRequests("billing, tRPC", billing, "/trpc/order.prices"),
  ] as const;
  const [hono, http, rest, trpc] = await compare(candidates, sizes[size]);
  const baseline = { name: "bare Hono", rounds: hono.perSecond };
  const perSecond = { unit: "per second", baseline } as const;
  return [
    toRow({
      name: "GET /order/prices",
      rounds: rest.perSecond,
      target: { of: "ratio", limit: 0.9 },
      ...perSecond,
    }),
    toRow({ name: "node:http, for comparison", rounds: http.perSecond, ...perSecond }),
    toRow({ name: "tRPC order.prices", rounds: trpc.perSecond, ...perSecond }),
  ];
}

function getRequests(name: string, process: MeasuredProcess, path: string): Candidate {
  const url = `http://127.0.0.1:${process.port}${path}`;
  return {
    name,
    process,
    run: (operations, atOnce) =>
      inParallel(operations, atOnce, async () => {
        const { statusCode, body } = await request(url);
        await body.dump();
        if (statusCode !== 200) throw new Error(`${name} returned ${statusCode}.`);
      }),
  };
}
