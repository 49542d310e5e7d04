import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import { request } from "undici";
import { type Candidate, compare } from "./compare.ts";
import { createOrder } from "./create-order.ts";
import type { BenchEnvironment } from "./environment.ts";
import { inParallel } from "./in-parallel.ts";
import { printScores } from "./scores.ts";

const rounds = 5;

/** Compares durable creates with a plain client that makes PayPal's two calls and one commit. */
export async function benchCreate(environment: BenchEnvironment): Promise<void> {
  const { billing, sandbox, startBaseline } = environment;
  const candidates = [plainClient(await startBaseline("plain-client")), restCreate(billing)];
  for (const atOnce of [1, 32]) {
    const operations = atOnce === 1 ? 200 : 1_000;
    const before = sandbox.paypal.requests.filter(isFromBilling).length;
    const scores = await compare(candidates, { rounds, operations, atOnce });
    printScores(`Create, ${atOnce} at once`, scores);
    const calls = sandbox.paypal.requests.filter(isFromBilling).length - before;
    const creates = (rounds + 1) * operations;
    console.log(`PayPal calls per create of the service: ${(calls / creates).toFixed(3)}`);
  }
}

// The built-in fetch of the plain client sends a user agent; the service sends none.
const isFromBilling = ({ headers }: { headers: Readonly<Record<string, string>> }) =>
  headers["user-agent"] !== "node";

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
