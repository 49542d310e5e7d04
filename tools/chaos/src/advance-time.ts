import { setTimeout as sleep } from "node:timers/promises";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import type { Ledger } from "./ledger.ts";

export interface DrainOptions {
  readonly database: RestartableDatabase;
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
  /** The service gets so long; what is open then is for the audit to say. */
  readonly longestMs: number;
}

/** How much is still to be done. */
interface Standing {
  readonly jobs: number;
  readonly due: number;
  readonly webhooks: number;
}

// PayPal shows an order that nobody captured for three hours.
const beyondExpiryMs = 3 * 3_600_000 + 60_000;

/**
 * Lets time pass quickly until nothing is left to do: hours of it, as the pauses of jobs and of the
 * sweeper end at once. Nothing is done for the service, only its clocks are moved. First everybody
 * who waits is looked at; then PayPal's clock passes the end of every approval; then once more.
 */
export async function drain(options: DrainOptions): Promise<void> {
  const deadline = performance.now() + options.longestMs;
  // What was on its way when everything healed has arrived or has failed after this.
  await sleep(1_000);
  await runNow(options.database, "backfill");
  await look(options.database, waiting);
  await settle(options, deadline);
  options.ledger.passDays();
  await runNow(options.database, "backfill");
  // A payer whom PayPal declined may have approved again since.
  await look(options.database, `${waiting} and version > 1`);
  await settle(options, deadline);
  options.sandbox.paypal.clock.advance(beyondExpiryMs);
  await endApprovals(options.database);
  await look(options.database, waiting);
  await settle(options, deadline);
  await look(options.database, "state = 'expired' and due_at is not null");
  await settle(options, deadline);
}

// An approved or captured order must be moved by its own job: the sweeper is not sent after it.
const waiting = "state in ('awaiting_approval', 'capture_pending', 'refunding')";

/** Our clock passes the deadline of every approval, as PayPal's does. */
async function endApprovals(database: RestartableDatabase): Promise<void> {
  await database.query(
    `update orders set approve_before = now() - interval '1 minute'
      where state = 'awaiting_approval' and approve_before > now() - interval '1 minute'`,
  );
}

/** Brings the sweeper's next look at such orders forward. */
async function look(database: RestartableDatabase, which: string): Promise<void> {
  await database.query(`update orders set due_at = now() where ${which}`);
}

/** Waits until jobs, webhooks and due orders are done with, moving their clocks meanwhile. */
async function settle(options: DrainOptions, deadline: number): Promise<void> {
  const { database, ledger, sandbox } = options;
  let quiet = 0;
  while (quiet < 3 && performance.now() < deadline) {
    const done = ledger.tick();
    await endPauses(database);
    const { jobs, due, webhooks } = await standing(database);
    if (due > 0) await runNow(database, "sweep");
    const sending = await isSending(sandbox);
    const isQuiet = done + jobs + due + webhooks + ledger.outstanding === 0 && !sending;
    quiet = isQuiet ? quiet + 1 : 0;
    await sleep(isQuiet ? 100 : 500);
  }
}

/** True while PayPal is still telling us something. */
async function isSending({ paypal }: Sandbox): Promise<boolean> {
  const idle = paypal.webhooks.idle().then(() => false);
  return Promise.race([idle, sleep(50, true)]);
}

async function endPauses(database: RestartableDatabase): Promise<void> {
  await database.query(
    // Not to nothing: a job must not use up the tries of hours while a breaker is open for seconds.
    `update pgboss.job set start_after = now() + random() * interval '2 seconds'
      where state in ('created', 'retry') and start_after > now() + interval '2 seconds'`,
  );
  // An unanswered delivery may still arrive within a minute: that minute is over.
  await database.query(
    `update orders set delivery_started_at = delivery_started_at - interval '1 minute'
      where delivery = 'open' and delivery_started_at > now() - interval '1 minute'
        and delivery_started_at < now() - interval '20 seconds'`,
  );
  // An event may overtake its order's row by minutes: those are over.
  await database.query(
    `update webhook_events set received_at = received_at - interval '10 minutes'
      where processed_at is null and received_at > now() - interval '10 minutes'
        and received_at < now() - interval '5 seconds'`,
  );
  // What PayPal does not find is looked for again, minutes later.
  await database.query(
    `update orders set missing_since = missing_since - interval '2 minutes', due_at = now()
      where missing_looks > 0 and state = 'awaiting_approval' and due_at > now()`,
  );
}

async function standing(database: RestartableDatabase): Promise<Standing> {
  const [row] = await database.query<Record<keyof Standing, number>>(
    `select
       (select count(*)::int from pgboss.job where name <> 'sweep' and state < 'completed') as jobs,
       (select count(*)::int from orders where due_at <= now()) as due,
       (select count(*)::int from webhook_events where processed_at is null) as webhooks`,
  );
  return row ?? { jobs: 0, due: 0, webhooks: 0 };
}

/** One run more than those of the clock, unless one waits already. */
async function runNow(database: RestartableDatabase, job: "sweep" | "backfill"): Promise<void> {
  await database.query(
    `insert into pgboss.job (name, policy, retry_limit, expire_seconds, heartbeat_seconds)
     select name, policy, retry_limit, expire_seconds, heartbeat_seconds from pgboss.queue
      where name = '${job}'
        and not exists (select from pgboss.job where name = '${job}' and state < 'active')`,
  );
}
