import { http, type HttpHandler } from "msw";
import { breakable, type Effect } from "../http/breakable.ts";
import { readCall } from "../http/call.ts";
import { authorized } from "./authorized.ts";
import { captureByApi } from "./capture-order.ts";
import { createOrder } from "./create-order.ts";
import { getCapture } from "./get-capture.ts";
import { getOrder } from "./get-order.ts";
import { issueToken } from "./issue-token.ts";
import type { PayPalOperation, PayPalSandbox } from "./paypal-sandbox.ts";
import { showApprovalPage, submitApprovalPage } from "./visit-approval-page.ts";

type Verb = (paypal: PayPalSandbox, ...call: Parameters<Effect>) => Response;

/** PayPal as msw request handlers, for any host; the busiest paths come first. */
export function paypalHandlers(paypal: PayPalSandbox): HttpHandler[] {
  const api = (operation: PayPalOperation, verb: Verb) =>
    breakable(
      paypal,
      operation,
      authorized(paypal, (call) => verb(paypal, call)),
    );
  const page = (verb: Verb) => async (incoming: Parameters<typeof readCall>[0]) => {
    const call = await readCall(incoming);
    paypal.log.record(call);
    return verb(paypal, call);
  };
  return [
    http.post("*/v2/checkout/orders", api("orders.create", createOrder)),
    http.post("*/v2/checkout/orders/:id/capture", api("orders.capture", captureByApi)),
    http.get("*/v2/checkout/orders/:id", api("orders.get", getOrder)),
    http.get("*/v2/payments/captures/:id", api("captures.get", getCapture)),
    http.post(
      "*/v1/oauth2/token",
      breakable(paypal, "token", (call) => issueToken(paypal, call)),
    ),
    http.get("*/checkoutnow", page(showApprovalPage)),
    http.post("*/checkoutnow", page(submitApprovalPage)),
  ];
}
