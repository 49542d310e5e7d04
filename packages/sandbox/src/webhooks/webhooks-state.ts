import type { Delivery, DeliveryAttempt, Subscription } from "./delivery.ts";
import type { WebhookEvent } from "./webhook-event.ts";
import type { WebhooksState } from "./webhooks-schema.ts";

type DeliveryState = WebhooksState["pending"][string];

/** Changes the text of an event from one host to another. */
export type MoveHost = (body: string) => string;

export const exportSubscription = ({ events, ...rest }: Subscription) => ({
  ...rest,
  events: [...events],
});

export const importSubscription = ({
  events,
  ...rest
}: WebhooksState["subscriptions"][number]): Subscription => ({ ...rest, events: new Set(events) });

export const importEvent = (
  state: WebhooksState["events"][string],
  move: MoveHost,
): WebhookEvent => ({ ...state, resourceId: state.resourceId, body: move(state.body) });

export const exportDelivery = ({ subscription, ...rest }: Delivery) => ({
  ...rest,
  subscription: exportSubscription(subscription),
});

export const importDelivery = (
  { event, subscription, ...rest }: DeliveryState,
  move: MoveHost,
): Delivery => ({
  ...rest,
  event: importEvent(event, move),
  subscription: importSubscription(subscription),
});

export const importAttempt = (state: WebhooksState["attempts"][string]): DeliveryAttempt => ({
  ...state,
  transmissionId: state.transmissionId,
});
