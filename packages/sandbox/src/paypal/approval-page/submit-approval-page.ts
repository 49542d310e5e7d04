import type { Call } from "../../http/call.ts";
import { payer } from "../accounts.ts";
import type { OrderRecord } from "../order-record.ts";
import { type PaymentMethod, paymentMethods, type PaymentOutcome } from "../payment-outcome.ts";
import type { PayPalSandbox } from "../paypal-sandbox.ts";
import { debugHeaders } from "../responses.ts";
import { endPage } from "./end-page.ts";
import { findPayable } from "./find-payable.ts";
import { openerOrigin } from "./opener-report.ts";

/**
 * `POST /checkoutnow?token=…`: applies the payer's decision and redirects to the order's URL. A popup of the browser
 * SDK stays at PayPal and reports to its opener.
 */
export function submitApprovalPage(paypal: PayPalSandbox, call: Call): Response {
  const found = findPayable(paypal, call);
  if ("refusal" in found) return found.refusal(409);
  const { order, texts } = found;
  const form = new URLSearchParams(call.text);
  const isCancelled = form.get("action") === "cancel";
  if (!isCancelled) applyDecision(paypal, order, form);
  const back = openerOrigin(call.url) ? undefined : redirectBack(order, isCancelled);
  return (
    back ?? endPage(call, texts, { status: 200, message: isCancelled ? "cancelled" : "approved" })
  );
}

function applyDecision(paypal: PayPalSandbox, order: OrderRecord, form: URLSearchParams): void {
  const method = paymentMethods.find((it) => it === form.get("method"));
  const outcome = chosenOutcome(form.get("ending"), method);
  if (form.get("capture_in_browser")) paypal.captureInBrowser(order.id, outcome);
  else paypal.approve(order.id, outcome);
}

function chosenOutcome(ending: string | null, method: PaymentMethod | undefined): PaymentOutcome {
  const [capture, pendingReason] = (ending ?? "").split(" ");
  const chosen = method ? { method } : {};
  if (capture === "DECLINED") return { capture, ...chosen };
  if (capture !== "PENDING") return { capture: "COMPLETED", ...chosen };
  return { capture, ...(pendingReason ? { pendingReason } : {}), ...chosen };
}

/** PayPal adds the order's id to both URLs, and the payer's id to the return URL. */
function redirectBack(order: OrderRecord, isCancelled: boolean): Response | undefined {
  const address = isCancelled ? order.cancelUrl : order.returnUrl;
  if (!address) return undefined;
  const target = new URL(address);
  target.searchParams.set("token", order.id);
  if (!isCancelled) target.searchParams.set("PayerID", payer.payer_id);
  return new Response(null, { status: 303, headers: { ...debugHeaders(), location: target.href } });
}
