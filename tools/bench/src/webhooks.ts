import { randomUUID } from "node:crypto";
import type { Sandbox, Transmission } from "@onekonsole/billing-sandbox";
import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";
import type { Bench } from "./bench.ts";
import { type Candidate, compare } from "./compare.ts";
import { postgresCpu } from "./database/postgres-cpu.ts";
import { sendLoad } from "./load/send-load.ts";
import { toRow } from "./report/row.ts";

const sizes = {
  quick: { rounds: 2, operations: 200, atOnce: 32 },
  full: { rounds: 5, operations: 1_500, atOnce: 32 },
};
const webhookId = "4JH86294D6297924G";

/** Signed webhook events of orders that are not ours: verified, stored, and looked up by a job. */
export const benchWebhooks: Bench = async (environment, size) => {
  const { sandbox, createDatabase, startBilling, databaseFolder } = environment;
  const { webhooks } = sandbox.paypal;
  const billing = await startBilling({
    databaseUrl: await createDatabase("bench_webhooks"),
    settings: {
      // Only outside of production, a server accepts the simulator's certificates.
      NODE_ENV: "test",
      paypal_webhook_id: webhookId,
      paypal_webhook_issuer: webhooks.caCertificate,
    },
  });
  const url = `http://127.0.0.1:${billing.port}/webhooks/paypal`;
  webhooks.subscribe({ url, webhookId });
  const events = (sizes[size].rounds + 1) * sizes[size].operations;
  const candidate = eventLoad(billing, await signEvents(sandbox, events));
  const database = postgresCpu(databaseFolder);
  const [received] = await compare([candidate] as const, { ...sizes[size], database });
  webhooks.unsubscribe(webhookId);
  return [
    toRow({ name: "webhook events received", unit: "per second", rounds: received.perSecond }),
    toRow({ name: "webhook event: CPU of Node", unit: "µs", rounds: received.cpuMicros }),
    toRow({
      name: "webhook event: CPU of PostgreSQL",
      unit: "µs",
      rounds: received.databaseMicros,
    }),
  ];
};

async function signEvents({ paypal }: Sandbox, events: number): Promise<string[]> {
  const texts: string[] = [];
  for (let event = 0; event < events; event += 1)
    texts.push(requestText(await paypal.webhooks.sign(JSON.stringify(newEvent()), webhookId)));
  return texts;
}

function newEvent() {
  const id = randomUUID().replaceAll("-", "").toUpperCase();
  return {
    id: `WH-${id.slice(0, 17)}-${id.slice(15)}`,
    event_version: "1.0",
    create_time: new Date().toISOString(),
    resource_type: "checkout-order",
    resource_version: "2.0",
    event_type: "CHECKOUT.ORDER.APPROVED",
    summary: "An order has been approved by buyer",
    resource: {
      id: id.slice(0, 17),
      status: "APPROVED",
      intent: "CAPTURE",
      purchase_units: [{ custom_id: randomUUID() }],
    },
  };
}

function requestText({ headers, body }: Transmission): string {
  const lines = Object.entries({
    host: "127.0.0.1",
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return `POST /webhooks/paypal HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
}

/** Sends each of the requests once, over all rounds. */
function eventLoad(process: MeasuredProcess, texts: readonly string[]): Candidate {
  let next = 0;
  return {
    name: "billing",
    process,
    run: (requests, atOnce) =>
      sendLoad({ port: process.port, requests, atOnce, request: () => texts[next++] ?? "" }),
  };
}
