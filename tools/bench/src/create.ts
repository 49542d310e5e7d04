import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import { request } from "undici";
import type { Size } from "./bench.ts";
import { type Candidate, compare } from "./compare.ts";
import { createOrder } from "./create-order.ts";
import type { BenchEnvironment } from "./environment.ts";
import { inParallel } from "./in-parallel.ts";
import { type Row, toRow } from "./report/row.ts";

const rounds = { quick: 2, full: 5 };

/** Compares durable creates with a plain client that makes PayPal's two calls and one commit. */
export async function benchCreate(
  environment: BenchEnvironment,
  size: Size,
): Promise<readonly Row[]> {
  const { billing, startBaseline } = environment;
  const candidates = [
    plainClient(await startBaseline("plain-client")),
    restCreate(billing),
  ] as const;
  const rows: Row[] = [];
  for (const atOnce of [1, 32]) {
    const operations = atOnce === 1 ? 200 : 1_000;
    const [plain, ours] = await compare(candidates, { rounds: rounds[size], operations, atOnce });
    rows.push(
      toRow({
        name: `create, ${atOnce} at once: rate`,
        unit: "per second",
        rounds: ours.perSecond,
        baseline: { name: plain.name, rounds: plain.perSecond },
      }),
      toRow({
        name: `create, ${atOnce} at once: CPU`,
        unit: "µs",
        rounds: ours.cpuMicros,
        baseline: { name: plain.name, rounds: plain.cpuMicros },
      }),
    );
  }
  return rows;
}

function plainClient(process: MeasuredProcess): Candidate {
  return {
    name: "plain client: token, create, commit",
    process,
    run: async (operations, atOnce) => {
      const query = `operations=${operations}&at_once=${atOnce}`;
      const { statusCode, body } = await request(`http://127.0.0.1:${process.port}/run?${query}`);
      if (statusCode !== 200) throw new Error(await body.text());
      await body.dump();
    },
  };
}

function restCreate(process: MeasuredProcess): Candidate {
  return {
    name: "billing, POST /order/create",
    process,
    run: (operations, atOnce) =>
      inParallel(operations, atOnce, async () => void (await createOrder(process.port))),
  };
}
