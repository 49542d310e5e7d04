import { connect } from "./connect.ts";

/**
 * Inserts orders that wait for their payers, each with its first audit event, then updates what the
 * triggers would have counted, and the planner's statistics. A second takes about 20,000 orders.
 */
export async function insertWaitingOrders(databaseUrl: string, orders: number): Promise<void> {
  await using client = await connect(databaseUrl);
  // Without triggers, and without waiting for the disk: only the final state is measured.
  await client.query("set session_replication_role = replica; set synchronous_commit = off");
  await client.query(insertOrders, [orders]);
  await client.query("set session_replication_role = origin");
  await client.query("select recount_order_totals()");
  await client.query("vacuum analyze orders");
  await client.query("vacuum analyze order_events");
  await client.query("checkpoint");
}

const insertOrders = `
  with inserted as (
    insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage, has_monitoring,
        monitoring_storage, has_alerting, currency, amount_minor, payee_merchant_id, approve_url,
        approve_before, due_at, created_at, state_since)
    select gen_random_uuid(), 'WAITING' || n, 'user-' || n, 'cluster', 11, false, 0, false, 'USD',
        3100, 'BENCHMERCHANT', 'https://paypal.example/checkoutnow?token=WAITING' || n,
        now() + interval '1 day', now() + interval '1 day', now() - n * interval '1 millisecond',
        now() - n * interval '1 millisecond'
      from generate_series(1, $1::int) as n
    returning id, created_at
  )
  insert into order_events (order_id, version, event, to_state, caused_by, at)
  select id, 1, 'created', 'awaiting_approval', 'request', created_at from inserted`;
