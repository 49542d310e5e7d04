import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";

export interface PendingWork {
  readonly jobs: number;
  /** Orders whose next sweep is due. */
  readonly due: number;
  readonly webhooks: number;
}

/** Moves the approval deadline of every waiting order into the past. */
export async function expireApprovals(database: RestartableDatabase): Promise<void> {
  await database.query(
    `update orders set approve_before = now() - interval '1 minute'
      where state = 'awaiting_approval' and approve_before > now() - interval '1 minute'`,
  );
}

/** Makes the orders that match an SQL condition due for the sweeper now. */
export async function makeDue(database: RestartableDatabase, condition: string): Promise<void> {
  await database.query(`update orders set due_at = now() where ${condition}`);
}

/** Shortens every wait of jobs, deliveries, webhooks and lookups. */
export async function skipWaits(database: RestartableDatabase): Promise<void> {
  await database.query(
    // Not to zero: a job must not use up its attempts while a circuit breaker is open for seconds.
    `update pgboss.job set start_after = now() + random() * interval '2 seconds'
      where state in ('created', 'retry') and start_after > now() + interval '2 seconds'`,
  );
  // A delivery without a response may still arrive within a minute: skip that minute.
  await database.query(
    `update orders set delivery_started_at = delivery_started_at - interval '1 minute'
      where delivery = 'open' and delivery_started_at > now() - interval '1 minute'
        and delivery_started_at < now() - interval '20 seconds'`,
  );
  // A webhook may arrive minutes before its order's row: skip those minutes.
  await database.query(
    `update webhook_events set received_at = received_at - interval '10 minutes'
      where processed_at is null and received_at > now() - interval '10 minutes'
        and received_at < now() - interval '5 seconds'`,
  );
  // An order that PayPal does not return is looked up again minutes later: skip those minutes.
  await database.query(
    `update orders set missing_since = missing_since - interval '2 minutes', due_at = now()
      where missing_looks > 0 and state = 'awaiting_approval' and due_at > now()`,
  );
}

export async function countPendingWork(database: RestartableDatabase): Promise<PendingWork> {
  const [row] = await database.query<Record<keyof PendingWork, number>>(
    `select
       (select count(*)::int from pgboss.job where name <> 'sweep' and state < 'completed') as jobs,
       (select count(*)::int from orders where due_at <= now()) as due,
       (select count(*)::int from webhook_events where processed_at is null) as webhooks`,
  );
  return row ?? { jobs: 0, due: 0, webhooks: 0 };
}

/** Enqueues a run of a scheduled job unless one is waiting already. */
export async function enqueueNow(
  database: RestartableDatabase,
  job: "sweep" | "backfill",
): Promise<void> {
  await database.query(
    `insert into pgboss.job (name, policy, retry_limit, expire_seconds, heartbeat_seconds)
     select name, policy, retry_limit, expire_seconds, heartbeat_seconds from pgboss.queue
      where name = '${job}'
        and not exists (select from pgboss.job where name = '${job}' and state < 'active')`,
  );
}
