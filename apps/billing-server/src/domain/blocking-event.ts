import type { AuditEvent } from "./audit-event.ts";

const updatesOnly: ReadonlySet<AuditEvent["event"]> = new Set([
  "partly_refunded",
  "dispute_opened",
  "dispute_closed",
]);

/**
 * The event that led to the order's current state: the last one that is not only an update about
 * money or disputes.
 */
export const blockingEvent = <Event extends Pick<AuditEvent, "event">>(
  history: readonly Event[],
): Event | undefined => history.findLast(({ event }) => !updatesOnly.has(event));
