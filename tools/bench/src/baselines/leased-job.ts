import { randomUUID } from "node:crypto";
import pg from "pg";
import { serveJson } from "./json-server.ts";
import { callPayPal, createAtPayPal } from "./paypal-client.ts";
import { databaseUrl } from "./upstream-environment.ts";

// A hand-written leased job: the approval and its job are one transaction with a NOTIFY, a worker
// claims the job with a lease, captures, and removes the job.
const database = new pg.Pool({ connectionString: databaseUrl, max: 10 });
await database.query(`
  create table if not exists leased_orders (
    id uuid primary key, paypal text unique, state text not null, approved_at timestamptz);
  create table if not exists leased_jobs (
    order_id uuid primary key references leased_orders (id), leased_until timestamptz)`);
const listener = new pg.Client({ connectionString: databaseUrl });
await listener.connect();
listener.on("notification", () => void runJob());
await listener.query("listen leased_jobs");

const claim = `
  update leased_jobs set leased_until = now() + interval '1 minute'
   where order_id = (
     select order_id from leased_jobs where leased_until is null or leased_until < now()
      limit 1 for update skip locked)
  returning order_id, (select paypal from leased_orders where id = order_id) as paypal`;
const finish = `
  with finished as (delete from leased_jobs where order_id = $1 returning order_id)
  update leased_orders set state = 'captured' where id = (select order_id from finished)`;
const approve = `
  with approved as (
    update leased_orders set state = 'approved', approved_at = now()
     where paypal = $1 and state = 'created' returning id
  ), queued as (insert into leased_jobs select id from approved returning order_id)
  select pg_notify('leased_jobs', order_id::text) from queued`;

async function runJob(): Promise<void> {
  const { rows } = await database.query<{ order_id: string; paypal: string }>({
    name: "claim",
    text: claim,
  });
  const [job] = rows;
  if (!job) return;
  await callPayPal("POST", `/v2/checkout/orders/${job.paypal}/capture`, {});
  await database.query({ name: "finish", text: finish, values: [job.order_id] });
}

async function createOrder(): Promise<unknown> {
  const id = randomUUID();
  const orderId = await createAtPayPal("bench", id);
  const text = "insert into leased_orders values ($1, $2, 'created')";
  await database.query({ name: "insert", text, values: [id, orderId] });
  return { order_id: orderId };
}

async function approveOrder(orderId: string): Promise<unknown> {
  const { status } = await callPayPal<{ status: string }>("GET", `/v2/checkout/orders/${orderId}`);
  if (status === "APPROVED")
    await database.query({ name: "approve", text: approve, values: [orderId] });
  return { id: orderId, status };
}

serveJson((path, body) =>
  path === "/order/create" ? createOrder() : approveOrder((body as { order_id: string }).order_id),
);
