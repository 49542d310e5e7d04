import { type FeedEvent, presentFeedEvent } from "./feed-event.ts";

/**
 * The body of an outgoing webhook, in the envelope of the Standard Webhooks specification 1.0.0 ("Payload
 * structure"). `data` is the event as `events.list` returns it.
 */
export function webhookBody(event: FeedEvent): string {
  const data = presentFeedEvent(event);
  return JSON.stringify({ type: data.type, timestamp: data.time, data });
}
