import type { BillingError } from "@onekonsole/billing-client/react";
import { type OrderState, stateMeaning } from "@onekonsole/billing-contract";

/**
 * The action that the page offers: open PayPal, place a new order, show the first order, or none.
 */
export type NextAction = "approve" | "order-again" | "first-order" | "none";

export interface ApprovalStanding {
  /** PayPal is being queried: no action, although the order still awaits its approval. */
  readonly isChecking: boolean;
  /** The error of the latest approval request. */
  readonly failed?: BillingError["code"] | undefined;
  /** Another order has the cluster name, so this one has ended. */
  readonly isDuplicate?: boolean;
}

/** The customer's next action for an order. */
export function nextAction(
  state: OrderState | undefined,
  { isChecking, failed, isDuplicate = false }: ApprovalStanding,
): NextAction {
  if (!state || isChecking) return "none";
  if (isDuplicate) return "first-order";
  const { payment, settled } = stateMeaning(state);
  if (settled) return payment === "Failed" ? "order-again" : "none";
  if (state !== "awaiting_approval") return "none";
  return afterFailure(failed);
}

function afterFailure(failed: ApprovalStanding["failed"]): NextAction {
  if (failed === "order_expired") return "order-again";
  const isApprovalMissing = failed === "order_not_approved" || failed === "payment_declined";
  // Any other failure is one of the request: the payer may have approved.
  return failed === undefined || isApprovalMissing ? "approve" : "none";
}
