import { isoTime } from "../paypal/clock.ts";
import { newId } from "../paypal/identifiers.ts";
import type { SandboxEvent } from "../paypal/sandbox-events.ts";

/** A stored webhook event. Its text is the same in every delivery. */
export interface WebhookEvent {
  /** `WH-…`. */
  readonly id: string;
  readonly eventType: string;
  /** The id in its resource: of an order, capture, refund or dispute. */
  readonly resourceId: string | undefined;
  /** Milliseconds on the sandbox's clock. */
  readonly createdAt: number;
  /** The JSON text that is signed and sent. */
  readonly body: string;
}

/** Creates a webhook event from its source, with the current state of the resource. */
export function newEvent(event: SandboxEvent, host: string, now: number): WebhookEvent {
  const { eventType, resourceType, summary } = event;
  const id = `WH-${newId()}-${newId()}`;
  const href = `${host}/v1/notifications/webhooks-events/${id}`;
  const resource = event.resource(host) as Partial<Record<string, string>>;
  const envelope = {
    id,
    event_version: "1.0",
    create_time: isoTime(now),
    resource_type: resourceType,
    ...(resourceType === "dispute" ? {} : { resource_version: "2.0" }),
    event_type: eventType,
    summary,
    resource,
    links: [
      { href, rel: "self", method: "GET" },
      { href: `${href}/resend`, rel: "resend", method: "POST" },
    ],
  };
  const resourceId = resource["id"] ?? resource["dispute_id"] ?? resource["order_id"];
  return { id, eventType, resourceId, createdAt: now, body: wireText(envelope) };
}

// Valid JSON that JSON.stringify would not produce: a receiver that does not verify the raw bytes fails.
function wireText(envelope: object): string {
  return JSON.stringify(envelope).replaceAll("/", String.raw`\/`);
}
