import type { ApprovalRefusal, ApprovalStatus, PayPalOrderId } from "./order.ts";
import type { ProblemText, StoredProblem } from "./problem-texts.ts";
import type { PayPalRefund } from "./refund.ts";

/**
 * The money of a capture, in minor units of its own currency; a mismatched payment may have another
 * one than the order.
 */
export interface CapturedMoney {
  readonly captureId: string;
  readonly currency: string;
  readonly amount: bigint;
}

/**
 * What can happen to an order: facts from PayPal and web-order, and an operator's decisions, never
 * the browser's claims. A `reason` is a text for the customer.
 */
export type OrderEvent =
  | {
      readonly type: "payer_approved";
      /** PayPal's `update_time` of the order that shows the approval, if it has one. */
      readonly approvalTime?: Date | null;
    }
  | { readonly type: "order_gone" | "approval_timed_out" }
  | {
      readonly type: "capture_completed";
      readonly money: CapturedMoney;
      /** Set if the browser captured, so that the approval was first read with the payment. */
      readonly approvalStatus?: ApprovalStatus;
    }
  /** Paid while another order had the cluster name. */
  | {
      readonly type: "duplicate_paid";
      readonly money: CapturedMoney;
      /** As above. */
      readonly approvalStatus?: ApprovalStatus;
      readonly firstOrderId: PayPalOrderId;
    }
  | {
      readonly type: "capture_pending";
      readonly money: CapturedMoney;
      /** As above. */
      readonly approvalStatus?: ApprovalStatus;
      /** PayPal's reason for holding the capture; absent or `null` if it stated none. */
      readonly pendingReason?: string | null;
    }
  | {
      readonly type: "capture_mismatched";
      readonly money: CapturedMoney;
      readonly reason: ProblemText;
    }
  /** Captured, and reversed before the payment was first read. */
  | {
      readonly type: "capture_reversed";
      readonly money: CapturedMoney;
      /** As above. */
      readonly approvalStatus?: ApprovalStatus;
      /** The refunds and reversals that PayPal lists, recorded with the payment; may be empty. */
      readonly refunds: readonly PayPalRefund[];
      /**
       * Why the payment is refunded if the reversal is cancelled; `null` if the order is delivered
       * then.
       */
      readonly mismatch: ProblemText | null;
    }
  | {
      readonly type: "capture_declined";
      readonly captureId: string | null;
      readonly reason: ProblemText;
    }
  /**
   * PayPal shows for this order a capture or refund, `paypalId`, that another order has. It changes no
   * money; the cause's note says what PayPal showed.
   */
  | {
      readonly type: "conflict_found";
      readonly paypalId: string;
      /** As of a capture. */
      readonly approvalStatus?: ApprovalStatus | undefined;
    }
  /** The approved payment does not match the order: nothing was taken, and nothing will be. */
  | { readonly type: "payment_refused"; readonly reason: ProblemText }
  /** Another order had the cluster name at the approval: nothing was taken, and nothing will be. */
  | { readonly type: "purchase_refused"; readonly firstOrderId: PayPalOrderId }
  | {
      readonly type: "approval_needed";
      readonly refusal: ApprovalRefusal;
      /** The order's `update_time` after the rejected capture, if PayPal showed one. */
      readonly approvalTime?: Date | null;
      readonly reason: ProblemText;
    }
  | { readonly type: "delivered"; readonly webOrderId: number | null }
  | {
      readonly type: "capture_refused" | "delivery_refused" | "gave_up" | "refund_failed";
      readonly reason: ProblemText;
    }
  | {
      readonly type: "refund_requested";
      /** Minor units; `null` is all that remains. */
      readonly amount: bigint | null;
      readonly reason: ProblemText;
    }
  /**
   * `total` is what was refunded or reversed in total, in minor units of the capture's currency.
   */
  | { readonly type: "partly_refunded" | "fully_refunded"; readonly total: bigint }
  /** Every requested refund is complete, but money remains: an operator decides about the rest. */
  | { readonly type: "refund_short"; readonly total: bigint }
  | {
      readonly type: "payment_reversed";
      readonly total: bigint;
      /**
       * The refunded total after this event: the reversal may have been recorded as a refund
       * before.
       */
      readonly refunded?: bigint;
    }
  /** PayPal cancelled a reversal or a refund, so the merchant has the money again. */
  | {
      readonly type: "reversal_cancelled";
      /**
       * What remains reversed, in minor units of the capture's currency; `refunded` is what remains
       * refunded.
       */
      readonly total: bigint;
      readonly refunded: bigint;
      readonly isRefundUnderWay: boolean;
      /**
       * The reason for refunding the returned money, if it must be refunded and no refund was
       * requested.
       */
      readonly owedRefund?: StoredProblem | "";
      /** Another order of the user has reserved the cluster name since. */
      readonly isNameTaken?: boolean;
    }
  | { readonly type: "dispute_opened" | "dispute_closed"; readonly disputeId: string }
  | { readonly type: "capture_retried" | "delivery_retried" }
  /**
   * PayPal refunds nothing of what remains, and an operator refunded `amount` (minor units) outside
   * PayPal.
   */
  | { readonly type: "paid_back_outside"; readonly amount: bigint }
  /**
   * An operator completed the review: the remaining money pays for the delivered cluster, or none
   * remains.
   */
  | { readonly type: "settled_as_delivered" | "closed" };

export type OrderEventType = OrderEvent["type"];

/** An operator's retry of a dead letter: the job may have run before. */
export const isRetry = ({ type }: OrderEvent): boolean =>
  type === "capture_retried" || type === "delivery_retried";
