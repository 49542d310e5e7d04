import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import { request } from "undici";
import type { BenchEnvironment } from "./environment.ts";
import { compare, type Contestant, inParallel, printScores } from "./rounds.ts";

/** GET of the prices over REST and tRPC beside a bare Hono route and bare node:http. */
export async function benchPrices({ billing, startBaseline }: BenchEnvironment): Promise<void> {
  const bareHono = await startBaseline("bare-hono");
  const contestants = [
    getting("bare Hono route", bareHono, "/order/prices"),
    getting("the same, our headers", bareHono, "/with-headers"),
    getting("bare node:http", await startBaseline("node-http"), "/order/prices"),
    getting("billing, REST", billing, "/order/prices"),
    getting("billing, tRPC", billing, "/trpc/order.prices"),
  ];
  const scores = await compare(contestants, { rounds: 5, operations: 6_000, atOnce: 32 });
  printScores("Prices, 32 at once", scores);
}

function getting(name: string, process: MeasuredProcess, path: string): Contestant {
  const url = `http://127.0.0.1:${process.port}${path}`;
  return {
    name,
    process,
    run: (operations, atOnce) =>
      inParallel(operations, atOnce, async () => {
        const { statusCode, body } = await request(url);
        await body.dump();
        if (statusCode !== 200) throw new Error(`${name} answered ${statusCode}.`);
      }),
  };
}
