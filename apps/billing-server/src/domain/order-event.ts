import type { ApprovalRefusal, ApprovalStatus, PayPalOrderId } from "./order.ts";
import type { PayPalRefund } from "./refund.ts";

/** The money of a capture: minor units of its own currency, which a mismatch makes differ from ours. */
export interface CapturedMoney {
  readonly captureId: string;
  readonly currency: string;
  readonly amount: bigint;
}

/**
 * What can happen to an order: facts from PayPal and web-order, and an operator's decisions. Never a
 * browser's word. A `reason` is fit for the customer's eyes.
 */
export type OrderEvent =
  | {
      readonly type: "payer_approved";
      /** PayPal's `update_time` of the order that shows the approval, where it showed one. */
      readonly approvalTime?: Date | null;
    }
  | { readonly type: "order_gone" | "approval_timed_out" }
  | {
      readonly type: "capture_completed";
      readonly money: CapturedMoney;
      /** Set when the browser captured, which is also how we learned of the approval. */
      readonly approvalStatus?: ApprovalStatus;
    }
  /** Paid while another order had the cluster name. */
  | {
      readonly type: "duplicate_paid";
      readonly money: CapturedMoney;
      /** As above. */
      readonly approvalStatus?: ApprovalStatus;
      readonly duplicateOf: PayPalOrderId;
    }
  | {
      readonly type: "capture_pending";
      readonly money: CapturedMoney;
      /** As above. */
      readonly approvalStatus?: ApprovalStatus;
      /** PayPal's word for why it holds the capture; absent or `null` when it named none. */
      readonly pendingReason?: string | null;
    }
  | { readonly type: "capture_mismatched"; readonly money: CapturedMoney; readonly reason: string }
  /** Paid, and taken back against our will before we knew of the payment. */
  | {
      readonly type: "capture_reversed";
      readonly money: CapturedMoney;
      /** As above. */
      readonly approvalStatus?: ApprovalStatus;
      /** What PayPal lists of it, which is booked with the payment; it may list nothing. */
      readonly refunds: readonly PayPalRefund[];
      /** Why the payment is given back should it return; `null` for one that is to be delivered then. */
      readonly mismatch: string | null;
    }
  | {
      readonly type: "capture_declined";
      readonly captureId: string | null;
      readonly reason: string;
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
  /** Approved for something else than we asked: nothing was taken, and nothing will be. */
  | { readonly type: "payment_refused"; readonly reason: string }
  /** Approved while another order had the cluster name: nothing was taken, and nothing will be. */
  | { readonly type: "purchase_refused"; readonly duplicateOf: PayPalOrderId }
  | {
      readonly type: "approval_needed";
      readonly refusal: ApprovalRefusal;
      /** The order's `update_time` after the refused capture, where PayPal showed one. */
      readonly approvalTime?: Date | null;
      readonly reason: string;
    }
  | { readonly type: "delivered"; readonly webOrderId: number | null }
  | {
      readonly type: "capture_refused" | "delivery_refused" | "gave_up" | "refund_failed";
      readonly reason: string;
    }
  | {
      readonly type: "refund_requested";
      /** Minor units; `null` is all that remains. */
      readonly amount: bigint | null;
      readonly reason: string;
    }
  /** `total` is what was refunded or reversed so far, in minor units of the capture's currency. */
  | { readonly type: "partly_refunded" | "fully_refunded"; readonly total: bigint }
  /** All that was asked to be given back is, and it is not everything: a person decides on the rest. */
  | { readonly type: "refund_short"; readonly total: bigint }
  | {
      readonly type: "payment_reversed";
      readonly total: bigint;
      /** What counts as refunded then: a reversal may have been taken for a refund before. */
      readonly refunded?: bigint;
    }
  /** Money that had gone back is here again: PayPal cancelled a reversal, or a refund. */
  | {
      readonly type: "reversal_cancelled";
      /** What stays reversed and refunded, in minor units of the capture's currency. */
      readonly total: bigint;
      readonly refunded: bigint;
      readonly isRefundUnderWay: boolean;
      /** Why the returned money is not kept, where a refund of it was never asked for. */
      readonly owedRefund?: string;
      /** Another order of the user has taken the cluster's name meanwhile. */
      readonly isNameTaken?: boolean;
    }
  | { readonly type: "dispute_opened" | "dispute_closed"; readonly disputeId: string }
  | { readonly type: "capture_retried" | "delivery_retried" }
  /** PayPal refunds nothing of what is left, `amount` in minor units, and an operator paid it back otherwise. */
  | { readonly type: "paid_back_outside"; readonly amount: bigint }
  /** A person is done with it: with the money that is left it stays delivered, or none is left. */
  | { readonly type: "settled_as_delivered" | "closed" };

export type OrderEventType = OrderEvent["type"];

/** An operator's wish to try again what failed: the job of it may have run before. */
export const isRetry = ({ type }: OrderEvent): boolean =>
  type === "capture_retried" || type === "delivery_retried";
