import { seededRandom } from "../../seeded-random.ts";
import type { DeliveryAttempt } from "../../webhooks/delivery.ts";
import type { WebhookEvent } from "../../webhooks/webhook-event.ts";
import type { Reception } from "../../webhooks/webhook-sender.ts";
import type { Webhooks } from "../../webhooks/webhooks.ts";
import { type GroupHandlers, Unknown } from "../handler.ts";
import type { Operations } from "../operations/index.ts";

export const webhookHandlers: GroupHandlers<Operations["webhooks"]> = {
  list: ({ paypal: { webhooks } }, { resource_id, limit }) => ({
    events: webhooks
      .events({ transactionId: resource_id })
      .toReversed()
      .slice(0, limit)
      .map((event) => viewEvent(webhooks, event)),
    is_paused: webhooks.isPaused,
    paused_count: webhooks.pausedCount,
  }),
  deliver: ({ paypal: { webhooks } }, { id, times }) => {
    const { id: known } = existing(webhooks, id);
    for (let sent = 0; sent < times; sent += 1) webhooks.redeliver(known);
    return {};
  },
  forge: async ({ paypal: { webhooks } }, { id, forgery }) => {
    const event = existing(webhooks, id);
    return { outcome: outcomeText(await webhooks.sendForgery(forgery, event.id)) };
  },
  pause: ({ paypal: { webhooks } }) => {
    webhooks.pause();
    return {};
  },
  resume: ({ paypal: { webhooks } }, { discard, shuffled_with: seed }) => {
    if (discard) webhooks.discardPaused();
    webhooks.resume(seed === undefined ? undefined : seededRandom(seed));
    return {};
  },
  setFaults: ({ paypal: { webhooks } }, input) => {
    const { deliveryFaults: faults } = webhooks;
    faults.clear();
    faults.random = seededRandom(input.seed);
    faults.delayMs = input.delay_ms;
    faults.reorderWithinMs = input.reorder_within_ms;
    faults.duplicateRate = input.duplicate_rate;
    faults.dropRate = input.drop_rate;
    faults.duplicateNext(input.duplicate_next);
    faults.dropNext(input.drop_next);
    return {};
  },
  subscribe: ({ paypal: { webhooks } }, { url, webhook_id: webhookId, event_types: events }) => {
    const subscription = webhooks.subscribe({
      url,
      ...(webhookId === undefined ? {} : { webhookId }),
      ...(events === undefined ? {} : { events }),
    });
    return { webhook_id: subscription.webhookId };
  },
};

function existing(webhooks: Webhooks, id: string): WebhookEvent {
  const event = webhooks.find(id);
  if (!event) throw new Unknown(`There is no webhook event ${id} at PayPal.`);
  return event;
}

function viewEvent({ deliveries }: Webhooks, event: WebhookEvent) {
  return {
    id: event.id,
    event_type: event.eventType,
    ...(event.resourceId === undefined ? {} : { resource_id: event.resourceId }),
    created_at: new Date(event.createdAt).toISOString(),
    deliveries: deliveries.filter(({ eventId }) => eventId === event.id).map(viewDelivery),
  };
}

const viewDelivery = ({ webhookId, attempt, outcome, at }: DeliveryAttempt) => ({
  webhook_id: webhookId,
  attempt,
  outcome: outcome === "dropped" ? outcome : outcomeText(outcome),
  at: new Date(at).toISOString(),
});

const outcomeText = (reception: Reception): string =>
  "status" in reception ? String(reception.status) : reception.error;
