import type { AppOutputs } from "@onekonsole/billing-contract";
import { BillingError } from "../domain/billing-error.ts";
import {
  eventOf,
  type Interpretation,
  interpretPayPalOrder,
} from "../domain/interpret-paypal-order.ts";
import type { Order } from "../domain/order.ts";
import { hasTrait } from "../domain/state-traits.ts";
import { noteLook } from "../ports/note-look.ts";
import { recordPayPalState } from "../ports/record-paypal-state.ts";
import { orderSpan } from "../ports/tracer.ts";
import type { Call } from "./call.ts";
import type { Dependencies } from "./context.ts";
import { findOwnOrder, type OrderReference } from "./find-own-order.ts";
import { errorOfPayPal } from "./paypal-error.ts";

type ApprovedOrder = AppOutputs["order"]["approve"];

/**
 * Believes PayPal, not the browser: PayPal is asked what became of the order. The first approve moves it;
 * later ones get the same answer from the row. One approval at PayPal leads to one capture: while the last
 * one was refused and PayPal shows no newer one, the answer is `payment_declined` or `order_not_approved`,
 * with the address to approve at.
 */
export async function approveOrder(
  deps: Dependencies,
  call: Call<OrderReference>,
): Promise<ApprovedOrder> {
  const order = await findOwnOrder(deps.store, call);
  const isDecided = !hasTrait(order.state, "approveReadsPayPal") || order.capturedAmount > 0n;
  if (isDecided) return answerOf(order);
  return deps.tracer.span(orderSpan(order, "approve"), () => askPayPal(deps, order));
}

async function askPayPal({ store, paypal }: Dependencies, order: Order): Promise<ApprovedOrder> {
  const answer = await paypal.getOrder(order.paypalOrderId, "interactive");
  const reading = interpretPayPalOrder(order, { answer, at: new Date() });
  const debugId = answer.ok ? answer.debugId : answer.failure.debugId;
  const event = eventOf(reading);
  const note = "evidence" in reading ? reading.evidence : undefined;
  const cause = { by: "approve", debugId, note } as const;
  const moved = event && (await recordPayPalState(store, { order, event, cause }));
  await noteLook(store, moved ?? order, reading);
  if (moved) return answerOf(moved);
  if (!event) return answerUnmoved(order, { reading, debugId });

  // Another request was faster, or nothing has changed: the row has the answer that was given.
  const current = await store.find(order.id);
  if (!current) throw new BillingError("order_not_found");
  return answerOf(current);
}

interface Unmoved {
  readonly reading: Interpretation;
  readonly debugId: string | undefined;
}

/** The answer where PayPal's decides nothing: the row's, unless the row's would be a guess. */
function answerUnmoved(order: Order, { reading, debugId }: Unmoved): ApprovedOrder {
  const isWaiting = order.state === "awaiting_approval";
  if (reading.kind === "unanswered" && isWaiting) throw errorOfPayPal(reading.failure);
  if (
    isUnsure(reading) ? hasTrait(order.state, "answersUnpaid") : isWaiting && isInvisible(reading)
  ) {
    const retryAfterMs = "lookAgainMs" in reading ? (reading.lookAgainMs ?? minuteMs) : minuteMs;
    const issue = issueOf(reading);
    const cause = new Error(`PayPal's answer decides nothing: ${issue}`);
    throw new BillingError("paypal_unavailable", { retryAfterMs, debugId, issue, cause });
  }
  return answerOf(order);
}

/** For the log: what PayPal's answer lacked. */
function issueOf(reading: Interpretation): string {
  if (reading.kind === "unreadable") return reading.issue;
  return reading.kind === "not_yet" ? reading.why : reading.kind;
}

const minuteMs = 60_000;

/** Money may have been taken. */
const isUnsure = (reading: Interpretation): boolean =>
  reading.kind === "unreadable" ||
  (reading.kind === "not_yet" && reading.why === "payment_not_shown");

const isInvisible = (reading: Interpretation): boolean =>
  reading.kind === "not_yet" && reading.why === "not_visible";

function answerOf(order: Order): ApprovedOrder {
  switch (order.state) {
    case "awaiting_approval":
      throw unapproved(order);
    case "capture_failed":
      throw new BillingError("payment_declined");
    case "expired":
      if (order.duplicateOf === null) throw new BillingError("order_expired");
      throw new BillingError("duplicate_purchase", { orderId: order.duplicateOf });
    case "approved":
    case "capture_pending":
    case "captured":
    case "provisioned":
    case "refunding":
    case "refunded":
    case "needs_attention":
      return givenAnswer(order);
    case "closed":
      // Whatever was approved once, no money came.
      if (order.capturedAmount === 0n) throw new BillingError("order_expired");
      return givenAnswer(order);
  }
}

/** The payer's turn: PayPal takes another means of payment, or the rest of the approval, at the same address. */
function unapproved({ approvalRefusal, approveUrl }: Order): BillingError {
  const code = approvalRefusal === "declined" ? "payment_declined" : "order_not_approved";
  return new BillingError(code, approveUrl === null ? {} : { approveUrl });
}

/** What the first approve was answered. */
function givenAnswer({ paypalOrderId, approvalStatus }: Order): ApprovedOrder {
  // Without a status no approval was seen: a mismatch was found first.
  if (!approvalStatus) throw new BillingError("payment_mismatch");
  return { id: paypalOrderId, status: approvalStatus };
}
