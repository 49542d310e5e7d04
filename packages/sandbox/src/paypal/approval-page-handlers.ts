import type { Call } from "../http/call.ts";
import { payer } from "./accounts.ts";
import { htmlResponse, messagePage, payPage } from "./approval-page.ts";
import type { OrderRecord } from "./order-record.ts";
import type { PaymentOutcome } from "./payment-outcome.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { debugHeaders } from "./responses.ts";

/** `GET /checkoutnow?token=…`: the approval page of an order. */
export function showApprovalPage(paypal: PayPalSandbox, { url }: Call): Response {
  const order = paypal.find(url.searchParams.get("token") ?? "");
  if (!order) return unknownOrder();
  return order.status === "COMPLETED"
    ? alreadyPaid(order, 200)
    : htmlResponse(200, payPage(order), order);
}

/** `POST /checkoutnow?token=…`: applies the payer's decision and redirects to the order's URL. */
export function submitApprovalPage(paypal: PayPalSandbox, { url, text }: Call): Response {
  const order = paypal.find(url.searchParams.get("token") ?? "");
  if (!order) return unknownOrder();
  if (order.status === "COMPLETED") return alreadyPaid(order, 409);
  const form = new URLSearchParams(text);
  if (form.get("action") === "cancel") {
    const cancelled = messagePage("Cancelled", "Nothing was paid. You may close this window.");
    return redirectBack(order.cancelUrl, { token: order.id }) ?? htmlResponse(200, cancelled);
  }
  const end = chosenEnd(form.get("ending"));
  if (form.get("capture_in_browser")) paypal.captureInBrowser(order.id, end);
  else paypal.approve(order.id, end);
  const approved = messagePage("Approved", "Thank you. You may close this window.");
  const back = redirectBack(order.returnUrl, { token: order.id, PayerID: payer.payer_id });
  return back ?? htmlResponse(200, approved);
}

function chosenEnd(ending: string | null): PaymentOutcome {
  const [capture, pendingReason] = (ending ?? "").split(" ");
  if (capture === "DECLINED") return { capture };
  if (capture !== "PENDING") return { capture: "COMPLETED" };
  return { capture, ...(pendingReason ? { pendingReason } : {}) };
}

function alreadyPaid(order: OrderRecord, status: 200 | 409): Response {
  const message = `Order ${order.id} is already paid. You may close this window.`;
  return htmlResponse(status, messagePage("Nothing to pay", message));
}

function unknownOrder(): Response {
  const message = "It has expired, or it never existed. Go back to the shop and order again.";
  return htmlResponse(404, messagePage("There is no such order", message));
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
