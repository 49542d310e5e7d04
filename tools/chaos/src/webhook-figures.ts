import type { Sandbox } from "@onekonsole/billing-sandbox";

type Webhooks = Sandbox["paypal"]["webhooks"];
type Delivery = Webhooks["deliveries"][number];

/** Counts of events and deliveries, in the order of the report. */
export function webhookFigures(
  webhooks: Pick<Webhooks, "deliveries" | "events">,
): readonly (readonly [string, number])[] {
  const { deliveries } = webhooks;
  const sent = deliveries.filter(({ outcome }) => outcome !== "dropped");
  const accepted = deliveries.filter(isAccepted);
  const events = new Set(accepted.map(({ eventId }) => eventId));
  return [
    ["events", webhooks.events().length],
    ["dropped", deliveries.length - sent.length],
    ["deliveries", sent.length],
    ["accepted", accepted.length],
    ["accepted more than once", accepted.length - events.size],
  ];
}

const isAccepted = ({ outcome }: Delivery): boolean =>
  typeof outcome === "object" && "status" in outcome && outcome.status < 300;
