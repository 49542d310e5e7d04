import type { BackfillCheckpoint, EventArchive } from "../ports/event-archive.ts";
import type { Log } from "../ports/log.ts";
import type { WebhookInbox } from "../ports/webhook-inbox.ts";
import { toRetryable } from "./to-retryable.ts";

export interface BackfillDependencies {
  readonly archive: EventArchive;
  readonly inbox: WebhookInbox;
  readonly checkpoint: BackfillCheckpoint;
  readonly log: Log;
}

// PayPal may list an event later than its timestamp.
const overlapMs = 15 * 60_000;
// The checkpoint advances after each window: a failed page repeats only its window, and of many pages
// some fail while PayPal is degraded.
const longestWindowMs = 3600_000;

/**
 * Reads webhook events that PayPal did not deliver from its event list: nothing else reports a refund in the
 * dashboard, a reversal or a dispute of a settled order. Starts at the checkpoint. Rejects if PayPal does
 * not respond; the next run continues.
 */
export async function backfillEvents(deps: BackfillDependencies): Promise<void> {
  const { through: readSoFar, now: startedAt } = await deps.checkpoint.read();
  let through = readSoFar;
  while (through < startedAt) {
    const from = new Date(through.getTime() - overlapMs);
    const end = new Date(through.getTime() + longestWindowMs);
    // The last window has no end: PayPal's clock may be ahead.
    const to = end < startedAt ? end : undefined;
    const found = await storeMissedEvents(deps, { from, to });
    through = to ?? startedAt;
    await deps.checkpoint.advance(through);
    if (found > 0) deps.log.warn({ events: found }, "missed webhook events stored");
  }
}

interface Window {
  readonly from: Date;
  readonly to: Date | undefined;
}

/** Stores the missed events of the window; returns their number. */
async function storeMissedEvents(
  { archive, inbox }: BackfillDependencies,
  window: Window,
): Promise<number> {
  let missed = 0;
  let next: string | null = null;
  do {
    const page = await archive.page({ ...window, next });
    if (!page.ok) throw toRetryable(page.failure);
    missed += await inbox.receive(page.value.events);
    next = page.value.next;
  } while (next !== null);
  return missed;
}
