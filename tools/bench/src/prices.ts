import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import { request } from "undici";
import { type Candidate, compare } from "./compare.ts";
import type { BenchEnvironment } from "./environment.ts";
import { inParallel } from "./in-parallel.ts";
import { printScores } from "./scores.ts";

/** Compares GET of the prices over REST and tRPC with a bare Hono route and bare node:http. */
export async function benchPrices({ billing, startBaseline }: BenchEnvironment): Promise<void> {
  const bareHono = await startBaseline("bare-hono");
  const candidates = [
    getRequests("bare Hono route", bareHono, "/order/prices"),
    getRequests("the same, with the service's headers", bareHono, "/with-headers"),
    getRequests("bare node:http", await startBaseline("node-http"), "/order/prices"),
    getRequests("billing, REST", billing, "/order/prices"),
    getRequests("billing, tRPC", billing, "/trpc/order.prices"),
  ];
  const scores = await compare(candidates, { rounds: 5, operations: 6_000, atOnce: 32 });
  printScores("Prices, 32 at once", scores);
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
