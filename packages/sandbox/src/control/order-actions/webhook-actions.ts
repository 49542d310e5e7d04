import { controlCall } from "../control-call.ts";
import type { ActionRule, OrderEvent, OrderSituation } from "./order-action.ts";

/** The events about an order, its payments, refunds and disputes, in the given order. */
function eventsAbout(
  { id, captures, refunds, dispute_ids }: OrderSituation["order"],
  events: readonly OrderEvent[],
): readonly OrderEvent[] {
  const ids = new Set([id, ...dispute_ids, ...[...captures, ...refunds].map((it) => it.id)]);
  return events.filter(({ resource_id }) => resource_id !== undefined && ids.has(resource_id));
}

const newest = ({ order, events = [] }: OrderSituation) => eventsAbout(order, events).slice(0, 1);

export const webhookActions: readonly ActionRule[] = [
  {
    id: "repeat-webhook",
    actor: "paypal",
    label: "Send the latest webhook again",
    leadsTo: "The service receives the event a second time, and changes nothing.",
    calls: (situation) =>
      newest(situation).map(({ id }) => controlCall("webhooks", "deliver", { id })),
  },
  {
    id: "forge-webhook",
    actor: "attacker",
    label: "Send the latest webhook with a forged signature",
    leadsTo: "The service rejects the event, and changes nothing.",
    calls: (situation) =>
      newest(situation).map(({ id }) =>
        controlCall("webhooks", "forge", { id, forgery: "wrong_signature" }),
      ),
  },
];
