import type { Transmission } from "@onekonsole/billing-sandbox";
import type { SignedWebhookRequest } from "../ports/webhook-verifier.ts";
import { orderToOpen, type PayPalUnderTest } from "./paypal-under-test.ts";

/** The id of the subscription that tests receive under. */
export const webhookId = "1JE4291016473214C";

/** Subscribes, without anything being sent: tests deliver by hand. */
export function subscribe({ sandbox }: PayPalUnderTest): void {
  sandbox.webhooks.pause();
  sandbox.webhooks.subscribe({ url: "http://127.0.0.1:1/webhooks/paypal", webhookId });
}

/** Something happens at the simulated PayPal; the id of the event that tells of it. */
export async function newEvent({ sandbox, gateway }: PayPalUnderTest): Promise<string> {
  const opened = await gateway.createOrder(orderToOpen());
  if (!opened.ok) throw new Error(opened.failure.issue);
  sandbox.approve(opened.value.id);
  const event = sandbox.webhooks.events().at(-1);
  if (!event) throw new Error("The simulator told of nothing.");
  return event.id;
}

/** A transmission as its receiver sees it. */
export function asDelivery({
  headers,
  body,
}: Pick<Transmission, "headers" | "body">): SignedWebhookRequest {
  return { header: (name) => headers[name.toLowerCase()], rawBody: Buffer.from(body) };
}
