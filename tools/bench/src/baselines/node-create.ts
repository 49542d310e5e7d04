import { randomUUID } from "node:crypto";
import pg from "pg";
import { serveJson } from "./json-server.ts";
import { createAtPayPal } from "./paypal-client.ts";
import { databaseUrl } from "./upstream-environment.ts";

// The plain client with an INSERT: the least that a durable order takes over HTTP. One request to
// PayPal with a token that is reused, and one committed row.
const database = new pg.Pool({ connectionString: databaseUrl, max: 10 });
await database.query("create table if not exists plain_orders (id uuid primary key, paypal text)");
const text = "insert into plain_orders values ($1, $2)";

interface CreateRequest {
  readonly order_details: { readonly cluster_name: string };
}

serveJson(async (_path, body) => {
  const { order_details: details } = body as CreateRequest;
  const id = randomUUID();
  const orderId = await createAtPayPal(details.cluster_name, id);
  await database.query({ name: "insert", text, values: [id, orderId] });
  return { order_id: orderId, status: "CREATED" };
});
