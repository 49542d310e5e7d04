import { randomUUID } from "node:crypto";
import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import { request } from "undici";
import type { BenchEnvironment } from "./environment.ts";
import { compare, type Contestant, inParallel, printScores } from "./rounds.ts";

/** Durable creates beside a plain client that makes PayPal's two calls and one commit itself. */
export async function benchCreate(environment: BenchEnvironment): Promise<void> {
  const { billing, sandbox, startBaseline } = environment;
  const contestants = [plain(await startBaseline("plain-client")), creating(billing)];
  for (const atOnce of [1, 32]) {
    const operations = atOnce === 1 ? 200 : 1_000;
    const before = sandbox.paypal.requests.filter(isOurs).length;
    const scores = await compare(contestants, { rounds: 5, operations, atOnce });
    printScores(`Create, ${atOnce} at once`, scores);
    const calls = sandbox.paypal.requests.filter(isOurs).length - before;
    console.log(`PayPal calls per create of ours: ${(calls / (6 * operations)).toFixed(3)}`);
  }
}

// The built-in fetch of the plain client names itself, token calls included; ours sends no name.
const isOurs = ({ headers }: { headers: Readonly<Record<string, string>> }) =>
  headers["user-agent"] !== "node";

function plain(process: MeasuredProcess): Contestant {
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

function creating(process: MeasuredProcess): Contestant {
  return {
    name: "billing, POST /order/create",
    process,
    run: (operations, atOnce) =>
      inParallel(operations, atOnce, async () => void (await createOrder(process.port))),
  };
}

/** One order over REST; returns PayPal's order id. */
export async function createOrder(port: number): Promise<string> {
  const { statusCode, body } = await request(`http://127.0.0.1:${port}/order/create`, {
    method: "POST",
    body: JSON.stringify({
      order_details: {
        // One customer each: a second payment for the same cluster name would be held back.
        user_id: randomUUID(),
        cluster_name: "benchmark",
        images_storage: 11,
        has_monitoring: false,
        has_alerting: false,
      },
      currency: "USD",
    }),
  });
  const answer = (await body.json()) as { order_id: string };
  if (statusCode !== 200) throw new Error(`create answered ${statusCode}.`);
  return answer.order_id;
}
