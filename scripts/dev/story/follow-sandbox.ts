import type { Sandbox } from "@onekonsole/billing-sandbox";
import { formatOffset } from "../banner.ts";
import { summarizeDelivery } from "./summarize-delivery.ts";

/** Reports what happens at the simulators, as one text for each event. */
export function followSandbox(sandbox: Sandbox, report: (text: string) => void): void {
  const { paypal } = sandbox;
  const { webhooks, clock } = paypal;
  webhooks.attempted.add((attempt) => {
    const text = summarizeDelivery(attempt);
    const orderId = findOrderId(sandbox, webhooks.find(attempt.eventId)?.resourceId);
    if (text !== undefined) report(orderId === undefined ? text : `${orderId}  ${text}`);
  });
  clock.follow((offset) => {
    report(`the clock moves to ${formatOffset(offset)} ahead`);
    return Promise.resolve();
  });
  sandbox.acted.add((operation) => {
    if (!isSilent(operation)) report(`control API: ${operation}`);
  });
}

/** The clock has a line of its own, and a token changes nothing. */
const isSilent = (operation: string): boolean =>
  operation.startsWith("clock.") || operation === "issuer.token";

/** The order with this id, or of the capture or refund with it. */
function findOrderId({ paypal }: Sandbox, resourceId = ""): string | undefined {
  if (paypal.orders.has(resourceId)) return resourceId;
  return paypal.orderOfCapture.get(paypal.captureOfRefund.get(resourceId) ?? resourceId);
}
