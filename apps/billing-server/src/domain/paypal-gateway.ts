import type { CreateOrderInput } from "@onekonsole/billing-contract";
import type { OrderId, PayPalOrderId } from "./order.ts";
import type { RefundId, SeenRefund } from "./refund.ts";

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
  readonly refunds: readonly SeenRefund[];
}

/** Why PayPal did not do it, by what there is to do about it. */
export type PayPalFailureKind =
  /** Outcome unknown or a passing fault: same key again, later. */
  | "unavailable"
  | "timeout"
  /** PayPal could not use the payer's means of payment: the payer approves again, same order. */
  | "payer_again"
  /** The payer has not completed the approval at PayPal, same order. */
  | "not_approved"
  /** Already done: read the order and accept. */
  | "already_done"
  /** Unknown to PayPal, expired there, or not visible yet: the three look alike. */
  | "gone"
  /** A 2xx answer whose JSON is not what was asked for: the outcome is unknown. */
  | "unreadable"
  /** Final for this payer. */
  | "declined"
  /** Our credentials: a person has to look, and meanwhile nothing is lost by trying again. */
  | "unauthorized"
  /** Our request or the merchant's account: a person has to look. */
  | "refused";

export interface PayPalFailure {
  readonly kind: PayPalFailureKind;
  /** PayPal's issue code or a short technical word; for the log and the audit row. */
  readonly issue: string;
  readonly debugId?: string | undefined;
  /** What PayPal's Retry-After asked for. */
  readonly retryAfterMs?: number | undefined;
  /** When PayPal answered, by its own clock; absent when it did not say. */
  readonly answeredAt?: Date | undefined;
  /** The answer may come from this request's content, and says nothing about PayPal's health. */
  readonly isAboutRequest?: boolean;
}

export type PayPalResult<T> =
  | { readonly ok: true; readonly value: T; readonly debugId: string | undefined }
  | { readonly ok: false; readonly failure: PayPalFailure };

export interface OpenOrder {
  readonly orderId: OrderId;
  readonly currency: string;
  readonly amount: bigint;
  readonly clusterName: string;
  readonly returnUrl?: CreateOrderInput["return_url"];
  readonly cancelUrl?: CreateOrderInput["cancel_url"];
}

/** What a PayPal order says of who opened it. */
export interface OrderOrigin {
  /** It carries a seal that only we can make. */
  readonly isSealed: boolean;
  /** By PayPal's clock; `null` when it is not shown. */
  readonly createdAt: Date | null;
}

export interface CaptureOrder {
  readonly paypalOrderId: PayPalOrderId;
  /** The same for every try at the same capture, so that PayPal takes the money once. */
  readonly idempotencyKey: string;
}

export interface RefundCapture {
  readonly captureId: string;
  /** Our refund row: the root of the idempotency key, which PayPal keeps for 45 days. */
  readonly refundId: RefundId;
  readonly currency: string;
  /** Minor units; `null` is all that remains. */
  readonly amount: bigint | null;
}

/** How long a call may take in all: a person waits for `interactive`, nobody for `background`. */
export type Patience = "interactive" | "background";

/** PayPal. Never throws for what PayPal or the network does: every outcome is a result. */
export interface PayPalGateway {
  createOrder(order: OpenOrder): Promise<PayPalResult<PayPalOrder>>;
  getOrder(id: PayPalOrderId, patience: Patience): Promise<PayPalResult<PayPalOrder>>;
  /** What a PayPal order that names that id of ours says of who opened it. */
  getOrigin(id: PayPalOrderId, orderId: OrderId): Promise<PayPalResult<OrderOrigin>>;
  captureOrder(capture: CaptureOrder): Promise<PayPalResult<PayPalOrder>>;
  refundCapture(refund: RefundCapture): Promise<PayPalResult<SeenRefund>>;
  /** A refund or reversal by PayPal's id, which tells neither from the other: `kind` is "refund". */
  getRefund(paypalRefundId: string): Promise<PayPalResult<SeenRefund>>;
}
