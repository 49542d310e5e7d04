import type { PayPalOrderId } from "./order.ts";
import type { PayPalRefund } from "./refund.ts";

/** A capture as PayPal reports it; the amount in minor units, `null` when it could not be read. */
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
  /** Why a PENDING capture is held, in PayPal's word; `null` for any other, and where none is named. */
  readonly pendingReason: string | null;
  /** PayPal names a chargeback or a complaint as the reason of its status; absent where it names neither. */
  readonly isTakenBack?: true;
}

/** An order as PayPal reports it; `null` stands for what its answer left out or what cannot be read. */
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
  /** When the order last changed, by PayPal's clock: an approval moves it, a declined capture does not. */
  readonly updateTime: Date | null;
  readonly approveUrl: string | null;
  readonly customId: string | null;
  readonly currency: string | null;
  /** Minor units. */
  readonly amount: bigint | null;
  readonly payeeEmail: string | null;
  readonly payeeMerchantId: string | null;
  readonly capture: Capture | null;
  /** A capture is listed that cannot be read: it may hold money. */
  readonly hasUnreadableCapture: boolean;
  /** Every refund PayPal lists for the order; those it leaves unreadable are left out. */
  readonly refunds: readonly PayPalRefund[];
}
