import type { AuditEvent } from "./audit-event.ts";

const newsOnly: ReadonlySet<AuditEvent["event"]> = new Set([
  "partly_refunded",
  "dispute_opened",
  "dispute_closed",
]);

/** The step for which an order stands where it does: the last one that was more than news of its money. */
export const blockingEvent = <Step extends Pick<AuditEvent, "event">>(
  history: readonly Step[],
): Step | undefined => history.findLast(({ event }) => !newsOnly.has(event));
