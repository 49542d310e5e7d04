import type { Call } from "../../http/call.ts";
import { payer } from "../accounts.ts";
import type { OrderRecord } from "../order-record.ts";
import { type PaymentMethod, paymentMethods, type PaymentOutcome } from "../payment-outcome.ts";
import type { PayPalSandbox } from "../paypal-sandbox.ts";
import { debugHeaders } from "../responses.ts";
import { findPayable } from "./find-payable.ts";
import { messagePage } from "./message-page.ts";
import { pageResponse } from "./page-response.ts";

/** `POST /checkoutnow?token=…`: applies the payer's decision and redirects to the order's URL. */
export function submitApprovalPage(paypal: PayPalSandbox, call: Call): Response {
  const found = findPayable(paypal, call);
  if ("refusal" in found) return found.refusal(409);
  const { order, texts } = found;
  const form = new URLSearchParams(call.text);
  if (form.get("action") === "cancel") {
    const page = messagePage(texts, "cancelled", order.id);
    return redirectBack(order.cancelUrl, { token: order.id }) ?? pageResponse(200, page);
  }
  applyDecision(paypal, order, form);
  const page = messagePage(texts, "approved", order.id);
  const added = { token: order.id, PayerID: payer.payer_id };
  return redirectBack(order.returnUrl, added) ?? pageResponse(200, page);
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

function redirectBack(
  address: string | undefined,
  added: Record<string, string>,
): Response | undefined {
  if (!address) return undefined;
  const target = new URL(address);
  for (const [name, value] of Object.entries(added)) target.searchParams.set(name, value);
  const headers = { ...debugHeaders(), location: target.href };
  return new Response(null, { status: 303, headers });
}
