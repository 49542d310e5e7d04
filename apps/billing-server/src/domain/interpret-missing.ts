import type { Interpretation } from "./interpretation.ts";
import type { Order } from "./order.ts";
import { pauseMs } from "./undecided.ts";

// "Not found" is final when it was the only answer this often and for so long, and the deadline is over.
const readsForGone = 3;
const missingForGoneMs = 120_000;

/**
 * PayPal answers 404 about an order that is new, that expired and that never was, all alike. Orders become
 * visible, so only an answer that stays the same past the deadline is final.
 */
export function interpretMissing(order: Order, at: Date): Interpretation {
  const reads = order.missingReads + 1;
  const since = order.missingSince ?? at;
  const isFinal =
    at > order.approveBefore &&
    reads >= readsForGone &&
    at.getTime() - since.getTime() >= missingForGoneMs;
  if (!isFinal)
    return { kind: "not_yet", why: "not_visible", readAgainMs: pauseMs(order, { at, since }) };
  const evidence = `PayPal did not find the order ${reads} times since ${since.toISOString()}.`;
  return { kind: "gone", evidence };
}
