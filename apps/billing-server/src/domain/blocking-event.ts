import type { AuditEvent } from "./audit-event.ts";

const newsOnly: ReadonlySet<AuditEvent["event"]> = new Set([
  "partly_refunded",
  "dispute_opened",
  "dispute_closed",
]);

/**
 * The event that led to the order's current state: the last one that is not only an update about
 * money or disputes.
 */
export const blockingEvent = <Step extends Pick<AuditEvent, "event">>(
  history: readonly Step[],
): Step | undefined => history.findLast(({ event }) => !newsOnly.has(event));
