import type { PayPalOrderId } from "./order.ts";
import type { PayPalRefund } from "./refund.ts";

/** A capture as PayPal reports it. The amount is in minor units; `null` if it cannot be read. */
export interface Capture {
  readonly id: string;
  readonly status:
    | "COMPLETED"
    | "PENDING"
    | "DECLINED"
    | "FAILED"
    | "PARTIALLY_REFUNDED"
    | "REFUNDED";
  readonly currency: string | null;
  readonly amount: bigint | null;
  readonly customId: string | null;
  /**
   * PayPal's reason for a PENDING capture; `null` for any other status, and if PayPal states none.
   */
  readonly pendingReason: string | null;
  /** Set if PayPal states a chargeback or a complaint as the reason of the status. */
  readonly isTakenBack?: true;
}

/** An order as PayPal reports it; `null` for what the response omits or what cannot be read. */
export interface PayPalOrder {
  readonly id: PayPalOrderId;
  readonly status:
    | "CREATED"
    | "SAVED"
    | "APPROVED"
    | "VOIDED"
    | "COMPLETED"
    | "PAYER_ACTION_REQUIRED"
    | null;
  /**
   * When the order last changed, by PayPal's clock: an approval changes it, a declined capture does
   * not.
   */
  readonly updateTime: Date | null;
  readonly approveUrl: string | null;
  readonly customId: string | null;
  readonly currency: string | null;
  /** Minor units. */
  readonly amount: bigint | null;
  readonly payeeEmail: string | null;
  readonly payeeMerchantId: string | null;
  readonly capture: Capture | null;
  /** PayPal lists a capture that cannot be read, so money may have been taken. */
  readonly hasUnreadableCapture: boolean;
  /** The refunds that PayPal lists for the order, without unreadable ones. */
  readonly refunds: readonly PayPalRefund[];
}
