import type { DeliveryAttempt } from "@onekonsole/billing-sandbox";

/** The line about one attempt to deliver a webhook event; `undefined` for a repeated failure. */
export function summarizeDelivery({
  eventType,
  attempt,
  outcome,
}: Pick<DeliveryAttempt, "eventType" | "attempt" | "outcome">): string | undefined {
  const name = `webhook ${eventType}`;
  if (outcome === "dropped") return `${name} lost`;
  const failure = describeFailure(outcome);
  if (failure === undefined)
    return attempt > 1 ? `${name} delivered at attempt ${attempt}` : `${name} delivered`;
  return attempt > 1 ? undefined : `${name} not accepted (${failure}), PayPal sends it again`;
}

function describeFailure(reception: Exclude<DeliveryAttempt["outcome"], "dropped">) {
  if ("error" in reception) return reception.error;
  return Math.floor(reception.status / 100) === 2 ? undefined : String(reception.status);
}
