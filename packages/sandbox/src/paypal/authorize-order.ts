import type { Call } from "../http/call.ts";
import { keyRefusal } from "./json-body.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { issueError, notFound } from "./responses.ts";

/**
 * `POST /v2/checkout/orders/{id}/authorize`: its errors only. An approved order of the right intent is rejected as
 * for a merchant without this feature, since the sandbox has no authorizations.
 */
export function authorizeOrder(paypal: PayPalSandbox, call: Call): Response {
  const refusal = keyRefusal(call.request.headers.get("paypal-request-id"));
  if (refusal) return refusal;
  const id = call.params["id"] ?? "";
  // The only operation for which PayPal documents an issue for expiry; the others return 404.
  if (paypal.hasExpired(id)) return issueError("ORDER_EXPIRED");
  const order = paypal.find(id);
  if (!order) return notFound();
  if (order.intent !== "AUTHORIZE") return issueError("ACTION_DOES_NOT_MATCH_INTENT");
  return issueError(
    order.status === "APPROVED" ? "AUTH_CAPTURE_NOT_ENABLED" : "ORDER_NOT_APPROVED",
  );
}
