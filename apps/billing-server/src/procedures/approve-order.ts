import type { AppOutputs } from "@onekonsole/billing-contract";
import { BillingError } from "../domain/billing-error.ts";
import { interpretPayPalOrder } from "../domain/interpret-paypal-order.ts";
import { toOrderEvent, type Interpretation } from "../domain/interpretation.ts";
import type { Order } from "../domain/order.ts";
import { hasTrait } from "../domain/state-traits.ts";
import { recordPayPalState } from "../ports/record-paypal-state.ts";
import { recordUnchangedRead } from "../ports/record-unchanged-read.ts";
import { orderSpan } from "../ports/tracer.ts";
import type { Call } from "./call.ts";
import type { Dependencies } from "./context.ts";
import { findOwnOrder, type OrderReference } from "./find-own-order.ts";
import { approveError } from "./paypal-error.ts";

type ApprovedOrder = AppOutputs["order"]["approve"];

/**
 * Approves an order by its state at PayPal, not by what the browser claims. The first call changes the row;
 * later calls return the same result from it. One approval at PayPal leads to one capture: after a rejected
 * one, until PayPal shows a newer approval, throws `payment_declined` or `order_not_approved` with the
 * URL to approve at.
 */
export async function approveOrder(
  deps: Dependencies,
  call: Call<OrderReference>,
): Promise<ApprovedOrder> {
  const order = await findOwnOrder(deps.store, call);
  const isDecided = !hasTrait(order.state, "approveReadsPayPal") || order.capturedAmount > 0n;
  if (isDecided) return toResult(order);
  return deps.tracer.span(orderSpan(order, "approve"), () => readAndRecord(deps, order));
}

async function readAndRecord(
  { store, paypal }: Dependencies,
  order: Order,
): Promise<ApprovedOrder> {
  const answer = await paypal.getOrder(order.paypalOrderId, "interactive");
  const reading = interpretPayPalOrder(order, { answer, at: new Date() });
  const debugId = answer.ok ? answer.debugId : answer.failure.debugId;
  const event = toOrderEvent(reading);
  const note = "evidence" in reading ? reading.evidence : undefined;
  const cause = { by: "approve", debugId, note } as const;
  const moved = event && (await recordPayPalState(store, { order, event, cause }));
  await recordUnchangedRead(store, moved ?? order, reading);
  if (moved) return toResult(moved);
  if (!event) return resultWithoutChange(order, { reading, debugId });

  // A concurrent request changed the row, or nothing changed: the row has the result.
  const current = await store.find(order.id);
  if (!current) throw new BillingError("order_not_found");
  return toResult(current);
}

interface UnchangedOrder {
  readonly reading: Interpretation;
  readonly debugId: string | undefined;
}

/** The result when PayPal's response decides nothing: the row's, unless that could be wrong. */
function resultWithoutChange(order: Order, { reading, debugId }: UnchangedOrder): ApprovedOrder {
  const isWaiting = order.state === "awaiting_approval";
  if (reading.kind === "unanswered" && isWaiting) throw approveError(reading.failure);
  if (
    mayBePaid(reading)
      ? hasTrait(order.state, "approveReportsUnpaid")
      : isWaiting && isInvisible(reading)
  ) {
    const retryAfterMs =
      "readAgainMs" in reading ? (reading.readAgainMs ?? defaultRetryAfterMs) : defaultRetryAfterMs;
    const issue = missingDetail(reading);
    const cause = new Error(`PayPal's response decides nothing: ${issue}`);
    throw new BillingError("paypal_unavailable", { retryAfterMs, debugId, issue, cause });
  }
  return toResult(order);
}

/** What PayPal's response lacks, for the log. */
function missingDetail(reading: Interpretation): string {
  if (reading.kind === "unreadable") return reading.issue;
  return reading.kind === "not_yet" ? reading.why : reading.kind;
}

const defaultRetryAfterMs = 60_000;

/** Money may have been taken. */
const mayBePaid = (reading: Interpretation): boolean =>
  reading.kind === "unreadable" ||
  (reading.kind === "not_yet" && reading.why === "payment_not_shown");

const isInvisible = (reading: Interpretation): boolean =>
  reading.kind === "not_yet" && reading.why === "not_visible";

function toResult(order: Order): ApprovedOrder {
  switch (order.state) {
    case "awaiting_approval":
      throw approvalError(order);
    case "capture_failed":
      throw new BillingError("payment_declined");
    case "expired":
      if (order.firstOrderId === null) throw new BillingError("order_expired");
      throw new BillingError("duplicate_purchase", { orderId: order.firstOrderId });
    case "approved":
    case "capture_pending":
    case "captured":
    case "provisioned":
    case "refunding":
    case "refunded":
    case "needs_attention":
      return approvalResult(order);
    case "closed":
      // Nothing was captured, approved or not.
      if (order.capturedAmount === 0n) throw new BillingError("order_expired");
      return approvalResult(order);
  }
}

/** The payer can choose another payment method, or complete the approval, at the same URL. */
function approvalError({ approvalRefusal, approveUrl }: Order): BillingError {
  const code = approvalRefusal === "declined" ? "payment_declined" : "order_not_approved";
  return new BillingError(code, approveUrl === null ? {} : { approveUrl });
}

/** The result of the first approval. */
function approvalResult({ paypalOrderId, approvalStatus }: Order): ApprovedOrder {
  // Without an approval status, a mismatch was found first.
  if (!approvalStatus) throw new BillingError("payment_mismatch");
  return { id: paypalOrderId, status: approvalStatus };
}
