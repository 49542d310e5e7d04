import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";
import { inParallel } from "../in-parallel.ts";

// The least that an order takes: PayPal's two calls with the built-in fetch, and one committed row.
// GET /run?operations=N&at_once=M runs it N times, up to M at once.
const { paypal_url: paypalUrl = "", database_url: connectionString = "" } = process.env;
const { basic_auth: authorization = "" } = process.env;
const pool = new pg.Pool({ connectionString, max: 20 });
await pool.query("create table if not exists plain_orders (id uuid primary key, paypal text)");

async function orderOnce(): Promise<void> {
  const granted = await fetch(`${paypalUrl}/v1/oauth2/token`, {
    method: "POST",
    headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials",
  });
  const { access_token: token } = (await granted.json()) as { access_token: string };
  const created = await fetch(`${paypalUrl}/v2/checkout/orders`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      intent: "CAPTURE",
      purchase_units: [{ amount: { currency_code: "USD", value: "31.00" } }],
    }),
  });
  const { id } = (await created.json()) as { id: string };
  await pool.query("insert into plain_orders values ($1, $2)", [randomUUID(), id]);
}

const server = createServer((request, response) => {
  const query = new URL(request.url ?? "/", "http://localhost").searchParams;
  const [operations, atOnce] = [Number(query.get("operations")), Number(query.get("at_once"))];
  inParallel(operations, atOnce, orderOnce).then(
    () => response.end(),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === "object" ? address?.port : 0 }));
});
process.on("SIGTERM", () => process.exit(0));
