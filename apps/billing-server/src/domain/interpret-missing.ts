import type { Interpretation } from "./interpretation.ts";
import type { Order } from "./order.ts";
import { pauseMs } from "./undecided.ts";

// "Not found" is final after this many reads in a row without another result, for
// `missingForGoneMs`, and after the deadline.
const readsForGone = 3;
const missingForGoneMs = 120_000;

/**
 * PayPal returns 404 for orders that are new, expired or unknown. A new order becomes visible, so
 * "not found" is final only if it stays so past the deadline.
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
