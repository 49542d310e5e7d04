import type { Call } from "../http/call.ts";
import { bodyRefusal, keyRefusal, wantsRepresentation } from "./json-body.ts";
import { type OrderRecord, touchOrder } from "./order-record.ts";
import { capturedOrder, fullOrder } from "./order-wire.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer, issueError, notFound } from "./responses.ts";

/**
 * `POST /v2/checkout/orders/{id}/capture`. Captures at most once for any keys: check and
 * effect are synchronous, so that no other call can interleave.
 */
export function captureByApi(paypal: PayPalSandbox, call: Call): Response {
  const key = call.request.headers.get("paypal-request-id");
  const refusal = keyRefusal(key) ?? (call.text === "" ? undefined : bodyRefusal(call));
  if (refusal) return refusal;
  const order = paypal.find(call.params["id"] ?? "");
  if (!order) return notFound();

  const { pathname } = call.url;
  const earlier = paypal.keys.find(pathname, key);
  if (earlier) {
    if ("refusedWith" in earlier) return issueError(earlier.refusedWith);
    return captureResponse(200, { paypal, call, order });
  }
  const issue = captureIssue(order);
  if (issue === "INSTRUMENT_DECLINED") {
    order.declines.push({ approval: order.approvals, key, method: order.end?.method });
    if (paypal.declinesMoveUpdateTime) touchOrder(order, paypal.clock.now());
    if (paypal.replaysDeclines) paypal.keys.record(pathname, key, { refusedWith: issue });
  }
  if (issue) return issueError(issue);
  paypal.capture(order);
  paypal.keys.record(pathname, key, { orderId: order.id });
  return captureResponse(201, { paypal, call, order });
}

function captureIssue({ intent, status, end }: OrderRecord): string | undefined {
  if (intent !== "CAPTURE") return "ACTION_DOES_NOT_MATCH_INTENT";
  if (status === "COMPLETED") return "ORDER_ALREADY_CAPTURED";
  if (status !== "APPROVED") return "ORDER_NOT_APPROVED";
  return end?.capture === "DECLINED" ? "INSTRUMENT_DECLINED" : undefined;
}

interface Captured {
  readonly paypal: PayPalSandbox;
  readonly call: Call;
  readonly order: OrderRecord;
}

function captureResponse(status: 200 | 201, { paypal, call, order }: Captured): Response {
  const view = wantsRepresentation(call) ? fullOrder : capturedOrder;
  return answer(status, view(order, paypal.url));
}
