// A service that receives the events of orders as signed webhooks and knows the state of each order, with
// the secret that the first command prints:
//
//   npm run -s billing -- add-endpoint http://127.0.0.1:3001/billing-events --why "a try"
//   webhook_secret=whsec_… npm run -s example -- webhook-receiver
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { serve } from "@hono/node-server";
import type { BillingClient } from "@onekonsole/billing-client";
import { Hono } from "hono";
import { Webhook } from "standardwebhooks";

const { webhook_secret: secret = "", port = "3001", events_file: file = "events" } = process.env;

type EventPage = Awaited<ReturnType<BillingClient["events"]["list"]["query"]>>;
type OrderEvent = EventPage["events"][number];

const webhook = new Webhook(secret);
// In a service, this is a table with the event's id as its key, written in the transaction of what the event causes.
const received = new Set<string>();
const orders = new Map<string, OrderEvent>();

function apply(event: OrderEvent): void {
  received.add(event.id);
  // Events may arrive in another order than they happened, and each has the whole state.
  const known = orders.get(event.order_id);
  if (!known || known.version < event.version) orders.set(event.order_id, event);
}

if (existsSync(file))
  for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean))
    apply(JSON.parse(line) as OrderEvent);

const app = new Hono();

app.post("/billing-events", async (context) => {
  let event: OrderEvent;
  try {
    // The text as it was sent: parsed and written again, it would have another signature.
    const sent = webhook.verify(await context.req.text(), context.req.header());
    event = (sent as { data: OrderEvent }).data;
  } catch {
    return context.body(null, 401);
  }
  if (!received.has(event.id)) {
    appendFileSync(file, `${JSON.stringify(event)}\n`);
    apply(event);
  }
  return context.body(null, 204);
});

app.get("/orders/:order_id", (context) => {
  const event = orders.get(context.req.param("order_id"));
  return event ? context.json({ state: event.state, version: event.version }) : context.notFound();
});

serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(port) }, ({ port: listening }) =>
  console.log(`listening on ${listening}`),
);
