import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import {
  countPendingWork,
  enqueueNow,
  expireApprovals,
  makeDue,
  skipWaits,
} from "./database-clock.ts";
import type { DeferredActions } from "./deferred-actions.ts";
import { sleep } from "./sleep.ts";

export interface DrainOptions {
  readonly database: RestartableDatabase;
  readonly sandbox: Sandbox;
  readonly deferred: DeferredActions;
  /** The drain ends after this time; the audit reports what is still pending then. */
  readonly timeoutMs: number;
}

// PayPal drops an order three hours after its approval if it was not captured.
const beyondExpiryMs = 3 * 3_600_000 + 60_000;

// An approved or captured order must advance through its own job, so the sweeper does not get those.
const waiting = "state in ('awaiting_approval', 'capture_pending', 'refunding')";

/**
 * Advances the clocks by hours until no work is pending. It does not do the service's work: it moves
 * timestamps, so that retries and sweeps are due at once. First every waiting order is swept; then
 * the deferred days pass; then PayPal's clock passes the end of every approval.
 */
export async function drain(options: DrainOptions): Promise<void> {
  const { database, sandbox, deferred, timeoutMs } = options;
  const deadline = performance.now() + timeoutMs;
  // Requests that were in flight when the faults ended have arrived or failed after this.
  await sleep(1_000);
  await enqueueNow(database, "backfill");
  await makeDue(database, waiting);
  await waitUntilIdle(options, deadline);
  deferred.runDelayed();
  await enqueueNow(database, "backfill");
  // After a decline, the payer may have approved a second time since.
  await makeDue(database, `${waiting} and version > 1`);
  await waitUntilIdle(options, deadline);
  sandbox.paypal.clock.advance(beyondExpiryMs);
  await expireApprovals(database);
  await makeDue(database, waiting);
  await waitUntilIdle(options, deadline);
  await makeDue(database, "state = 'expired' and due_at is not null");
  await waitUntilIdle(options, deadline);
}

/** Waits until no job, webhook, due order or deferred action is left, and skips their waits. */
async function waitUntilIdle(options: DrainOptions, deadline: number): Promise<void> {
  const { database, deferred, sandbox } = options;
  let idlePolls = 0;
  while (idlePolls < 3 && performance.now() < deadline) {
    const done = deferred.runDue();
    await skipWaits(database);
    const { jobs, due, webhooks } = await countPendingWork(database);
    if (due > 0) await enqueueNow(database, "sweep");
    const isSending = await isSendingWebhooks(sandbox);
    const isIdle = done + jobs + due + webhooks + deferred.pending === 0 && !isSending;
    idlePolls = isIdle ? idlePolls + 1 : 0;
    await sleep(isIdle ? 100 : 500);
  }
}

async function isSendingWebhooks({ paypal }: Sandbox): Promise<boolean> {
  const idle = paypal.webhooks.idle().then(() => false);
  return Promise.race([idle, sleep(50).then(() => true)]);
}
