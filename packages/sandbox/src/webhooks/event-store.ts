import { Records } from "../state/records.ts";
import type { WebhookEvent } from "./webhook-event.ts";

/** Selects events; an omitted field matches all. */
export interface EventFilter {
  readonly eventType?: string | undefined;
  /** The id of the event's resource: an order, capture, refund or dispute. */
  readonly transactionId?: string | undefined;
  /** Milliseconds on the sandbox's clock, both included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

const kept = 100_000;

/** The latest 100,000 events, delivered or not. */
export class EventStore {
  readonly byId: Records<WebhookEvent> = new Records();

  add(event: WebhookEvent): void {
    this.byId.set(event.id, event);
    if (this.byId.size <= kept) return;
    for (const oldest of this.byId.keys()) {
      this.byId.delete(oldest);
      return;
    }
  }

  find(eventId: string): WebhookEvent | undefined {
    return this.byId.peek(eventId);
  }

  /** The events that match, oldest first. */
  list(filter: EventFilter = {}): WebhookEvent[] {
    const { eventType, transactionId, from = -Infinity, to = Infinity } = filter;
    return [...this.byId.values()].filter(
      (event) =>
        (eventType === undefined || event.eventType === eventType) &&
        (transactionId === undefined || event.resourceId === transactionId) &&
        event.createdAt >= from &&
        event.createdAt <= to,
    );
  }
}
