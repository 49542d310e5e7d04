import type { BackfillCheckpoint, EventArchive } from "../ports/event-archive.ts";
import type { WebhookInbox } from "../ports/webhook-inbox.ts";
import { toRetryable } from "./to-retryable.ts";
import type { WorkLog } from "./work-log.ts";

export interface BackfillDependencies {
  readonly archive: EventArchive;
  readonly inbox: WebhookInbox;
  readonly checkpoint: BackfillCheckpoint;
  readonly log: WorkLog;
}

// PayPal may list an event later than it dates it.
const overlapMs = 15 * 60_000;
// Of a long absence so much is read before the checkpoint moves on: one failed page reads it all again, and of
// many pages one always fails while PayPal is not quite well.
const longestWindowMs = 3600_000;

/**
 * Takes in the events that PayPal could not deliver: a refund in the dashboard, a reversal or a dispute
 * of an order that is done is told by nothing else. Reads from where the last run got to. Rejects
 * when PayPal does not answer; the next run continues.
 */
export async function backfillEvents(deps: BackfillDependencies): Promise<void> {
  const { through: readSoFar, now: startedAt } = await deps.checkpoint.read();
  let through = readSoFar;
  while (through < startedAt) {
    const from = new Date(through.getTime() - overlapMs);
    const end = new Date(through.getTime() + longestWindowMs);
    // The last window stays open, for PayPal's clock may be ahead of ours.
    const to = end < startedAt ? end : undefined;
    const found = await takeIn(deps, { from, to });
    through = to ?? startedAt;
    await deps.checkpoint.advance(through);
    if (found > 0) deps.log.warn({ events: found }, "webhook events were missed and are taken in");
  }
}

interface Window {
  readonly from: Date;
  readonly to: Date | undefined;
}

/** How many events of the window had not come to us. */
async function takeIn({ archive, inbox }: BackfillDependencies, window: Window): Promise<number> {
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
