import type { Call } from "../../http/call.ts";
import type { PayPalSandbox } from "../paypal-sandbox.ts";
import { checkoutPage } from "./checkout-page.ts";
import { findPayable } from "./find-payable.ts";
import { pageResponse } from "./page-response.ts";

/** `GET /checkoutnow?token=…`: the approval page of an order. */
export function showApprovalPage(paypal: PayPalSandbox, call: Call): Response {
  const found = findPayable(paypal, call);
  if ("refusal" in found) return found.refusal(200);
  const { returnUrl, cancelUrl } = found.order;
  const formTargets = [returnUrl, cancelUrl];
  return pageResponse(200, checkoutPage(found.order, found), { formTargets });
}
