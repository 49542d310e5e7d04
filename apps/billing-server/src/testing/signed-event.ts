import type { Transmission } from "@onekonsole/billing-sandbox";
import type { SignedWebhookRequest } from "../ports/webhook-verifier.ts";
import { orderToOpen, type PayPalUnderTest } from "./paypal-under-test.ts";

/** The webhook subscription id of the tests. */
export const webhookId = "1JE4291016473214C";

/** Subscribes with paused deliveries: tests deliver events themselves. */
export function subscribe({ sandbox }: PayPalUnderTest): void {
  sandbox.webhooks.pause();
  sandbox.webhooks.subscribe({ url: "http://127.0.0.1:1/webhooks/paypal", webhookId });
}

/** Causes an event at the simulated PayPal and returns its id. */
export async function newEvent({ sandbox, gateway }: PayPalUnderTest): Promise<string> {
  const opened = await gateway.createOrder(orderToOpen());
  if (!opened.ok) throw new Error(opened.failure.issue);
  sandbox.approve(opened.value.id);
  const event = sandbox.webhooks.events().at(-1);
  if (!event) throw new Error("The sandbox emitted no event.");
  return event.id;
}

/** A transmission in the form that the verifier receives. */
export function asDelivery({
  headers,
  body,
}: Pick<Transmission, "headers" | "body">): SignedWebhookRequest {
  return { header: (name) => headers[name.toLowerCase()], rawBody: Buffer.from(body) };
}
