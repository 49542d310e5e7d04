import type { BillingError } from "@onekonsole/billing-client";
import { type OrderState, orderStateMeaning } from "@onekonsole/billing-contract/browser";

/** What the page offers the customer: go to PayPal, place a new order, see the order that came first, or nothing. */
export type NextAction = "approve" | "order-again" | "first-order" | "none";

export interface ApprovalStanding {
  /** PayPal is being asked right now: nothing to do, though the order still awaits its approval. */
  readonly isChecking: boolean;
  /** How the latest attempt to take the payment failed. */
  readonly failed?: BillingError["code"] | undefined;
  /** Another order has the cluster name, because of which this one ended. */
  readonly isDuplicate?: boolean;
}

/** What a customer can do about an order as it stands. */
export function nextAction(
  state: OrderState | undefined,
  { isChecking, failed, isDuplicate = false }: ApprovalStanding,
): NextAction {
  if (!state || isChecking) return "none";
  if (isDuplicate) return "first-order";
  const { payment, settled } = orderStateMeaning[state];
  if (settled) return payment === "Failed" ? "order-again" : "none";
  if (state !== "awaiting_approval") return "none";
  return afterFailure(failed);
}

function afterFailure(failed: ApprovalStanding["failed"]): NextAction {
  if (failed === "order_expired") return "order-again";
  const isApprovalMissing = failed === "order_not_approved" || failed === "payment_declined";
  // After any other failure it was our asking that failed: the payer may well have approved.
  return failed === undefined || isApprovalMissing ? "approve" : "none";
}
